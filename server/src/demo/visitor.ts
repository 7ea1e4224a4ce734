/**
 * One simulated buyer: looks, holds, thinks, pays or leaves, and perhaps gives the tickets back later. A
 * visitor is plain data with the time of the next act, so that a crowd needs no timers of its own.
 */
import type { Order } from '@onsale/contract/order.ts';
import type { EventSnapshot } from '../inventory/event-cache.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { SeatIndexes } from '../inventory/seat-indexes.ts';
import type { Random } from '../lib/random.ts';
import * as manners from './model/manners.ts';
import { partySize } from './model/parties.ts';
import type { Held, HoldWish, Shop } from './shop.ts';

type Next =
  | { readonly act: 'hold'; readonly tries: number }
  | { readonly act: 'decide'; readonly held: Held }
  | { readonly act: 'pay'; readonly order: Order; readonly tries: number }
  /** A payment is under way. */
  | { readonly act: 'wait'; readonly order: Order; readonly tries: number }
  | { readonly act: 'give_back'; readonly orderId: string; readonly tickets: number };

export type Visitor = {
  readonly buyer: string;
  readonly eventId: number;
  readonly dueMs: number;
  readonly next: Next;
};

export type VisitorDeps = {
  readonly shop: Shop;
  readonly inventory: Inventory;
  readonly indexes: SeatIndexes;
  readonly random: Random;
  readonly eventOf: (eventId: number) => Promise<EventSnapshot | undefined>;
  readonly onSold: (tickets: number) => void;
  readonly onReturned: (tickets: number) => void;
};

const TRIES_MAX = 3;
const WAIT_MS = 3_000;
const WAITS_MAX = 40;

/** Does what is due. Answers the visitor with the next act, or undefined when they have left. */
export async function act(
  deps: VisitorDeps,
  visitor: Visitor,
  nowMs: number,
): Promise<Visitor | undefined> {
  const after = (ms: number, next: Next): Visitor => ({ ...visitor, dueMs: nowMs + ms, next });
  const { next } = visitor;
  if (next.act === 'hold') return hold(deps, visitor, next.tries, after);
  if (next.act === 'decide') return decide(deps, visitor, next.held, after);
  if (next.act === 'pay') {
    const paid = await deps.shop.pay(visitor.buyer, next.order, manners.paysWith(deps.random));
    return paid.ok ? follow(deps, visitor, paid.value, next.tries, after) : undefined;
  }
  if (next.act === 'wait') {
    const read = await deps.shop.read(visitor.buyer, next.order);
    return read.ok ? follow(deps, visitor, read.value, next.tries, after) : undefined;
  }
  const given = await deps.shop.giveBack(visitor.buyer, visitor.eventId, next.orderId);
  if (given.ok) deps.onReturned(next.tickets);
  return undefined;
}

type After = (ms: number, next: Next) => Visitor;

async function hold(deps: VisitorDeps, { buyer, eventId }: Visitor, tries: number, after: After) {
  const { random, shop } = deps;
  const event = await deps.eventOf(eventId);
  const wish = event && (await wishFor(deps, event));
  if (event === undefined || wish === undefined) return undefined;
  const held = await shop.hold(buyer, eventId, wish);
  if (held.ok) {
    const thinksMs = Math.min(manners.hesitates(random), event.event.holdMs / 2);
    return after(thinksMs, { act: 'decide', held: held.value });
  }
  // Somebody was quicker, or a seat would be left alone: another look.
  return tries < TRIES_MAX
    ? after(manners.triesAgain(random), { act: 'hold', tries: tries + 1 })
    : undefined;
}

async function decide(deps: VisitorDeps, visitor: Visitor, held: Held, after: After) {
  const { buyer, eventId } = visitor;
  const leaves = manners.leaves(deps.random);
  if (leaves === 'lets_go') await deps.shop.letGo(buyer, eventId, held.id);
  if (leaves !== undefined) return undefined;
  const ordered = await deps.shop.order(buyer, eventId, held);
  return ordered.ok
    ? after(manners.triesAgain(deps.random), { act: 'pay', order: ordered.value, tries: 1 })
    : undefined;
}

/** What comes after a payment: the tickets, another method, more waiting, or going home. */
async function follow(
  deps: VisitorDeps,
  { eventId }: Visitor,
  order: Order,
  tries: number,
  after: After,
): Promise<Visitor | undefined> {
  const { random } = deps;
  const { status, id, lines } = order;
  if (status === 'paying' || status === 'paid')
    return tries < WAITS_MAX ? after(WAIT_MS, { act: 'wait', order, tries: tries + 1 }) : undefined;
  if (status === 'open')
    return tries < TRIES_MAX && random.chance(0.8)
      ? after(manners.triesAgain(random), { act: 'pay', order, tries: tries + 1 })
      : undefined;
  if (status !== 'complete') return undefined;
  deps.onSold(lines.length);
  const event = await deps.eventOf(eventId);
  const left = event === undefined ? 1 : event.available / Math.max(1, event.capacity);
  return manners.returns(random, left)
    ? after(manners.keepsFor(random), { act: 'give_back', orderId: id, tickets: lines.length })
    : undefined;
}

/** Some point at seats, most let the house choose, in a tier that they can afford. */
async function wishFor(
  { inventory, indexes, random }: VisitorDeps,
  { event, pools }: EventSnapshot,
): Promise<HoldWish | undefined> {
  const party = partySize(random, event.perOrderMax ?? 4);
  const view = await inventory.view(event.eventId);
  if (view === undefined) return undefined;
  if (view.seatCount === 0) {
    const pool = pools[random.below(pools.length)];
    return pool && { pool: pool.pool, quantity: party };
  }
  const index = event.seatingPlan && (await indexes.get(event.seatingPlan.id));
  if (index && random.chance(0.4)) {
    const states = view.statesAt(inventory.databaseNowMs(event.eventId));
    const { run, flags } = index;
    const seats = manners.picksSeats({ run, flags, states }, party, random);
    if (seats !== undefined) return { seats, holdAlternatives: true };
  }
  const tier = event.tiers[random.below(event.tiers.length)];
  return { bestAvailable: tier === undefined ? { party } : { party, tiers: [tier.code] } };
}
