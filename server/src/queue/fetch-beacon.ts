/**
 * One round of a drand-compatible beacon from a relay, checked before anybody uses it: the relay need
 * not be trusted, it can only be late. Bounded in time and bytes; never called inside a transaction.
 */
import { type BeaconChain, type BeaconRound, isBeaconRound } from '@onsale/contract/beacon.ts';
import type { BeaconSettings } from './core.ts';

const BYTES_MAX = 65_536;

/** Undefined: not to be had now, for whatever reason; `onTrouble` is told unless it is merely early. */
export async function fetchBeaconRound(
  { url, timeoutMs }: Pick<BeaconSettings, 'url' | 'timeoutMs'>,
  chain: BeaconChain,
  round: number,
  onTrouble: (error: unknown) => void = () => undefined,
): Promise<BeaconRound | undefined> {
  try {
    const address = `${url.replace(/\/+$/, '')}/${chain.chainHash}/public/${round}`;
    const answer = await fetch(address, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
      headers: { accept: 'application/json' },
    });
    if (answer.status === 404 || answer.status === 425) {
      await answer.body?.cancel();
      return undefined;
    }
    if (!answer.ok) throw new Error(`the beacon answers ${answer.status}`);
    const found = roundOf(JSON.parse(await boundedText(answer)), round);
    if (found !== undefined && isBeaconRound(chain, found)) return found;
    throw new Error(`the beacon's round ${round} is not signed by its chain`);
  } catch (error) {
    onTrouble(error);
    return undefined;
  }
}

async function boundedText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.length;
    if (bytes > BYTES_MAX) throw new Error(`the beacon answers more than ${BYTES_MAX} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function roundOf(json: unknown, round: number): BeaconRound | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { signature, previous_signature: previous, ...rest } = json as Record<string, unknown>;
  if (rest['round'] !== round || typeof signature !== 'string') return undefined;
  return typeof previous === 'string' && previous !== ''
    ? { round, signature, previousSignature: previous }
    : { round, signature };
}
