/**
 * Makes the demo's new dates into what their shows want: partly sold, sold out, over, cancelled with its
 * orders refunded, postponed. One date at a time, in the background; doing it again changes nothing.
 */
import { cancelEvent } from '../catalog/cancel-event.ts';
import type { EventBook } from '../catalog/event-book.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { postponeEvent } from '../catalog/postpone-event.ts';
import { updateEvent } from '../catalog/update-event.ts';
import type { Owner } from '../inventory/model/commands.ts';
import { assert } from '../lib/assert.ts';
import type { Db } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import { refundableUntil, startOf } from './model/dates.ts';
import { presell, type PresellDeps } from './presell.ts';
import { newBuyer, type Shop } from './shop.ts';
import type { DemoShow, Stage } from './show.ts';
import { showOf } from './shows.ts';
import { markStaged, nextUnstaged } from './sql/demo-events.ts';

export type StageDeps = PresellDeps & {
  readonly db: Db;
  readonly book: EventBook;
  readonly shop: Shop;
  readonly ids: Ids;
  readonly clock: { nowMs(): number };
  /** The box office that sold what is sold before anybody looked. */
  readonly boxOffice: number;
  /** An event was changed: caches of it are stale. */
  readonly onChanged: (eventId: number) => void;
};

/** Answers whether there was anything to do. */
export async function stageNext(deps: StageDeps, signal: AbortSignal): Promise<boolean> {
  const [next] = await deps.db.query(nextUnstaged);
  if (next === undefined) return false;
  const show = showOf(next.show);
  const event = await deps.book.get(next.eventId);
  assert(event !== undefined, 'an event of the demo is gone');
  // A show that this release does not know stays as it is.
  if (show !== undefined) await stageEvent(deps, show, event, signal);
  if (signal.aborted) return false;
  await deps.db.query(markStaged, [next.eventId]);
  return true;
}

async function stageEvent(
  deps: StageDeps,
  show: DemoShow,
  event: EventRecord,
  signal: AbortSignal,
): Promise<void> {
  const owner: Omit<Owner, 'buyer'> = {
    organizationId: event.organizationId,
    principalId: deps.boxOffice,
  };
  if (show.sold > 0) await presell(deps, event, owner, show.sold, signal);
  if (!signal.aborted) await finish[show.stage](deps, show, event);
  deps.onChanged(event.eventId);
}

const finish: Readonly<
  Record<Stage, (deps: StageDeps, show: DemoShow, event: EventRecord) => Promise<void>>
> = {
  selling: () => Promise.resolve(),
  sold_out: () => Promise.resolve(),

  async ended({ db, clock }, show, event) {
    const startsAtMs = startOf(show.date, event.timeZone, clock.nowMs());
    const refundableUntilMs = refundableUntil(show, startsAtMs);
    const change = {
      startsAtMs,
      saleClosesAtMs: startsAtMs,
      ...(refundableUntilMs === undefined ? {} : { refundableUntilMs }),
    };
    await db.transaction((tx) => updateEvent(tx, event.eventId, event.organizationId, change));
  },

  async postponed({ db }, _show, event) {
    await db.transaction((tx) => postponeEvent(tx, event.eventId));
  },

  /** Real orders, so that there is something to give back. */
  async cancelled(deps, _show, event) {
    if (event.cancelledAtMs !== null) return;
    for (let n = 0; n < ORDERS; n++) await buy(deps, event.eventId);
    await deps.db.transaction((tx) => cancelEvent(tx, event.eventId));
  },
};

const ORDERS = 12;

/** What is refused is not bought; the demo does without. */
async function buy({ shop, ids }: StageDeps, eventId: number): Promise<void> {
  const buyer = newBuyer(ids);
  const held = await shop.hold(buyer, eventId, { bestAvailable: { party: 2 } });
  const ordered = held.ok ? await shop.order(buyer, eventId, held.value) : held;
  if (ordered.ok) await shop.pay(buyer, ordered.value, 'sim_ok');
}
