/**
 * What this process knows of waiting rooms: every room that somebody asked about in the last minutes,
 * read together once a second by one statement, and at once when the outbox says that it has changed.
 * Whoever asks is answered from memory; only the first question about an event waits for the database.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../lib/clock.ts';
import type { QueueCore } from './core.ts';
import type { Room } from './model/room.ts';

export type KnownRoom = {
  /** Undefined: the event has no waiting room. */
  readonly room: Room | undefined;
  /** When it was asked for, on the monotonic clock: it is at least as new as that. */
  readonly readMs: number;
};

export type RoomBoard = {
  /** From memory. Undefined: nothing is known yet. */
  peek(eventId: number): KnownRoom | undefined;
  get(eventId: number): KnownRoom | Promise<KnownRoom>;
  /** Reads it now, e.g. after a change of one's own. */
  refresh(eventId: number): Promise<KnownRoom>;
  /** True: it was not read for so long that nobody may be let in by it. */
  isStale(known: KnownRoom): boolean;
  /** The database's clock, as far as this process can tell. */
  databaseNowMs(known: KnownRoom): number;
  /** The outbox says that this room has changed. */
  hear(eventId: number): void;
  /** What was heard counts no more. */
  reset(): void;
  /** Keeps the room up to date for as long as somebody watches; the answer ends that. */
  watch(eventId: number): () => void;
  /** Called for every room that was read, changed or not. The answer ends that. */
  subscribe(listener: (known: KnownRoom, eventId: number) => void): () => void;
  /** Reads what is due; to be called a few times a second. */
  step(): Promise<void>;
  /** Everything that is known. */
  known(): Iterable<KnownRoom>;
};

/** How often all rooms are read, and how often those that were heard of. */
const ALL_EVERY_MS = 1_000;
/** That an event has no room is told by the outbox as well: it is not asked for as often. */
const NONE_EVERY_MS = 5_000;
const STALE_MS = 3_000;
/** Nobody asked for so long: it is not kept up to date any more. */
const IDLE_MS = 120_000;
const EVENTS_MAX = 5_000;

type Kept = KnownRoom & { askedMs: number };

export function createRoomBoard(
  core: Pick<QueueCore, 'rooms'>,
  clock: Pick<Clock, 'monotonicMs' | 'nowMs'>,
): RoomBoard {
  const kept = new LRUCache<number, Kept>({ max: EVENTS_MAX });
  const loading = new Map<number, Promise<KnownRoom>>();
  const watched = new Map<number, number>();
  const listeners = new Set<(known: KnownRoom, eventId: number) => void>();
  let heard = new Set<number>();
  let allReadMs = Number.NEGATIVE_INFINITY;
  // Asking costs a look-up and no clock: the loop tells the time a few times a second.
  let roughlyNowMs = clock.monotonicMs();

  function keep(eventId: number, room: Room | undefined, readMs: number): Kept {
    const before = kept.peek(eventId);
    // Two statements under way may answer in the wrong order.
    if (before !== undefined && before.readMs > readMs) return before;
    const known = { room, readMs, askedMs: before?.askedMs ?? readMs };
    kept.set(eventId, known);
    for (const listener of listeners) listener(known, eventId);
    return known;
  }

  async function read(eventIds: readonly number[]): Promise<readonly Kept[]> {
    const readMs = clock.monotonicMs();
    const rooms = new Map((await core.rooms(eventIds)).map((room) => [room.eventId, room]));
    return eventIds.map((eventId) => keep(eventId, rooms.get(eventId), readMs));
  }

  /** One question about an event at a time, except after a change of one's own. */
  function load(eventId: number): Promise<KnownRoom> {
    const underWay = loading.get(eventId);
    if (underWay !== undefined) return underWay;
    const attempt = refresh(eventId).finally(() => loading.delete(eventId));
    loading.set(eventId, attempt);
    return attempt;
  }

  async function refresh(eventId: number): Promise<KnownRoom> {
    const [known] = await read([eventId]);
    if (known === undefined) throw new Error('a room was asked for and not answered');
    return known;
  }

  function due(nowMs: number): readonly number[] {
    const ids = new Set(watched.keys());
    for (const [eventId, known] of kept.entries()) {
      const isWatched = watched.has(eventId);
      if (!isWatched && nowMs - known.askedMs > IDLE_MS) kept.delete(eventId);
      else if (known.room !== undefined || nowMs - known.readMs >= NONE_EVERY_MS) ids.add(eventId);
    }
    return [...ids];
  }

  function peek(eventId: number): KnownRoom | undefined {
    const known = kept.get(eventId);
    if (known !== undefined) known.askedMs = roughlyNowMs;
    return known;
  }

  return {
    peek,
    get: (eventId) => peek(eventId) ?? load(eventId),
    refresh,
    isStale: ({ readMs }) => clock.monotonicMs() - readMs > STALE_MS,
    databaseNowMs: ({ room, readMs }) =>
      room === undefined ? clock.nowMs() : room.nowMs + clock.monotonicMs() - readMs,
    hear: (eventId) => {
      if (kept.has(eventId) || watched.has(eventId)) heard.add(eventId);
    },
    reset: () => kept.clear(),
    watch(eventId) {
      watched.set(eventId, (watched.get(eventId) ?? 0) + 1);
      heard.add(eventId);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        const others = (watched.get(eventId) ?? 1) - 1;
        if (others === 0) watched.delete(eventId);
        else watched.set(eventId, others);
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async step() {
      const nowMs = clock.monotonicMs();
      roughlyNowMs = nowMs;
      const isAllDue = nowMs - allReadMs >= ALL_EVERY_MS;
      const ids = isAllDue ? due(nowMs) : [...heard];
      if (isAllDue) allReadMs = nowMs;
      if (ids.length === 0) return;
      const told = heard;
      heard = new Set(isAllDue ? [...told].filter((id) => !ids.includes(id)) : []);
      try {
        await read(ids);
      } catch (error) {
        for (const eventId of told) heard.add(eventId);
        throw error;
      }
    },
    known: () => kept.values(),
  };
}
