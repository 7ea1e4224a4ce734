/** Runs the general-admission fast path for a batch: one statement, then every command has its answer. */
import type { Queryable } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { type Outcome, type Place, type Reservation, quantityOf } from './model/commands.ts';
import type { PoolFact } from './model/facts.ts';
import { type ClaimedPool, claimPool } from './sql/claim-pool.ts';

export type PoolClaim = {
  /** The database's clock when the statement ended, in ms. */
  readonly nowMs: number;
  readonly outcomes: readonly Outcome[];
  readonly pool: PoolFact;
};

/** Undefined: the batch does not fit as a whole, or the event is not on sale. Nothing was changed. */
export async function claimPoolBatch(
  connection: Queryable,
  eventId: number,
  pool: number,
  batch: readonly Place[],
): Promise<PoolClaim | undefined> {
  const [claimed] = await connection.query(claimPool, parameters(eventId, pool, batch));
  if (claimed === undefined) return undefined;
  const { capacity, held, sold, blocked, version, nowMs } = claimed;
  return {
    outcomes: batch.map((command) => answer(command, claimed)),
    pool: [pool, capacity, held, sold, blocked, version],
    nowMs,
  };
}

function parameters(eventId: number, pool: number, batch: readonly Place[]): unknown[] {
  let toHold = 0;
  let toSell = 0;
  let facts = '[';
  for (const command of batch) {
    const quantity = quantityOf(command.wanted);
    if (command.confirm) toSell += quantity;
    else toHold += quantity;
    facts += (facts.length > 1 ? ',' : '') + factJson(command);
  }
  const keyed = batch.filter((command) => command.key !== undefined);
  return [
    eventId,
    pool,
    toHold,
    toSell,
    plainArray(batch.map((c) => c.id)),
    plainArray(batch.map((c) => c.owner.organizationId)),
    plainArray(batch.map((c) => c.owner.principalId)),
    textArray(batch.map((c) => c.owner.buyer)),
    plainArray(batch.map((c) => quantityOf(c.wanted))),
    plainArray(batch.map((c) => c.holdMs)),
    plainArray(keyed.map((c) => c.owner.principalId)),
    textArray(keyed.map((c) => c.key?.route ?? '')),
    textArray(keyed.map((c) => c.key?.key ?? '')),
    textArray(keyed.map((c) => c.key?.requestHash ?? '')),
    textArray(keyed.map((c) => c.id)),
    `${facts}]`,
    batch.reduce((most, c) => Math.max(most, quantityOf(c.wanted)), 0),
  ];
}

/** By hand: ids are canonical UUIDs and the rest are numbers, so nothing needs escaping. */
export function factJson(command: Place): string {
  const q = quantityOf(command.wanted);
  return command.confirm
    ? `{"t":"booked","r":"${command.id}","q":${q}}`
    : `{"t":"held","r":"${command.id}","q":${q},"h":${command.holdMs}}`;
}

function answer(command: Place, { at }: ClaimedPool): Outcome {
  return {
    ok: true,
    value: { reservation: newReservation(command, at), seats: [], repeated: false },
  };
}

/** What a fresh reservation looks like, as the statement has just written it. */
export function newReservation(command: Place, atMs: number): Reservation {
  return {
    id: command.id,
    owner: command.owner,
    state: command.confirm ? 'CONFIRMED' : 'PENDING',
    wanted: command.wanted,
    extended: false,
    createdAtMs: atMs,
    expiresAtMs: command.confirm ? null : atMs + command.holdMs,
    confirmedAtMs: command.confirm ? atMs : null,
    endedAtMs: null,
  };
}
