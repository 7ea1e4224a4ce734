/** Whether somebody may join: nobody waits while there is nothing to wait for. */
import type { EventRecord } from '../catalog/model/event.ts';
import { saleRefusal } from '../inventory/sale-window.ts';
import { refuse, type Refusal } from '../lib/result.ts';
import { waitlistLimits } from '@onsale/contract/product-waitlist.ts';
import { choosePlaces } from './choose-places.ts';
import type { WaitlistDeps } from './deps.ts';
import type { Wish } from './model/wish.ts';

type JoinRefusal =
  | 'invalid_request'
  | 'limit_reached'
  | 'places_available'
  | 'sale_not_open'
  | 'sale_ended'
  | 'event_cancelled';

/** How many people one entry may be for. */
export const partyMaxOf = ({ perOrderMax, perPersonMax }: EventRecord): number =>
  Math.min(
    waitlistLimits.partyMax,
    perOrderMax ?? waitlistLimits.partyUsual,
    perPersonMax ?? waitlistLimits.partyMax,
  );

export async function whyNotJoin(
  deps: WaitlistDeps,
  event: EventRecord,
  wish: Wish,
): Promise<Refusal<JoinRefusal> | undefined> {
  const closed = saleRefusal(event, deps.inventory.databaseNowMs(event.eventId));
  if (closed !== undefined) return closed;
  const limit = partyMaxOf(event);
  if (wish.party > limit) return refuse('limit_reached', { scope: 'order', limit });
  if (wish.wheelchairs > wish.party) return wrong('accessible', 'is more than the party');
  const known = new Set(event.tiers.map(({ code }) => code));
  if (wish.tiers?.some((code) => !known.has(code)) === true) {
    return wrong('tiers', 'names a tier that this event does not have');
  }
  if (wish.wheelchairs > 0 && event.seatingPlan === null) {
    return wrong('accessible', 'this event has no plan of seats');
  }
  // Where only the list is served, what is free is on its way to somebody who waits.
  if (event.listOnly === true) return undefined;
  const free = await choosePlaces(deps, event, wish);
  return free === undefined ? undefined : refuse('places_available');
}

const wrong = (name: string, problem: string): Refusal<'invalid_request'> =>
  refuse('invalid_request', { fields: [{ field: `body.${name}`, problem }] });
