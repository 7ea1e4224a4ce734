/**
 * Proof of work before joining (the protocol of altcha-lib 2). A challenge is signed and says for whom
 * and for which event it is, so nothing is kept until it comes back; then it counts once. The number
 * to be found lies below a bound, so the longest search is known, not only the average one.
 */
import { hkdfSync } from 'node:crypto';
import { type Challenge, createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Secrets } from '../identity/tokens.ts';
import type { Clock } from '../lib/clock.ts';
import type { Once } from '../shared/contract.ts';

export type MadeChallenge = { readonly challenge: Challenge; readonly expiresAtMs: number };

export type Challenges = {
  /** @param tries of the longest search, 1 or more; half of it on average */
  make(eventId: number, personId: string, tries: number): Promise<MadeChallenge>;
  /** `failed`: wrong, too old, of somebody else, or used already. `unavailable`: nobody can tell. */
  check(
    eventId: number,
    personId: string,
    solution: string,
  ): Promise<'solved' | 'failed' | 'unavailable'>;
};

export type ChallengeOptions = {
  readonly secrets: Secrets;
  readonly once: Once;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Below the given number, at random. */
  readonly randomInt: (below: number) => number;
  /** Of PBKDF2-SHA-256, in one try. */
  readonly iterations: number;
  /** How long a challenge may take, in ms. */
  readonly forMs: number;
};

type Keys = { readonly hmacSignatureSecret: string; readonly hmacKeySignatureSecret: string };

export function createChallenges(options: ChallengeOptions): Challenges {
  const { once, clock, randomInt, iterations, forMs } = options;
  const [current, ...previous] = options.secrets.map(keysOf);
  const all = current === undefined ? [] : [current, ...previous];

  async function isSolved({ challenge, solution }: Payload): Promise<boolean> {
    for (const keys of all) {
      const { verified } = await verifySolution({ challenge, solution, deriveKey, ...keys });
      if (verified) return true;
    }
    return false;
  }

  return {
    async make(eventId, personId, tries) {
      const expiresAtMs = Math.ceil((clock.nowMs() + forMs) / 1_000) * 1_000;
      const challenge = await createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: iterations,
        counter: randomInt(tries),
        deriveKey,
        expiresAt: new Date(expiresAtMs),
        data: { event: eventId, person: personId },
        ...(current ?? keysOf(Buffer.alloc(32))),
      });
      return { challenge, expiresAtMs };
    },
    async check(eventId, personId, text) {
      const payload = readPayload(text);
      const { data, expiresAt = 0 } = payload?.challenge.parameters ?? {};
      if (payload === undefined || data?.['event'] !== eventId || data['person'] !== personId) {
        return 'failed';
      }
      const leftMs = expiresAt * 1_000 - clock.nowMs();
      if (!(leftMs > 0) || !(await isSolved(payload).catch(() => false))) return 'failed';
      try {
        const isFirst = await once.first(`challenge:${payload.challenge.signature}`, leftMs);
        return isFirst ? 'solved' : 'failed';
      } catch {
        return 'unavailable';
      }
    },
  };
}

/** Keys of their own: a challenge is nothing to a ticket. The library takes text. */
function keysOf(secret: Buffer): Keys {
  const derive = (use: string): string =>
    Buffer.from(hkdfSync('sha256', secret, '', `onsale challenge ${use} v1`, 32)).toString('hex');
  return { hmacSignatureSecret: derive('signature'), hmacKeySignatureSecret: derive('key') };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** JSON in base64, as the clients of the protocol send it. */
function readPayload(text: string): Payload | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    if (!isObject(payload) || !isObject(payload['challenge']) || !isObject(payload['solution'])) {
      return undefined;
    }
    // What is in it is checked by its signature, before anything else is believed.
    return isObject(payload['challenge']['parameters'])
      ? (payload as unknown as Payload)
      : undefined;
  } catch {
    return undefined;
  }
}
