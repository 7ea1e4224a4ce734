/** What a worker does for waiting rooms: ticks them, draws their order, forgets what is long over. */
import type { InventoryPayload } from '../inventory/model/facts.ts';
import type { Db } from '../lib/db.ts';
import type { Clock } from '../lib/clock.ts';
import { takeRoom } from './read-rooms.ts';
import { type DrawDeps, drawRoom } from './draw-room.ts';
import { findUndrawn } from './sql/draw.ts';
import * as statements from './sql/tick.ts';
import { type Hints, type TickDeps, tickRoom } from './tick-room.ts';

export type TickerDeps = TickDeps & {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** One room failed; the others go on. */
  readonly onError: (error: unknown, eventId: number) => void;
  /** A cohort has closed: to wake whoever draws. */
  readonly onClosed?: () => void;
  readonly onTick?: (ms: number) => void;
  /** How often all admissions of a room are looked through; 30 s unless told. */
  readonly fullLookMs?: number;
};

export type Ticker = {
  /** Ticks every room that is due. To be called a few times a second, and when a cohort was drawn. */
  step(): Promise<'more' | 'rest'>;
  /** Told of the inventory's changes, it frees the slots of buyers at the next tick, not at a full look. */
  hear(eventId: number, payload: Pick<InventoryPayload, 'facts'>): void;
};

const ROOMS_MAX = 100;
const AT_ONCE = 4;
const HINTS_MAX = 5_000;
const EVENTS_MAX = 5_000;
const FULL_LOOK_MS = 30_000;

export function createTicker(deps: TickerDeps): Ticker {
  const heard = new Map<number, string[]>();
  const lookedMs = new Map<number, number>();

  function hintsFor(eventId: number): Hints {
    const nowMs = deps.clock.monotonicMs();
    const reservations = heard.get(eventId) ?? [];
    const sinceMs = nowMs - (lookedMs.get(eventId) ?? Number.NEGATIVE_INFINITY);
    const isFull = sinceMs >= (deps.fullLookMs ?? FULL_LOOK_MS) || reservations.length >= HINTS_MAX;
    if (lookedMs.size >= EVENTS_MAX) lookedMs.clear();
    if (isFull) lookedMs.set(eventId, nowMs);
    heard.delete(eventId);
    return { isFull, reservations };
  }

  async function tick(eventId: number): Promise<boolean> {
    const startMs = deps.clock.monotonicMs();
    const hints = hintsFor(eventId);
    try {
      const { closed, more } = await tickRoom(deps, eventId, hints);
      if (closed) deps.onClosed?.();
      deps.onTick?.(deps.clock.monotonicMs() - startMs);
      return more;
    } catch (error) {
      // What was heard is looked for again, among all.
      lookedMs.delete(eventId);
      deps.onError(error, eventId);
      return false;
    }
  }

  return {
    async step() {
      const due = await deps.db.query(statements.findDue, [ROOMS_MAX]);
      for (let from = 0; from < due.length; from += AT_ONCE) {
        await Promise.all(due.slice(from, from + AT_ONCE).map(({ eventId }) => tick(eventId)));
      }
      return due.length === ROOMS_MAX ? 'more' : 'rest';
    },
    hear(eventId, { facts }) {
      const known = heard.get(eventId) ?? [];
      if (known.length >= HINTS_MAX || (heard.size >= EVENTS_MAX && known.length === 0)) return;
      for (const fact of facts.slice(0, HINTS_MAX - known.length))
        if ('r' in fact) known.push(fact.r);
      heard.set(eventId, known);
    },
  };
}

const DRAWS_MAX = 20;

/** Draws what has closed. `onError`: one could not be drawn; it is tried again. */
export async function drawRooms(
  deps: DrawDeps & { readonly onError: (error: unknown, eventId: number) => void },
): Promise<'more' | 'rest'> {
  const rooms = await deps.db.query(findUndrawn, [DRAWS_MAX]);
  const draw = async ({ eventId }: { readonly eventId: number }): Promise<boolean> => {
    try {
      return await drawRoom(deps, eventId);
    } catch (error) {
      deps.onError(error, eventId);
      return false;
    }
  };
  const drawn: boolean[] = [];
  // Side by side: one that waits for a silent beacon does not keep the others waiting for long.
  for (let from = 0; from < rooms.length; from += AT_ONCE) {
    drawn.push(...(await Promise.all(rooms.slice(from, from + AT_ONCE).map(draw))));
  }
  return rooms.length === DRAWS_MAX && drawn.includes(true) ? 'more' : 'rest';
}

const FORGET_ROWS = 1_000;

/** Removes a batch of places and admissions of events that began longer ago than `retentionMs`. */
export async function tidyRooms(db: Db, retentionMs: number): Promise<'more' | 'rest'> {
  const [room] = await db.query(statements.findForgettable, [retentionMs, 1]);
  if (room === undefined) return 'rest';
  await db.transaction(async (tx) => {
    const values = [room.eventId, FORGET_ROWS];
    await takeRoom(tx, room.eventId);
    await tx.query(statements.beginForgetting, [room.eventId]);
    const [slots] = await tx.query(statements.forgetSlots, values);
    const [places] = await tx.query(statements.forgetPlaces, values);
    if ((slots?.gone ?? 0) + (places?.gone ?? 0) > 0) return;
    await tx.query(statements.endForgetting, [room.eventId]);
  });
  return 'more';
}
