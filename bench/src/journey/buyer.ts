/**
 * One virtual buyer, from the first look to the ticket or to leaving without one. What the shop says
 * is written down as it was told, so that it can be held against the books when all is over.
 */
import type { Order } from '@onsale/contract/order.ts';
import { priceLine, sumLines } from '@onsale/contract/pricing.ts';
import type { ProductEvent, Reservation } from '@onsale/contract/product.ts';
import type { Random } from '@onsale/server/src/lib/random.ts';
import type { Ids } from '@onsale/server/src/lib/uuid-v7.ts';
import { pay } from './pay.ts';
import { takePlaces, unexpected, type Way } from './place.ts';
import type { Visitor } from './shop-client.ts';
import { collectTickets } from './tickets.ts';

export type Habits = {
  readonly ways: readonly Way[];
  readonly partyMax: number;
  /** Shares of those who leave with their hold, extend it, and give back what they bought. */
  readonly abandon: number;
  readonly extend: number;
  readonly giveBack: number;
};

export type Told = {
  readonly eventId: number;
  readonly orderId?: string;
  readonly outcome: 'bought' | 'returned' | 'ended' | 'abandoned' | 'refused';
  /** Why it was refused or ended. */
  readonly reason?: string;
  readonly totalMinor: number;
  readonly tickets: readonly string[];
  readonly holdTries: number;
  /** From the first request to the last ticket, and its parts, in ms. */
  readonly tookMs: Readonly<Record<string, number>>;
};

export type Stage = {
  readonly events: readonly number[];
  readonly habits: Habits;
  readonly ids: Ids;
  readonly nowMs: () => number;
};

/** Throws when the shop answers what it never should. */
export async function buy(visitor: Visitor, stage: Stage, random: Random): Promise<Told> {
  const { habits, ids, nowMs } = stage;
  const eventId = stage.events[random.below(stage.events.length)] ?? 0;
  const beganMs = nowMs();
  const tookMs: Record<string, number> = {};
  const lap = (part: string, sinceMs: number): number => {
    const ms = nowMs();
    tookMs[part] = ms - sinceMs;
    return ms;
  };
  await visitor.send({ method: 'POST', path: '/api/v1/session' });
  const event = await readEvent(visitor, eventId);
  const lookedMs = lap('look', beganMs);
  const party = 1 + random.below(habits.partyMax);
  const way = wayFor(event, habits, random);
  const placed = await takePlaces(visitor, event, way, party, { ids, random });
  const heldMs = lap('hold', lookedMs);
  const told = { eventId, totalMinor: 0, tickets: [], holdTries: placed.tries, tookMs };
  if ('refusal' in placed) return { ...told, outcome: 'refused', reason: placed.refusal };
  const { reservation } = placed;
  if (random.chance(habits.extend)) await extend(visitor, reservation);
  if (random.chance(habits.abandon)) return { ...told, outcome: 'abandoned' };

  const order = await putOrder(visitor, event, reservation, ids.next());
  if (order === undefined) return { ...told, outcome: 'ended', reason: 'hold_expired' };
  const paid = await pay(visitor, order, ids, random);
  const paidMs = lap('pay', heldMs);
  const sums = { ...told, orderId: order.id, totalMinor: order.totalMinor };
  if (paid.status !== 'complete') {
    return { ...sums, outcome: 'ended', ...(paid.reason !== undefined && { reason: paid.reason }) };
  }
  const tickets = await collectTickets(visitor, reservation);
  lap('ticket', paidMs);
  lap('all', beganMs);
  if (!random.chance(habits.giveBack)) return { ...sums, outcome: 'bought', tickets };
  await giveBack(visitor, order);
  return { ...sums, outcome: 'returned', tickets };
}

function wayFor(event: ProductEvent, { ways }: Habits, random: Random): Way {
  if (event.pools.length > 0) return 'area';
  const seated = ways.filter((way) => way !== 'area');
  return seated[random.below(seated.length)] ?? 'best available';
}

async function readEvent(visitor: Visitor, eventId: number): Promise<ProductEvent> {
  const answer = await visitor.send({ method: 'GET', path: `/api/v1/events/${eventId}` });
  if (answer.status !== 200) throw unexpected('the event', answer);
  return answer.body['event'] as ProductEvent;
}

async function extend(visitor: Visitor, { id, eventId }: Reservation): Promise<void> {
  const path = `/api/v1/events/${eventId}/reservations/${id}/extend`;
  const answer = await visitor.send({ method: 'POST', path });
  const isFine = answer.status === 200 || answer.code === 'hold_expired';
  if (!isFine && !(answer.wasUnknown && answer.code === 'already_extended')) {
    throw unexpected('an extension', answer);
  }
}

/** Undefined: the hold ended before. */
async function putOrder(
  visitor: Visitor,
  event: ProductEvent,
  reservation: Reservation,
  id: string,
): Promise<Order | undefined> {
  const path = `/api/v1/events/${event.id}/orders/${id}`;
  const body = { reservationId: reservation.id, email: 'buyer@example.org', language: 'ko' };
  const answer = await visitor.send({ method: 'PUT', path, body });
  if (answer.code === 'hold_expired') return undefined;
  if (answer.status !== 200) throw unexpected('an order', answer);
  const order = answer.body['order'] as Order;
  checkPrices(event, order);
  return order;
}

/** The total is what the buyer was shown from the first click. */
function checkPrices(event: ProductEvent, order: Order): void {
  const fees = event.fees ?? { basisPoints: 0, perTicketMinor: 0 };
  const lines = order.lines.map(({ tier, ticketType }) => {
    const price = event.tiers.find(({ code }) => code === tier)?.price.amountMinor ?? 0;
    const type = event.ticketTypes?.find(({ code }) => code === ticketType);
    return priceLine(price, type?.pricePercent ?? 100, fees);
  });
  const { totalMinor } = sumLines(lines);
  if (totalMinor === order.totalMinor) return;
  throw new Error(`${order.id}: costs ${order.totalMinor} and should cost ${totalMinor}`);
}

async function giveBack(visitor: Visitor, { id, eventId }: Order): Promise<void> {
  const path = `/api/v1/events/${eventId}/orders/${id}/cancel`;
  const answer = await visitor.send({ method: 'POST', path });
  if (answer.status !== 200) throw unexpected('a cancellation', answer);
}
