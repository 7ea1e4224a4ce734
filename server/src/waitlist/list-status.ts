/** The list of an event as everybody sees it, read at most once a second per process. */
import type { WaitingListStatus } from '@onsale/contract/product-waitlist.ts';
import { LRUCache } from 'lru-cache';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Db } from '../lib/db.ts';
import { changeList } from './change-list.ts';
import type { WaitlistDeps } from './deps.ts';
import { ensureList, readList, setList } from './sql/lists.ts';
import { partyMaxOf } from './why-not-join.ts';

export type ListBoard = {
  read(event: EventRecord): Promise<WaitingListStatus>;
  /** It has changed: the next read sees that. */
  evict(eventId: number): void;
};

const EVENTS_MAX = 10_000;
const KEPT_MS = 1_000;

type Kept = Pick<WaitingListStatus, 'enabled' | 'waiting' | 'listOnly' | 'returns'>;

/** An event without a list has the one that it would get. */
const untouched: Kept = { enabled: true, waiting: 0, listOnly: false, returns: true };

export function createListBoard({ db, offerMs }: Pick<WaitlistDeps, 'db' | 'offerMs'>): ListBoard {
  const cache = new LRUCache<number, Kept>({
    max: EVENTS_MAX,
    ttl: KEPT_MS,
    async fetchMethod(eventId) {
      const [row] = await db.query(readList, [eventId]);
      if (row === undefined) return untouched;
      const { enabled, waiting, listOnly, returns } = row;
      return { enabled, waiting, listOnly, returns };
    },
  });
  return {
    async read(event) {
      const kept = (await cache.fetch(event.eventId)) ?? untouched;
      const { rehearsalOf, eventId } = event;
      return {
        ...kept,
        eventId,
        // Nobody buys at a rehearsal, so nothing is to be passed on there.
        returns: kept.returns && rehearsalOf === null,
        partyMax: partyMaxOf(event),
        offerSeconds: Math.round(offerMs / 1_000),
      };
    },
    evict: (eventId) => void cache.delete(eventId),
  };
}

export type ListSettings = {
  readonly enabled: boolean | undefined;
  readonly returns: boolean | undefined;
};

/** Who waits goes on waiting; only joining and returning are allowed or not. */
export async function changeSettings(
  db: Db,
  eventId: number,
  { enabled, returns }: ListSettings,
): Promise<void> {
  await db.query(ensureList, [eventId]);
  await changeList(db, eventId, async ({ tx }) => {
    await tx.query(setList, [eventId, enabled ?? null, returns ?? null]);
  });
}
