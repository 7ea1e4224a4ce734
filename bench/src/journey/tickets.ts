/** Waiting for the tickets of what was bought: one per admission, each with a code. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Ticket } from '@onsale/contract/order.ts';
import type { Reservation } from '@onsale/contract/product.ts';
import { unexpected } from './place.ts';
import type { Visitor } from './shop-client.ts';

const ASK_AGAIN_MS = 100;
const PATIENCE_MS = 60_000;

/** Answers their codes, in the order of admissions. */
export async function collectTickets(
  visitor: Visitor,
  reservation: Reservation,
): Promise<readonly string[]> {
  const tickets = await untilIssued(visitor, reservation);
  const codes: string[] = [];
  for (const { id, eventId } of tickets) {
    const path = `/api/v1/events/${eventId}/tickets/${id}`;
    const answer = await visitor.send({ method: 'GET', path });
    const { code } = (answer.body['ticket'] ?? {}) as Partial<Ticket>;
    if (code === undefined) throw unexpected('a ticket', answer);
    codes.push(code);
  }
  return codes;
}

async function untilIssued(visitor: Visitor, reservation: Reservation): Promise<Ticket[]> {
  const path = `/api/v1/tickets?reservationId=${reservation.id}&limit=100`;
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await visitor.send({ method: 'GET', path });
    if (answer.status !== 200) throw unexpected('the list of tickets', answer);
    const tickets = answer.body['tickets'] as Ticket[];
    if (tickets.length === reservation.quantity) {
      return tickets.toSorted((a, b) => a.admission - b.admission);
    }
    if (tickets.length > reservation.quantity || performance.now() > deadline) {
      const has = `${tickets.length} of ${reservation.quantity} tickets`;
      throw new Error(`${reservation.id} has ${has}`);
    }
    await delay(ASK_AGAIN_MS);
  }
}
