/**
 * Ticks one room: looks for what has ended, measures, and under the lock of the room's row lets the
 * controller speak. Nothing of the inventory is locked: what it says may be a moment old.
 */
import type { BeaconChain } from '@onsale/contract/beacon.ts';
import type { Db, Tx } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { appendOutbox } from '../outbox/append.ts';
import { chainOf, renew, roomChanged } from './change-room.ts';
import type { BeaconSettings } from './core.ts';
import type { DrawTerms } from '@onsale/contract/fair-draw-terms.ts';
import type { QueuePayload, Room } from './model/room.ts';
import { termsMissSale } from './model/terms.ts';
import { type Measured, spansOf, type Tick, tickOf } from './model/tick.ts';
import { readCalled } from './read-called.ts';
import { readRooms, takeRoom } from './read-rooms.ts';
import { readDraw } from './sql/draw.ts';
import { endPlaces, endSlots } from './sql/line.ts';
import * as statements from './sql/tick.ts';

export type TickDeps = {
  readonly db: Db;
  readonly randomBytes: (bytes: number) => Buffer;
  readonly beacon?: BeaconSettings;
  /** Places for sale and in somebody's hands; undefined or null: not known. */
  readonly stock: (eventId: number, nowMs: number) => Promise<Measured['stock'] | undefined>;
  /** Health of the engine in the last seconds, wherever bookings are taken. */
  readonly engine: () => Measured['engine'] | Promise<Measured['engine']>;
  /** People seen buying in the last minutes; without it, and when it fails, holders are counted. */
  readonly buyers?: (eventId: number) => Promise<number>;
  readonly onCommit?: (eventId: number) => void;
};

/** What is known to have happened since the last tick. */
export type Hints = {
  /** Look through all admissions for those who have bought. */
  readonly isFull: boolean;
  /** Else through those of these reservations. */
  readonly reservations: readonly string[];
};

export type Ticked = {
  /** The cohort has just closed: it wants to be drawn. */
  readonly closed: boolean;
  readonly ended: number;
  /** There may be more to end at once. */
  readonly more: boolean;
};

const ENDS_MAX = 1_000;
const nothing: Ticked = { closed: false, ended: 0, more: false };

export async function tickRoom(deps: TickDeps, eventId: number, hints: Hints): Promise<Ticked> {
  const { db } = deps;
  const [before] = await readRooms(db, [eventId]);
  if (before === undefined) return nothing;
  const measured = await measure(deps, before);
  const ends = await findEnds(db, before, hints);
  const ticked = await db.transaction(async (tx) => {
    const room = await takeRoom(tx, eventId);
    const [row] = await tx.query(statements.isDue, [eventId]);
    if (room === undefined || row?.due !== true) return nothing;
    await renewTerms(tx, deps, room);
    return tickLocked(tx, room, measured, ends);
  });
  deps.onCommit?.(eventId);
  return { ...ticked, more: ends.length >= ENDS_MAX };
}

async function measure(deps: TickDeps, room: Room): Promise<Measured> {
  const { eventId, settings, nowMs } = room;
  const [stock, engine, buyers] = await Promise.all([
    deps.stock(eventId, nowMs),
    deps.engine(),
    settings.mode === 'automatic' ? countBuyers(deps, room) : 0,
  ]);
  return { stock: stock ?? null, engine, buyers };
}

/** Shared state may be away; those who hold something are still there to be counted. */
async function countBuyers({ db, buyers }: TickDeps, room: Room): Promise<number> {
  const seen = await buyers?.(room.eventId).catch(() => undefined);
  if (seen !== undefined) return seen;
  const values = [room.eventId, room.settings.engageAt];
  return (await db.query(statements.countHolders, values))[0]?.holders ?? 0;
}

async function findEnds(
  db: Db,
  { eventId, active }: Room,
  { isFull, reservations }: Hints,
): Promise<readonly statements.EndDbRow[]> {
  if (active === 0) return [];
  const [expired, bought] = await Promise.all([
    db.query(statements.findExpired, [eventId, ENDS_MAX]),
    isFull
      ? db.query(statements.findBought, [eventId, ENDS_MAX])
      : reservations.length > 0
        ? db.query(statements.findBoughtBy, [eventId, plainArray(reservations), ENDS_MAX])
        : [],
  ]);
  const byId = new Map([...expired, ...bought].map((found) => [found.id, found]));
  return [...byId.values()];
}

/** While nobody has joined, a beacon's round follows a sale that is moved. */
async function renewTerms(tx: Tx, deps: TickDeps, room: Room): Promise<void> {
  if (room.settings.draw !== 'beacon' || room.lastNumber > 0 || room.closedAtMs !== null) return;
  const chain: BeaconChain | undefined = chainOf(deps.beacon);
  const [draw] = await tx.query(readDraw, [room.eventId]);
  if (chain === undefined || draw === undefined || room.nowMs >= room.saleOpensAtMs) return;
  if (!termsMissSale(draw.terms as DrawTerms, room.saleOpensAtMs)) return;
  await renew(tx, deps, room, chain);
  await appendOutbox(tx, room.eventId, roomChanged);
}

async function tickLocked(
  tx: Tx,
  room: Room,
  measured: Measured,
  ends: readonly statements.EndDbRow[],
): Promise<Ticked> {
  const ended = await endAll(tx, room, ends);
  const called = await readCalled(tx, room.eventId, spansOf(room));
  const after: Room = { ...room, active: room.active - ended.length };
  const tick = tickOf(after, measured, called);
  await write(tx, room, after, tick, ended);
  return { closed: tick.closedAtMs !== room.closedAtMs, ended: ended.length, more: false };
}

/** Ends admissions and the places that led to them. Answers the ids of those that did run. */
async function endAll(
  tx: Tx,
  { eventId, nowMs }: Room,
  ends: readonly statements.EndDbRow[],
): Promise<readonly string[]> {
  if (ends.length === 0) return [];
  const ids = plainArray(ends.map(({ id }) => id));
  const reasons = plainArray(ends.map(({ reason }) => reason));
  const slots = await tx.query(endSlots, [eventId, nowMs, ids, reasons]);
  const numbers = plainArray(slots.map(({ number }) => number));
  // They had come in: nobody left a turn behind.
  const left = plainArray(slots.map(() => null));
  if (slots.length > 0) await tx.query(endPlaces, [eventId, nowMs, numbers, left]);
  return slots.map(({ id }) => id);
}

async function write(
  tx: Tx,
  before: Room,
  after: Room,
  tick: Tick,
  ended: readonly string[],
): Promise<void> {
  const { eventId, nowMs } = before;
  if (tick.disengages) await tx.query(statements.endWaiting, [eventId, nowMs]);
  const isWorthAVersion =
    tick.isNews ||
    ended.length > 0 ||
    tick.servedUpTo !== before.servedUpTo ||
    tick.reason !== before.reason;
  await tx.query(statements.writeTick, [
    eventId,
    after.active,
    tick.engaged,
    tick.closedAtMs,
    tick.cohortSize,
    tick.servedUpTo,
    JSON.stringify(tick.controller),
    tick.reason,
    nowMs,
    tick.nextTickAtMs,
    isWorthAVersion,
  ]);
  if (!tick.isNews && ended.length === 0) return;
  const payload: QueuePayload = {
    kind: 'queue',
    v: 1,
    ...(tick.isNews && { room: true }),
    ...(ended.length > 0 && { ended }),
  };
  await appendOutbox(tx, eventId, payload);
}
