/**
 * Sells part of a new date of the demo, through the inventory's own command, as a box office would that
 * has been selling for a while. Ids are made from the event, so doing it again sells nothing more.
 */
import type { PlanShelf } from '../catalog/read-plan.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Owner, Wanted } from '../inventory/model/commands.ts';
import { buildSeatIndex } from '../inventory/model/choose/seat-index.ts';
import { placeHold } from '../inventory/place-hold.ts';
import { assert } from '../lib/assert.ts';
import { createRandom } from '../lib/random.ts';
import { createIds, type Ids } from '../lib/uuid-v7.ts';
import { seatedParties, standingParties } from './model/parties.ts';

export type PresellDeps = { readonly inventory: Inventory; readonly plans: PlanShelf };

/** So many at a time: enough for full batches, few enough for visitors to get a word in. */
const AT_ONCE = 100;

/** Visitors were quicker, or another key has sold it. Whatever else is refused is tried again. */
const TAKEN: ReadonlySet<string> = new Set(['seats_unavailable', 'sold_out', 'id_conflict']);

/** `share` of every area and of the seats, 0 to 1. Answers how many places are sold now. */
export async function presell(
  deps: PresellDeps,
  event: EventRecord,
  owner: Omit<Owner, 'buyer'>,
  share: number,
  signal: AbortSignal,
): Promise<number> {
  const parties = await partiesOf(deps, event, share);
  const ids = idsOf(event);
  const calls = parties.map((wanted, n) => ({
    id: ids.next(),
    owner: { ...owner, buyer: `demo-${n + 1}` },
    wanted,
    confirm: true,
  }));
  let places = 0;
  for (let from = 0; from < calls.length && !signal.aborted; from += AT_ONCE) {
    const slice = calls.slice(from, from + AT_ONCE);
    const outcomes = await Promise.all(slice.map((call) => placeHold(deps.inventory, event, call)));
    for (const [at, outcome] of outcomes.entries()) {
      const wanted = slice[at]?.wanted;
      if (outcome.ok && wanted !== undefined) places += sizeOf(wanted);
      if (!outcome.ok && !TAKEN.has(outcome.code))
        throw new Error(`the demo could not sell: ${outcome.code}`);
    }
  }
  return places;
}

const sizeOf = (wanted: Wanted): number =>
  'seats' in wanted ? wanted.seats.length : wanted.quantity;

async function partiesOf(
  { inventory, plans }: PresellDeps,
  event: EventRecord,
  share: number,
): Promise<Wanted[]> {
  const random = createRandom(event.eventId);
  const view = await inventory.view(event.eventId);
  assert(view !== undefined, 'the event is gone');
  const standing = [...view.pools.values()].flatMap(({ pool, capacity }) =>
    standingParties(pool, capacity, share, random),
  );
  const plan = event.seatingPlan && (await plans.get(event.seatingPlan.id));
  if (plan === null || plan === undefined || view.seatCount === 0) return standing;
  const index = buildSeatIndex(JSON.parse(plan.bytes.toString()));
  return [...standing, ...seatedParties(index, share, random).map((seats) => ({ seats }))];
}

/** The same ids for the same event, every time. */
function idsOf({ eventId, createdAtMs }: EventRecord): Ids {
  const random = createRandom(0x0de30 ^ eventId);
  const clock = { nowMs: () => createdAtMs, monotonicMs: () => 0 };
  return createIds(clock, (bytes) => {
    for (let at = 0; at < bytes.length; at++) bytes[at] = random.below(256);
  });
}
