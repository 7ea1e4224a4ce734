/**
 * Free places for somebody who waits, as this process knows them: it proposes, the engine decides. The
 * same question tells whether anybody has to wait at all.
 */
import { seatStates } from '@onsale/contract/seat-state.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import type { Chooser } from '../inventory/chooser.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Wanted } from '../inventory/model/commands.ts';
import { PROTECTED } from '../inventory/model/choose/free-segments.ts';
import type { InventoryView } from '../inventory/model/view.ts';
import type { SeatPicker } from '../inventory/seat-picker.ts';
import { readingsOf } from '../inventory/wish-of.ts';
import { inNumberOrder, scattered } from './model/scattered.ts';
import { takesTier, type Wish } from './model/wish.ts';

export type ChoosingDeps = { readonly inventory: Inventory; readonly chooser: Chooser };

export type Chosen = {
  readonly wanted: Wanted;
  /** Who chose the seats; it wants to know which are on their way to somebody. */
  readonly picker?: SeatPicker;
};

/** Rungs of the ladder on which everybody sits side by side. */
const TOGETHER_RUNG_MAX = 2;

/** Undefined: nothing that is free fits. */
export async function choosePlaces(
  { inventory, chooser }: ChoosingDeps,
  event: EventRecord,
  wish: Wish,
  /** A choice for somebody was lost already. */
  again = false,
): Promise<Chosen | undefined> {
  const [view, picker] = await Promise.all([inventory.view(event.eventId), chooser.open(event)]);
  if (view === undefined) return undefined;
  if (picker !== undefined) {
    const seats = withPlan(picker, wish, again);
    if (seats !== undefined) return { wanted: { seats }, picker };
  } else if (view.seatCount > 0) {
    const seats = withoutPlan(view, event, wish, inventory.databaseNowMs(event.eventId));
    if (seats !== undefined) return { wanted: { seats } };
  }
  return inPool(view, event, wish);
}

/** No place of any kind is free. */
export async function isSoldOut(
  { inventory }: Pick<ChoosingDeps, 'inventory'>,
  eventId: number,
): Promise<boolean> {
  const view = await inventory.view(eventId);
  return view !== undefined && view.totals(inventory.databaseNowMs(eventId)).available === 0;
}

function withPlan(picker: SeatPicker, wish: Wish, again: boolean): readonly number[] | undefined {
  const { party, tiers, together, wheelchairs } = wish;
  const asked = {
    party,
    ...(tiers !== null && { tiers: [...tiers] }),
    ...(wheelchairs > 0 && { accessible: wheelchairs }),
  };
  for (const reading of readingsOf(asked)) {
    const choice = picker.pick(reading, again);
    // Whoever comes with a wheelchair sits as near as the house allows; the ladder has a rung of its own.
    if (choice.ok && (!together || wheelchairs > 0 || choice.rung <= TOGETHER_RUNG_MAX)) {
      return choice.seats;
    }
  }
  return together || wheelchairs > 0 ? undefined : anywhere(picker, wish);
}

/** Whatever is free, one by one: for those who would rather sit apart than not at all. */
function anywhere(picker: SeatPicker, wish: Wish): readonly number[] | undefined {
  const { index } = picker;
  const states = picker.states();
  const loose: { seatNo: number; tier: string | null; viewCm: number }[] = [];
  for (let seatNo = 0; seatNo < index.seatCount; seatNo++) {
    if (states[seatNo] !== seatStates.AVAILABLE) continue;
    if (((index.flags[seatNo] ?? 0) & PROTECTED) !== 0) continue;
    const tier = index.tiers[index.runTier[index.run[seatNo] ?? -1] ?? -1] ?? null;
    if (!takesTier(wish, tier, null)) continue;
    loose.push({ seatNo, tier, viewCm: index.viewCm[seatNo] ?? 0 });
  }
  return scattered(loose, wish.party);
}

/** Seats without a drawing: neighbours are those with neighbouring numbers, and all cost the same. */
function withoutPlan(
  view: InventoryView,
  { tiers }: EventRecord,
  wish: Wish,
  nowMs: number,
): readonly number[] | undefined {
  if (wish.wheelchairs > 0 || !takesTier(wish, null, tiers[0]?.code ?? null)) return undefined;
  const free: number[] = [];
  for (let seat = 0; seat < view.seatCount; seat++) {
    if (view.stateOf(seat, nowMs) === seatStates.AVAILABLE) free.push(seat);
  }
  return inNumberOrder(free, wish.party, wish.together);
}

function inPool(view: InventoryView, { tiers }: EventRecord, wish: Wish): Chosen | undefined {
  for (const { pool, capacity, held, sold, blocked } of view.pools.values()) {
    const tier = view.poolTiers.get(pool) ?? null;
    const fits = capacity - held - sold - blocked >= wish.party;
    if (fits && wish.wheelchairs === 0 && takesTier(wish, tier, tiers[0]?.code ?? null)) {
      return { wanted: { pool, quantity: wish.party } };
    }
  }
  return undefined;
}
