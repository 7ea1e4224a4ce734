/**
 * `npm run verify-draw -- --url https://host --event 7`: recomputes a draw from its public record, and
 * the position of a ticket in it (docs/fair-draw.md). Offline with `--record` and `--proof`: answers of
 * the API, saved. One line per check. Exit code 0 when nothing is wrong, 1 when something is, 2 when it
 * could not be checked, or nothing has been drawn yet.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DrawProof, DrawRecord } from '@onsale/contract/queue.ts';
import { type ReadDrawTicket, readDrawTicket } from '@onsale/contract/read-draw-ticket.ts';
import { type DrawVerdict, verifyDraw } from '@onsale/contract/verify-draw.ts';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';

const USAGE =
  'Usage: npm run verify-draw -- (--url <https://host> --event <id> | --record <file>) ' +
  '[--ticket <file|text>] [--proof <file>] [--commitment <hex>] [--root <hex>] ' +
  '[--must-rest-on-beacon]';
const FETCH_TIMEOUT_MS = 10_000;
const BYTES_MAX = 1_000_000;

class UsageError extends Error {}

const readArguments = () =>
  parseArgs({
    options: {
      url: { type: 'string' },
      event: { type: 'string' },
      record: { type: 'string' },
      ticket: { type: 'string' },
      proof: { type: 'string' },
      commitment: { type: 'string' },
      root: { type: 'string' },
      'must-rest-on-beacon': { type: 'boolean', default: false },
    },
  }).values;

type Arguments = ReturnType<typeof readArguments>;

async function textOf(place: string): Promise<string> {
  if (!/^https?:/.test(place)) return readFile(place, 'utf8');
  const answer = await fetch(place, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${place} answers ${answer.status}.`);
  const text = await answer.text();
  if (text.length > BYTES_MAX) throw new Error(`${place} answers too much.`);
  return text;
}

/** What a server or a file says, if it has the form that it should have. */
async function readAs<Schema extends TSchema>(
  schema: Schema,
  place: string,
): Promise<Static<Schema>> {
  const json = JSON.parse(await textOf(place)) as unknown;
  if (!Value.Check(schema, json)) throw new Error(`${place} does not hold what it should.`);
  return json;
}

function drawAddress({ url, event }: Arguments): string | undefined {
  if (url === undefined || event === undefined) return undefined;
  if (!/^[1-9]\d{0,15}$/.test(event)) throw new UsageError(`${event} is no event. ${USAGE}`);
  return `${url.replace(/\/+$/, '')}/api/v1/events/${event}/queue/draw`;
}

async function readTicket({ ticket }: Arguments): Promise<ReadDrawTicket | undefined> {
  if (ticket === undefined) return undefined;
  const isFile = ticket.length < 4_096 && existsSync(ticket);
  const read = readDrawTicket(isFile ? await readFile(ticket, 'utf8') : ticket);
  if (read === undefined) throw new UsageError('This is not a ticket, nor number:nonce.');
  return read;
}

const MARKS = { passed: 'OK    ', failed: 'WRONG ', remark: 'NOTE  ' } as const;

/** The line at the end; the exit code says the same. */
function sumUp({ isValid, isClosed, isDrawn, basis, position }: DrawVerdict): string {
  if (!isValid) return 'Something is wrong: see above.';
  if (!isDrawn && isClosed)
    return 'The cohort has closed. Nothing has been drawn yet: note the root.';
  if (!isDrawn) return 'Nothing has been drawn yet.';
  const place = position === undefined ? '' : ` The position is ${position}.`;
  const trust = basis === 'beacon' ? 'the beacon' : "the operator's word";
  return `The draw is right. It rests on ${trust}.${place}`;
}

/** What it takes to check: the record, and with a ticket of the cohort the proof of its entry. */
async function readAll(values: Arguments) {
  const address = drawAddress(values);
  const place = values.record ?? address;
  if (place === undefined) throw new UsageError(USAGE);
  const ticket = await readTicket(values);
  const record = await readAs(DrawRecord, place);
  const eventId = values.event === undefined ? ticket?.eventId : Number(values.event);
  if (ticket?.eventId !== undefined && eventId !== ticket.eventId) {
    throw new UsageError(`The ticket is of event ${ticket.eventId}.`);
  }
  const isInCohort = ticket !== undefined && ticket.number <= (record.cohortSize ?? 0);
  const proofPlace = values.proof ?? (address && `${address}/proof?number=${ticket?.number}`);
  const proof = isInCohort && proofPlace ? await readAs(DrawProof, proofPlace) : undefined;
  return { record, ticket, proof, eventId };
}

async function main(): Promise<number> {
  const values = readArguments();
  const { record, ticket, proof, eventId } = await readAll(values);
  const verdict = await verifyDraw(record, {
    ...(eventId !== undefined && { eventId }),
    ...(values.commitment !== undefined && { commitment: values.commitment }),
    ...(values.root !== undefined && { root: values.root }),
    ...(ticket && { ticket }),
    ...(proof && { proof }),
    mustRestOnBeacon: values['must-rest-on-beacon'],
  });
  const root = record.cohortRoot === undefined ? '' : `, root ${record.cohortRoot}`;
  process.stdout.write(`Event ${record.eventId}, commitment ${record.commitment}${root}\n`);
  for (const { outcome, name, message } of verdict.checks) {
    process.stdout.write(`${MARKS[outcome]} ${name.padEnd(16)} ${message}\n`);
  }
  process.stdout.write(`${sumUp(verdict)}\n`);
  if (!verdict.isValid) return 1;
  return verdict.isDrawn ? 0 : 2;
}

try {
  process.exitCode = await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The draw could not be verified. ${message}\n`);
  process.exitCode = 2;
}
