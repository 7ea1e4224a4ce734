/**
 * People in a waiting room while processes are killed: they join, come in and leave, and whatever they
 * were told has to be there in the end. Each is somebody new, with a session of their own.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Random } from '../../src/lib/random.ts';
import { openWaitingRoom } from '../support/waiting-room.ts';
import type { Calls, Definite } from './calls.ts';

export type Waiting = {
  readonly eventId: number;
  /** What people were told last, by person. */
  readonly told: Map<string, Told>;
  readonly violations: string[];
};

type Told = { number: number; nonce: string; admission?: string; isGone: boolean };

/** Room for a few; those who come in leave soon. */
const ACTIVE_MAX = 8;
/** A turn comes within a second or two, or the slots are taken. */
const TRIES = 15;
const BETWEEN_MS = 150;
/** To somebody who wants to come in. */
const notYet: ReadonlySet<string | undefined> = new Set(['not_your_turn', 'room_full']);
const fromPage = { 'sec-fetch-site': 'same-origin' } as const;

/** A room on a sale that is open. */
export async function openWaiting(url: string): Promise<Waiting> {
  const house = await openWaitingRoom(url, { poolMax: 2 });
  try {
    const settings = { activeMax: ACTIVE_MAX, challenge: 'off' } as const;
    const eventId = await house.open(settings, { saleOpensAtMs: Date.now() - 60_000 });
    return { eventId, told: new Map(), violations: [] };
  } finally {
    await house.close();
  }
}

/** One person's way: a place, perhaps twice, a turn if it comes soon, and mostly out again. */
export async function wait(calls: Calls, waiting: Waiting, random: Random): Promise<void> {
  const { eventId, told, violations } = waiting;
  const begun = await calls.send({ method: 'POST', path: '/api/v1/session', headers: fromPage });
  const { session } = begun.body as { session?: { personId: string } };
  if (session === undefined) return;
  const cookie = [begun.headers['set-cookie'] ?? []].flat().map((line) => line.split(';', 1)[0]);
  const headers = { ...fromPage, cookie: cookie.join('; ') };
  const person = session.personId;
  const send = (method: 'POST' | 'DELETE', more: string): Promise<Definite> =>
    calls.send({ method, path: `/api/v1/events/${eventId}/queue/${more}`, headers });
  const unexpected = (what: string, { status, body }: Definite): void =>
    void violations.push(`${what} of ${person}: unexpected ${status} ${JSON.stringify(body)}`);

  const joined = await calls.send({
    method: 'POST',
    path: `/api/v1/events/${eventId}/queue/entries`,
    headers,
    body: {},
  });
  const { entry } = joined.body as { entry?: { number: number; nonce: string } };
  if (entry === undefined) return unexpected('joining', joined);
  const mine: Told = { number: entry.number, nonce: entry.nonce, isGone: false };
  told.set(person, mine);
  for (let tries = 0; tries < TRIES && mine.admission === undefined; tries++) {
    const answer = await send('POST', 'admissions');
    const { admission } = answer.body as { admission?: { id: string } };
    if (admission !== undefined) mine.admission = admission.id;
    else if (!notYet.has(answer.code)) return unexpected('coming in', answer);
    else await delay(BETWEEN_MS);
  }
  // Some stay where they are; the slots of the others are needed.
  if (random.chance(mine.admission === undefined ? 0.5 : 0.05)) return;
  const left = await send('DELETE', 'entries/mine');
  if (left.status !== 200) return unexpected('leaving', left);
  mine.isGone = true;
}

type Row = {
  readonly person: string;
  readonly number: number;
  readonly nonce: string;
  readonly isGone: boolean;
  readonly admissions: readonly string[];
  readonly running: readonly string[];
};

/** What people were told, and the database says otherwise. */
export async function compareWaiting(url: string, { eventId, told }: Waiting): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(
      `SELECT e.person_id AS person, e.number::int, encode(e.nonce, 'hex') AS nonce,
              e.ended_at IS NOT NULL AS "isGone",
              array(SELECT a.id::text FROM queue_admissions a
                     WHERE a.event_id = e.event_id AND a.number = e.number) AS admissions,
              array(SELECT a.id::text FROM queue_admissions a
                     WHERE a.event_id = e.event_id AND a.number = e.number
                       AND a.ended_at IS NULL) AS running
         FROM queue_entries e WHERE e.event_id = $1`,
      [eventId],
    );
    const byPerson = new Map(rows.map((row) => [row.person, row]));
    return [...told].flatMap(([person, mine]) => differences(mine, person, byPerson.get(person)));
  } finally {
    await client.end();
  }
}

function differences(mine: Told, person: string, row: Row | undefined): string[] {
  const { admission, isGone } = mine;
  // Everybody is somebody new, and takes one place: what is another number is a loss.
  const isSame = row?.number === mine.number && row.nonce === mine.nonce && row.isGone === isGone;
  const isIn = admission === undefined || row?.admissions.includes(admission) === true;
  const runs = admission !== undefined && row?.running.includes(admission) === true;
  if (isSame && isIn && runs === (admission !== undefined && !isGone)) return [];
  return [`${person} was told ${JSON.stringify(mine)}, and there is ${JSON.stringify(row)}`];
}
