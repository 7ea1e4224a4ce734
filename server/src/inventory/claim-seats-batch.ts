/** Runs the named-seats fast path for a batch of commands that do not share a seat. */
import { assert } from '../lib/assert.ts';
import type { Queryable } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { refuse } from '../lib/result.ts';
import { factJson, newReservation } from './claim-pool-batch.ts';
import type { Outcome, Place, SeatVersion } from './model/commands.ts';
import type { SeatFact } from './model/facts.ts';
import { claimSeats } from './sql/claim-seats.ts';

export type SeatsClaim = {
  /** Undefined: doubtful (repeated, a lapsed hold); the settling transaction has to decide. */
  readonly outcomes: readonly (Outcome | undefined)[];
  readonly seats: readonly SeatFact[];
  /** The database's clock when the statement ended, in ms. */
  readonly nowMs: number;
};

export const seatsOf = (command: Place): readonly number[] =>
  'seats' in command.wanted ? command.wanted.seats : [];

/** Undefined: the event is not on sale to everybody. Nothing was changed. */
export async function claimSeatsBatch(
  connection: Queryable,
  eventId: number,
  batch: readonly Place[],
): Promise<SeatsClaim | undefined> {
  const [answer] = await connection.query(claimSeats, parameters(eventId, batch));
  assert(answer !== undefined, 'the claim of seats answered no row');
  if (!answer.open) return undefined;
  const versions = new Map(answer.claimed.map(([seat, , version]) => [seat, version]));
  const refused = groupRefusals(answer.refused);
  const outcomes = batch.map((command, i) => {
    const refusal = refused.get(i + 1);
    return refusal === undefined ? accepted(command, versions, answer.at) : refusedOutcome(refusal);
  });
  return { outcomes, seats: answer.claimed, nowMs: answer.nowMs };
}

type Refused = { taken: number[]; unknown: number[]; doubtful: boolean };

function groupRefusals(
  rows: readonly [number, number, number | null, 0 | 1][],
): Map<number, Refused> {
  const groups = new Map<number, Refused>();
  for (const [command, seat, state, doubtful] of rows) {
    const group = groups.get(command) ?? { taken: [], unknown: [], doubtful: false };
    groups.set(command, group);
    if (state === null) group.unknown.push(seat);
    else group.taken.push(seat);
    if (doubtful === 1) group.doubtful = true;
  }
  return groups;
}

function refusedOutcome({ taken, unknown, doubtful }: Refused): Outcome | undefined {
  if (doubtful) return undefined;
  return unknown.length > 0
    ? refuse('unknown_seats', { seats: unknown.toSorted((a, b) => a - b) })
    : refuse('seats_unavailable', { seats: taken.toSorted((a, b) => a - b) });
}

function accepted(command: Place, versions: ReadonlyMap<number, number>, atMs: number): Outcome {
  const seats: SeatVersion[] = seatsOf(command).map((seat) => {
    const version = versions.get(seat);
    assert(version !== undefined, `seat ${seat} was accepted but not claimed`);
    return { seat, version };
  });
  return {
    ok: true,
    value: { reservation: newReservation(command, atMs), seats, repeated: false },
  };
}

function parameters(eventId: number, batch: readonly Place[]): unknown[] {
  const seats: number[] = [];
  const commands: number[] = [];
  batch.forEach((command, i) => {
    for (const seat of seatsOf(command)) {
      seats.push(seat);
      commands.push(i + 1);
    }
  });
  const keyed = batch.flatMap((command, i) =>
    command.key ? [{ n: i + 1, key: command.key }] : [],
  );
  const seatList = plainArray(seats);
  return [
    eventId,
    seatList,
    plainArray(commands),
    seatList,
    plainArray(batch.map((c) => c.id)),
    plainArray(batch.map((c) => c.owner.organizationId)),
    plainArray(batch.map((c) => c.owner.principalId)),
    textArray(batch.map((c) => c.owner.buyer)),
    textArray(batch.map((c) => plainArray(seatsOf(c)))),
    plainArray(batch.map((c) => c.holdMs)),
    textArray(batch.map(factJson)),
    plainArray(keyed.map((k) => k.n)),
    textArray(keyed.map((k) => k.key.route)),
    textArray(keyed.map((k) => k.key.key)),
    textArray(keyed.map((k) => k.key.requestHash)),
    batch.reduce((most, c) => Math.max(most, seatsOf(c).length), 0),
  ];
}
