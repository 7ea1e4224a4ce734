/**
 * The status of waiting rooms as everybody sees it: one object per event, rendered once a second and
 * change however many ask. It is answered from memory also while the database cannot be reached; then
 * it says that it is stale.
 */
import type { QueueStatus } from '@onsale/contract/queue.ts';
import { LRUCache } from 'lru-cache';
import type { EventBook } from '../catalog/event-book.ts';
import { renderJson } from '../inventory/present.ts';
import type { Clock } from '../lib/clock.ts';
import type { RawJson } from '../lib/handler.ts';
import { createPace } from './pace.ts';
import { presentNoRoom, presentStatus, type TierStock } from './present-status.ts';
import type { KnownRoom, RoomBoard } from './room-board.ts';

export type StatusListener = (eventId: number, status: QueueStatus) => void;

export type StatusBoard = {
  /** At once when it is fresh. Undefined: no such event. */
  read(eventId: number): RawJson | undefined | Promise<RawJson | undefined>;
  /** As it is now. Undefined: no such event. */
  statusOf(eventId: number): Promise<QueueStatus | undefined>;
  /** Keeps it up to date and tells the listeners of its changes; the answer ends that. */
  watch(eventId: number): () => void;
  /** Hears of every change of the events that are watched. The answer ends that. */
  subscribe(listener: StatusListener): () => void;
};

export type StatusBoardDeps = {
  readonly rooms: RoomBoard;
  readonly book: Pick<EventBook, 'get'>;
  /** What is left by price tier, as this process knows it. */
  readonly stockOf: (eventId: number) => Promise<readonly TierStock[] | undefined>;
  readonly clock: Pick<Clock, 'monotonicMs' | 'nowMs'>;
  readonly onError: (error: unknown) => void;
};

const CACHE_CONTROL = 'public, max-age=1, stale-while-revalidate=5';
const FRESH_MS = 1_000;
const EVENTS_MAX = 5_000;

type Rendered = { readonly body: RawJson; readonly atMs: number; readonly version: number };
type Stock = { readonly tiers: readonly TierStock[] | undefined; readonly atMs: number };

export function createStatusBoard(deps: StatusBoardDeps): StatusBoard {
  const { rooms, book, clock, onError } = deps;
  const pace = createPace();
  const rendered = new LRUCache<number, Rendered>({ max: EVENTS_MAX });
  const rendering = new Map<number, Promise<RawJson | undefined>>();
  const stocks = new LRUCache<number, Stock>({ max: EVENTS_MAX });
  const watching = new Map<number, { count: number; told: string; stop: () => void }>();
  const listeners = new Set<StatusListener>();

  async function stockOf(eventId: number): Promise<Stock['tiers']> {
    const known = stocks.get(eventId);
    const atMs = clock.monotonicMs();
    if (known !== undefined && atMs - known.atMs < FRESH_MS) return known.tiers;
    // Whoever asks meanwhile gets what was known before.
    stocks.set(eventId, { tiers: known?.tiers, atMs });
    try {
      const tiers = await deps.stockOf(eventId);
      stocks.set(eventId, { tiers, atMs });
      return tiers;
    } catch (error) {
      onError(error);
      return known?.tiers;
    }
  }

  async function present(eventId: number, known: KnownRoom): Promise<QueueStatus | undefined> {
    const { room } = known;
    if (room === undefined) {
      const event = await book.get(eventId);
      if (event === undefined) return undefined;
      const facts = { nowMs: clock.nowMs(), tiers: await stockOf(eventId) };
      return presentNoRoom(eventId, event.saleOpensAtMs, facts);
    }
    return presentStatus(room, {
      tiers: await stockOf(eventId),
      nowMs: rooms.databaseNowMs(known),
      perMinute: pace.perMinute(eventId, clock.monotonicMs()),
      stale: rooms.isStale(known),
    });
  }

  async function render(eventId: number): Promise<RawJson | undefined> {
    const known = await rooms.get(eventId);
    const status = await present(eventId, known);
    if (status === undefined) return undefined;
    const body = renderJson(status, CACHE_CONTROL);
    rendered.set(eventId, { body, atMs: clock.monotonicMs(), version: status.version });
    return body;
  }

  /** Whoever comes while it is being rendered waits for the one rendering. */
  function renderOnce(eventId: number): Promise<RawJson | undefined> {
    const underWay = rendering.get(eventId);
    if (underWay !== undefined) return underWay;
    const attempt = render(eventId).finally(() => rendering.delete(eventId));
    rendering.set(eventId, attempt);
    return attempt;
  }

  async function tell(eventId: number, known: KnownRoom): Promise<void> {
    const status = await present(eventId, known);
    const watched = watching.get(eventId);
    if (status === undefined || watched === undefined) return;
    // Time goes by without being news.
    const told = JSON.stringify({ ...status, serverTime: '' });
    if (told === watched.told) return;
    watched.told = told;
    for (const listener of listeners) listener(eventId, status);
  }

  rooms.subscribe((known, eventId) => {
    if (known.room !== undefined) pace.note(eventId, known.room.servedUpTo, known.readMs);
    if (listeners.size > 0 && watching.has(eventId)) tell(eventId, known).catch(onError);
  });

  return {
    read(eventId) {
      const ready = rendered.get(eventId);
      if (ready === undefined) return renderOnce(eventId);
      const isFresh = clock.monotonicMs() - ready.atMs < FRESH_MS;
      const version = rooms.peek(eventId)?.room?.version ?? 0;
      return isFresh && version === ready.version ? ready.body : renderOnce(eventId);
    },
    statusOf: async (eventId) => present(eventId, await rooms.get(eventId)),
    watch(eventId) {
      const watched = watching.get(eventId) ?? { count: 0, told: '', stop: rooms.watch(eventId) };
      watched.count += 1;
      watching.set(eventId, watched);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        watched.count -= 1;
        if (watched.count > 0) return;
        watching.delete(eventId);
        watched.stop();
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
