/** Somebody who buys in the shop over HTTP, for tests of what they are sent and can download. */
import type { Order, Ticket } from '@onsale/contract/order.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { granted } from '../api/refusals.ts';
import type { World } from '../api/world.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';

const ids = createIds(systemClock);

export type Buyer = {
  readonly visitor: Visitor;
  buy(eventId: number, wish: object, about: OrderWish): Promise<Order>;
  tickets(order: Order): Promise<readonly Ticket[]>;
  cancel(order: Order): Promise<Order>;
  /** Bytes as they are. */
  download(path: string): Promise<Response>;
};

export type OrderWish = { readonly email: string; readonly language: 'ko' | 'en' };

const root = (eventId: number): string => `/api/v1/events/${eventId}`;
type Answer = { readonly order: Order };

export async function createBuyer(world: World): Promise<Buyer> {
  const url = world.processes[0]?.url ?? '';
  const visitor = createVisitor(url);
  granted(await visitor.send('POST', '/api/v1/session'));

  return {
    visitor,
    async buy(eventId, wish, about) {
      const reservationId = ids.next();
      const held = { id: reservationId, ...wish };
      granted(await visitor.send('POST', `${root(eventId)}/reservations`, held), 201);
      const at = `${root(eventId)}/orders/${ids.next()}`;
      const made = await visitor.send('PUT', at, { reservationId, ...about });
      const { totalMinor } = granted<Answer>(made).order;
      const payment = { id: ids.next(), source: 'sim_ok', totalMinor };
      granted(await visitor.send('POST', `${at}/payments`, payment));
      return waitFor('the order to be complete', async () => {
        const { order } = granted<Answer>(await visitor.send('GET', at));
        return order.status === 'complete' && order.tickets === order.lines.length && order;
      });
    },
    async tickets({ eventId, reservationId }) {
      const listed = await visitor.send('GET', `/api/v1/tickets?reservationId=${reservationId}`);
      const { tickets } = granted<{ tickets: Ticket[] }>(listed);
      return Promise.all(
        tickets.map(async ({ id }) => {
          const read = await visitor.send('GET', `${root(eventId)}/tickets/${id}`);
          return granted<{ ticket: Ticket }>(read).ticket;
        }),
      );
    },
    async cancel({ eventId, id }) {
      const answer = await visitor.send('POST', `${root(eventId)}/orders/${id}/cancel`);
      return granted<Answer>(answer).order;
    },
    download(path) {
      const cookie = [...visitor.jar].map(([name, value]) => `${name}=${value}`).join('; ');
      return fetch(new URL(path, url), { headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    },
  };
}
