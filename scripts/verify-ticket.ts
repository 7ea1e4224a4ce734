/**
 * `npm run verify-ticket -- --keys <file|url> [--revoked <file>]... [--event <id>] [CODE...]`: verifies
 * ticket codes with public keys only. Without codes as arguments it reads them from stdin, one per line.
 * Exit code 0 when all of them are valid, 1 when one is not, 2 when they could not be verified.
 */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { TicketClaims } from '@onsale/contract/ticket-code.ts';
import {
  importTicketKeys,
  type TicketJwk,
  type TicketKeySet,
  type TicketVerdict,
  verifyTicketCode,
} from '@onsale/contract/verify-ticket-code.ts';

const USAGE =
  'Usage: npm run verify-ticket -- --keys <file|url> [--revoked <file>]... [--event <id>] [CODE...]\n';
const FETCH_TIMEOUT_MS = 10_000;

type Revoked = { readonly revoked: readonly { readonly id: string; readonly version: number }[] };

class UsageError extends Error {}

async function readKeys(place: string): Promise<TicketKeySet> {
  const isUrl = /^https?:/.test(place);
  const json = isUrl
    ? await (await fetch(place, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) })).text()
    : await readFile(place, 'utf8');
  const { keys } = JSON.parse(json) as { keys: readonly TicketJwk[] };
  const set = await importTicketKeys(keys);
  if (set.size === 0) throw new UsageError(`${place} has no Ed25519 key.`);
  return set;
}

/** Pages of `GET /api/v1/events/{eventId}/revoked-tickets`, saved. */
async function readRevoked(files: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const pages = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(file, 'utf8')) as Revoked),
  );
  return new Map(pages.flatMap(({ revoked }) => revoked.map(({ id, version }) => [id, version])));
}

const placeOf = ({ place }: TicketClaims): string =>
  'seat' in place ? `seat ${place.seat}` : `area ${place.pool}`;

const WORDS = { valid: 'VALID', revoked: 'REVOKED', other_event: 'OTHER EVENT' } as const;

function sentence(verdict: TicketVerdict): string {
  if (verdict.verdict === 'unreadable') {
    return 'UNREADABLE   this is not a ticket code that this release knows';
  }
  if (verdict.verdict === 'unknown_key') {
    return `UNKNOWN KEY  signed by ${verdict.keyId}, which is not among the keys`;
  }
  if (verdict.verdict === 'altered') {
    return 'ALTERED      the signature does not fit what the code says';
  }
  const { ticketId, eventId, version, admission, of } = verdict.claims;
  return (
    `${WORDS[verdict.verdict].padEnd(12)} ticket ${ticketId} version ${version}, ` +
    `event ${eventId}, ${placeOf(verdict.claims)}, admission ${admission} of ${of}`
  );
}

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      revoked: { type: 'string', multiple: true },
      event: { type: 'string' },
    },
  });
  const eventId = values.event === undefined ? undefined : Number(values.event);
  if (values.keys === undefined || Number.isNaN(eventId ?? 0)) throw new UsageError(USAGE.trim());
  const keys = await readKeys(values.keys);
  const revoked = await readRevoked(values.revoked ?? []);
  const lines = positionals.length > 0 ? positionals : (await text(process.stdin)).split(/\r?\n/);
  // Codes contain spaces, but neither begin nor end with one.
  const codes = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (codes.length === 0) throw new UsageError('There is no code to verify.');
  const options = eventId === undefined ? { revoked } : { revoked, eventId };
  let areAllValid = true;
  for (const code of codes) {
    const verdict = await verifyTicketCode(code, keys, options);
    areAllValid &&= verdict.verdict === 'valid';
    process.stdout.write(`${sentence(verdict)}\n`);
  }
  return areAllValid;
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The codes could not be verified. ${message}\n`);
  process.exitCode = 2;
}
