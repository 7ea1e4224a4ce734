/** From a hold to tickets: the order, the payment with its declines, and the codes. */
import type { Order, Ticket } from '@onsale/contract/order.ts';
import { priceLine, sumLines } from '@onsale/contract/pricing.ts';
import type { ProductEvent, Reservation } from '@onsale/contract/product.ts';
import type { Answer } from './door.ts';
import type { Shopping, Trip } from './shop.ts';

const ASK_AGAIN_MS = 400;
const PAYMENT_PATIENCE_MS = 120_000;
const TICKETS_PATIENCE_MS = 60_000;
const LATE_WAIT_MAX_MS = 90_000;
const LATE_BY_MS = 3_000;

/** `endedMs`: when the person was surely done with buying, for the count of who is in. */
export async function orderAndPay(
  trip: Trip,
  event: ProductEvent,
  reservation: Reservation,
): Promise<Shopping> {
  const { visitor, stage, person, notes } = trip;
  const path = `/api/v1/events/${stage.eventId}/orders/${stage.ids.next()}`;
  const body = { reservationId: reservation.id, email: 'buyer@rehearsal.invalid', language: 'en' };
  const put = await visitor.send('order', { method: 'PUT', path, body });
  if (put.code === 'hold_expired') return { outcome: 'too_late', reason: put.code };
  if (put.status !== 200) return failed(trip, 'an order', put);
  stage.tally.step('ordered');
  const order = put.body['order'] as Order;
  note(trip, event, reservation, order);
  await stage.pause(person.payMs);
  if (person.pays === 'never') return { outcome: 'not_paid' };
  if (person.pays === 'too late') await waitUntilLate(trip, reservation);
  const sources = person.pays === 'after a decline' ? ['sim_declined', 'sim_ok'] : ['sim_ok'];
  for (const source of sources) {
    const endedMs = stage.nowMs();
    const paid = await pay(trip, path, order, source);
    if (typeof paid === 'string') return { outcome: 'too_late', reason: paid, endedMs };
    if (!('status' in paid)) return { ...paid, endedMs };
    note(trip, event, reservation, paid);
    if (paid.status === 'complete') {
      stage.tally.step('bought');
      stage.tally.tickets(reservation.quantity);
      await collectTickets(trip, reservation);
      return { outcome: 'bought', endedMs };
    }
    if (paid.status === 'ended')
      return { outcome: 'too_late', reason: paid.endReason ?? '', endedMs };
  }
  notes.unexpected.push(`${order.id}: not paid by sim_ok`);
  return { outcome: 'failed', reason: 'not_paid' };
}

function failed({ notes }: Trip, what: string, { status, code }: Answer): Shopping {
  notes.unexpected.push(`${what}: ${status} ${code ?? ''}`);
  return { outcome: 'failed', reason: code ?? `status ${status}` };
}

function note(
  { notes }: Trip,
  event: ProductEvent,
  { id, quantity }: Reservation,
  order: Order,
): void {
  notes.purchase = {
    orderId: order.id,
    reservationId: id,
    status: order.status,
    quantity,
    totalMinor: order.totalMinor,
    shownMinor: shownTotal(event, order),
    tickets: notes.purchase?.tickets ?? [],
  };
}

/** What the buyer was shown from the first click. */
function shownTotal(event: ProductEvent, order: Order): number {
  const fees = event.fees ?? { basisPoints: 0, perTicketMinor: 0 };
  const lines = order.lines.map(({ tier, ticketType }) => {
    const price = event.tiers.find(({ code }) => code === tier)?.price.amountMinor ?? 0;
    const type = event.ticketTypes?.find(({ code }) => code === ticketType);
    return priceLine(price, type?.pricePercent ?? 100, fees);
  });
  return sumLines(lines).totalMinor;
}

async function waitUntilLate({ stage }: Trip, { expiresAt }: Reservation): Promise<void> {
  const leftMs = expiresAt === undefined ? 0 : stage.instantMs(expiresAt) - stage.nowMs();
  if (leftMs < LATE_WAIT_MAX_MS) await stage.pause(Math.max(0, leftMs) + LATE_BY_MS);
}

/** The order when it rests; the code when the places are gone; a failure. */
async function pay(
  trip: Trip,
  path: string,
  { totalMinor }: Order,
  source: string,
): Promise<Order | 'hold_expired' | Shopping> {
  const { visitor, stage } = trip;
  const body = { id: stage.ids.next(), source, totalMinor };
  let answer = await visitor.send('pay', { method: 'POST', path: `${path}/payments`, body });
  const deadline = performance.now() + PAYMENT_PATIENCE_MS;
  for (;;) {
    if (answer.code === 'hold_expired') return answer.code;
    if (answer.status !== 200) return failed(trip, 'a payment', answer);
    const order = answer.body['order'] as Order;
    if (order.status === 'open' || order.status === 'complete' || order.status === 'ended') {
      return order;
    }
    if (performance.now() > deadline) {
      trip.notes.unexpected.push(`${order.id} stays ${order.status}`);
      return { outcome: 'failed', reason: 'payment_stays' };
    }
    await stage.pause(ASK_AGAIN_MS);
    answer = await visitor.send('order', { method: 'GET', path });
  }
}

async function collectTickets(trip: Trip, { id, quantity }: Reservation): Promise<void> {
  const { visitor, stage, notes } = trip;
  const path = `/api/v1/tickets?reservationId=${id}&limit=100`;
  const deadline = performance.now() + TICKETS_PATIENCE_MS;
  let tickets: Ticket[] = [];
  while (performance.now() < deadline) {
    const answer = await visitor.send('tickets', { method: 'GET', path });
    tickets = answer.status === 200 ? (answer.body['tickets'] as Ticket[]) : [];
    if (tickets.length >= quantity) break;
    await stage.pause(ASK_AGAIN_MS);
  }
  const codes: { id: string; code: string }[] = [];
  for (const ticket of tickets) {
    const one = `/api/v1/events/${ticket.eventId}/tickets/${ticket.id}`;
    const answer = await visitor.send('tickets', { method: 'GET', path: one });
    const { code = '' } = (answer.body['ticket'] ?? {}) as Partial<Ticket>;
    codes.push({ id: ticket.id, code });
  }
  if (notes.purchase !== undefined) notes.purchase = { ...notes.purchase, tickets: codes };
}
