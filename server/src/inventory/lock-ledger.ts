/**
 * Reads and locks every row that a batch may change, in the order that holds everywhere: reservations,
 * buyer counters, pools, seats.
 */
import type { Tx } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { Command, IdempotencyKey, Place, Reservation, Wanted } from './model/commands.ts';
import {
  type EventRules,
  keyName,
  Ledger,
  LedgerStale,
  type LockedRows,
  ownerName,
} from './model/ledger.ts';
import { storedStates } from './model/reservation-table.ts';
import { seatStates } from './model/seat-table.ts';
import {
  findReservations,
  lockReservations,
  type ReservationDbRow,
} from './sql/lock-reservations.ts';
import * as rows from './sql/lock-rows.ts';

type Needs = {
  readonly ids: Set<string>;
  readonly seats: Set<number>;
  readonly pools: Set<number>;
  readonly owners: Map<string, { principalId: number; buyer: string }>;
  readonly keys: { principalId: number; key: IdempotencyKey }[];
};

/** Undefined when there is no such event. */
export async function lockLedger(
  tx: Tx,
  eventId: number,
  commands: readonly Command[],
): Promise<Ledger | undefined> {
  const needs = needsOf(commands);
  const [[rules], keys] = await Promise.all([
    tx.query(rows.readRules, [eventId]),
    needs.keys.length > 0 ? readKeys(tx, needs.keys) : [],
  ]);
  if (rules === undefined) return undefined;
  for (const key of keys) if (key.eventId === eventId) needs.ids.add(key.id);

  const limited = rules.perPersonMax !== null;
  const reservations = await readReservations(tx, eventId, needs, limited);
  for (const row of reservations) {
    addWanted(needs, row.wanted);
    needs.owners.set(ownerName(row.owner), row.owner);
  }
  return new Ledger({
    eventId,
    rules,
    reservations,
    keys,
    ...(await lockRest(tx, eventId, needs, rules)),
  });
}

/**
 * Whether a command that is about to be refused had its effect while the locks were waited for: the
 * same request, in another process, may have got the very places that are missing now. Throws
 * LedgerStale then. (Commands that are accepted need no such look: ids and keys are unique.)
 */
export async function requireNew(tx: Tx, ledger: Ledger, refused: readonly Place[]): Promise<void> {
  if (refused.length === 0) return;
  const keyed = refused.flatMap(({ owner: { principalId }, key }) =>
    key === undefined ? [] : [{ principalId, key }],
  );
  const [found, keys] = await Promise.all([
    tx.query(findReservations, [ledger.eventId, plainArray(refused.map(({ id }) => id))]),
    keyed.length > 0 ? readKeys(tx, keyed) : [],
  ]);
  const overtaken =
    found.some(({ id }) => !ledger.reservations.has(id as Uuid)) ||
    keys.some(({ name }) => !ledger.keys.has(name));
  if (overtaken) throw new LedgerStale('a repeated request had its effect meanwhile');
}

function needsOf(commands: readonly Command[]): Needs {
  const needs: Needs = {
    ids: new Set(),
    seats: new Set(),
    pools: new Set(),
    owners: new Map(),
    keys: [],
  };
  for (const command of commands) {
    if ('id' in command) needs.ids.add(command.id);
    if ('wanted' in command) addWanted(needs, command.wanted);
    if (command.kind === 'resize') needs.pools.add(command.pool);
    if (command.kind === 'adopt') {
      const owner = { principalId: command.principalId, buyer: command.to };
      needs.owners.set(ownerName(owner), owner);
    }
    if (command.kind !== 'place') continue;
    needs.owners.set(ownerName(command.owner), command.owner);
    if (command.takesOver) needs.ids.add(command.takesOver);
    if (command.key) needs.keys.push({ principalId: command.owner.principalId, key: command.key });
  }
  return needs;
}

function addWanted(needs: Needs, wanted: Wanted): void {
  if ('pool' in wanted) needs.pools.add(wanted.pool);
  else for (const seat of wanted.seats) needs.seats.add(seat);
}

async function readKeys(tx: Tx, keys: Needs['keys']): Promise<LockedRows['keys']> {
  const found = await tx.query(rows.readKeys, [
    plainArray(keys.map((k) => k.principalId)),
    textArray(keys.map((k) => k.key.route)),
    textArray(keys.map((k) => k.key.key)),
  ]);
  return found.map((row) => ({
    name: keyName(row.principalId, row),
    eventId: row.eventId,
    requestHash: row.requestHash,
    id: row.id as Uuid,
  }));
}

async function readReservations(
  tx: Tx,
  eventId: number,
  needs: Needs,
  limited: boolean,
): Promise<Reservation[]> {
  const owners = limited ? [...needs.owners.values()] : [];
  const found = await tx.query(lockReservations, [
    eventId,
    plainArray([...needs.ids]),
    plainArray([...needs.seats]),
    plainArray([...needs.pools]),
    plainArray(owners.map((o) => o.principalId)),
    textArray(owners.map((o) => o.buyer)),
  ]);
  return found.map(toReservation);
}

export function toReservation(row: ReservationDbRow): Reservation {
  return {
    id: row.id as Uuid,
    owner: { organizationId: row.organizationId, principalId: row.principalId, buyer: row.buyer },
    state: storedStates[row.state] ?? 'CANCELLED',
    wanted:
      row.poolId === null
        ? { seats: row.seatNos ?? [] }
        : { pool: row.poolId, quantity: row.quantity },
    extended: row.extended,
    createdAtMs: row.createdAtMs,
    expiresAtMs: row.expiresAtMs,
    confirmedAtMs: row.confirmedAtMs,
    endedAtMs: row.endedAtMs,
  };
}

async function lockRest(tx: Tx, eventId: number, needs: Needs, rules: EventRules) {
  const owners = rules.perPersonMax === null ? [] : [...needs.owners.values()];
  const ownerParameters = [
    eventId,
    plainArray(owners.map((o) => o.principalId)),
    textArray(owners.map((o) => o.buyer)),
  ];
  // Sent together; the server runs them one after the other.
  const [, counters, pools, seats, clock] = await Promise.all([
    owners.length > 0 ? tx.query(rows.ensureCounters, ownerParameters) : [],
    owners.length > 0 ? tx.query(rows.lockCounters, ownerParameters) : [],
    needs.pools.size > 0 ? tx.query(rows.lockPools, [eventId, plainArray([...needs.pools])]) : [],
    needs.seats.size > 0 ? tx.query(rows.lockSeats, [eventId, plainArray([...needs.seats])]) : [],
    tx.query(rows.readClock),
  ]);
  return {
    nowMs: clock[0]?.nowMs ?? Number.NaN,
    pools,
    seats: seats.map((row) => ({
      seat: row.seat,
      state: seatStates[row.state] ?? 'BLOCKED',
      version: row.version,
      reservationId: row.reservationId as Uuid | null,
      heldUntilMs: row.heldUntilMs,
    })),
    counters: counters.map((row) => ({
      owner: ownerName(row),
      taken: row.taken,
    })),
  };
}
