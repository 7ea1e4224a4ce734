/**
 * One batch of commands in one room, in one transaction under the lock of the room's row: the line is
 * loaded, every command is decided in memory, what changed is written in groups.
 */
import { assert } from '../lib/assert.ts';
import type { Db, Tx } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { refuse } from '../lib/result.ts';
import { decideLine, type LineCommand, type LineOutcome } from './model/decide-line.ts';
import { Line, type Place, type Slot } from './model/line.ts';
import type { Room } from './model/room.ts';
import type { Positions } from './positions.ts';
import { takeRoom } from './read-rooms.ts';
import { findCodes, findPlaces, findSlots, type PlaceDbRow, type SlotDbRow } from './sql/line.ts';
import { writeLine } from './write-line.ts';

export type SettleDeps = { readonly db: Db; readonly positions: Positions };

export type Settled = {
  /** In the order of the batch. */
  readonly outcomes: readonly LineOutcome[];
  readonly hasRoom: boolean;
  readonly wrote: boolean;
};

/** The order has to be computed first; nothing was changed. */
type Unready = { readonly load: Room };

const TRIES_MAX = 3;

export async function settleLine(
  { db, positions }: SettleDeps,
  eventId: number,
  commands: readonly LineCommand[],
): Promise<Settled> {
  const asks = commands.some(({ kind }) => kind !== 'join');
  const insists = commands.some(({ kind }) => kind === 'admit');
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    // Leaving tells its position if it can, and goes on without in the end.
    const known = asks && (insists || tries < TRIES_MAX) ? positions : undefined;
    const settled = await db.transaction((tx) => settle(tx, eventId, commands, known));
    if (!('load' in settled)) return settled;
    // Outside of the transaction: nobody waits for a lock while this computes.
    await positions.load(settled.load);
  }
  // Orders of other rooms pushed this one out again and again: more rooms than memory.
  return { outcomes: commands.map(() => busy()), hasRoom: true, wrote: false };
}

const busy = (): LineOutcome => refuse('busy', { retryAfterSeconds: 1 });

async function settle(
  tx: Tx,
  eventId: number,
  commands: readonly LineCommand[],
  positions: Positions | undefined,
): Promise<Settled | Unready> {
  // Sent together: the connection keeps their order, so the rows are looked for under the lock.
  const [room, rows] = await Promise.all([takeRoom(tx, eventId), findRows(tx, eventId, commands)]);
  if (room === undefined) {
    const missing = refuse('event_not_found');
    return { outcomes: commands.map(() => missing), hasRoom: false, wrote: false };
  }
  // Any number of the cohort tells whether its order is in memory.
  if (positions?.now(room, 1) === 'unknown') return { load: room };
  const line = lineOf(room, rows);
  const positionOf = (number: number): number | undefined => {
    const position = positions?.now(room, number);
    assert(position !== 'unknown', 'the order is loaded');
    return position;
  };
  const outcomes = commands.map((command) => decideLine(line, command, positionOf));
  return { outcomes, hasRoom: true, wrote: await writeLine(tx, line) };
}

type Rows = {
  readonly places: readonly PlaceDbRow[];
  readonly slots: readonly SlotDbRow[];
  readonly codes: readonly { readonly hash: string; readonly left: number }[];
};

async function findRows(tx: Tx, eventId: number, commands: readonly LineCommand[]): Promise<Rows> {
  const people = new Set<string>();
  const hashes = new Set<string>();
  for (const command of commands) {
    people.add(command.personId);
    if (command.kind === 'adopt') people.add(command.to);
    if (command.kind === 'join' && command.codeHash !== undefined) {
      hashes.add(command.codeHash.toString('hex'));
    }
  }
  const names = textArray([...people]);
  const [places, slots, codes] = await Promise.all([
    tx.query(findPlaces, [eventId, names]),
    tx.query(findSlots, [eventId, names]),
    hashes.size > 0 ? tx.query(findCodes, [eventId, plainArray([...hashes])]) : [],
  ]);
  return { places, slots, codes };
}

function lineOf(room: Room, { places, slots, codes }: Rows): Line {
  const known = { places: places.map(placeOf), slots: slots.map(slotOf) };
  return new Line(room, known, new Map(codes.map(({ hash, left }) => [hash, left])));
}

const placeOf = ({ number, nonce, joinedAtMs, personId }: PlaceDbRow): Place => ({
  number,
  nonce,
  joinedAtMs,
  personId,
  ended: false,
  leftPosition: undefined,
  isNew: false,
  moved: false,
});

function slotOf({ id, number, position, personId, ...times }: SlotDbRow): Slot {
  const { admittedAtMs, expiresAtMs, endsAtMs } = times;
  const from = { id, number, position, admittedAtMs, expiresAtMs, endsAtMs };
  return { ...from, personId, formerIds: [], endReason: undefined, isNew: false };
}
