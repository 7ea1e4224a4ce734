/**
 * The shop as a simulated buyer meets it: the handlers of the product's own routes, called in process
 * with the same input that a page would send. Whatever holds for people holds for them.
 */
import type { Order } from '@onsale/contract/order.ts';
import type { Reservation } from '@onsale/contract/product.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { InputOf } from '@onsale/contract/route.ts';
import type { Handlers, Person } from '../lib/handler.ts';
import { ok, type Result } from '../lib/result.ts';
import type { Ids } from '../lib/uuid-v7.ts';

export type ShopRoutes = Pick<
  Handlers<ProductApi>,
  'createReservation' | 'cancelReservation' | 'putOrder' | 'payOrder' | 'readOrder' | 'cancelOrder'
>;

type HoldBody = InputOf<ProductApi['createReservation']>['body'];
/** What to hold: seats, a number of places, or the best there are. */
export type HoldWish = Omit<HoldBody, 'id' | 'buyer' | 'confirm'>;

export type Held = Pick<Reservation, 'id' | 'quantity'>;

export type Shop = {
  hold(buyer: string, eventId: number, wish: HoldWish): Promise<Result<Reservation>>;
  letGo(buyer: string, eventId: number, reservationId: string): Promise<Result<Reservation>>;
  /** With a name per place, which is kept only where the event asks. */
  order(buyer: string, eventId: number, held: Held): Promise<Result<Order>>;
  pay(buyer: string, order: Order, source: string): Promise<Result<Order>>;
  read(buyer: string, order: Order): Promise<Result<Order>>;
  giveBack(buyer: string, eventId: number, orderId: string): Promise<Result<Order>>;
};

/** A simulated buyer is a guest whose id says so. */
const PREFIX = 'g:crowd-';
export const newBuyer = (ids: Ids): string => PREFIX + ids.next();
/** A domain that can never exist: nobody is written to. */
const emailOf = (buyer: string): string => `${buyer.slice(PREFIX.length)}@crowd.invalid`;

const person = (personId: string): Person => ({ kind: 'person', personId });
const nothing = { query: undefined, headers: undefined, body: undefined } as const;
const TRACE = 'demo';

export function createShop(routes: ShopRoutes, ids: Ids): Shop {
  return {
    async hold(buyer, eventId, wish) {
      const body = { id: ids.next(), ...wish };
      const input = { params: { eventId }, query: undefined, headers: {}, body };
      const answer = await routes.createReservation(input, person(buyer), TRACE);
      return part(answer, 'reservation');
    },
    async letGo(buyer, eventId, reservationId) {
      const input = { ...nothing, params: { eventId, reservationId } };
      const answer = await routes.cancelReservation(input, person(buyer), TRACE);
      return part(answer, 'reservation');
    },
    async order(buyer, eventId, { id: reservationId, quantity }) {
      const params = { eventId, orderId: ids.next() };
      const attendees = Array.from({ length: quantity }, (_none, at) => `Guest ${at + 1}`);
      const body = { reservationId, email: emailOf(buyer), attendees };
      const answer = await routes.putOrder({ ...nothing, params, body }, person(buyer), TRACE);
      return part(answer, 'order');
    },
    async pay(buyer, { eventId, id, totalMinor }, source) {
      const params = { eventId, orderId: id };
      const body = { id: ids.next(), source, totalMinor };
      const answer = await routes.payOrder({ ...nothing, params, body }, person(buyer), TRACE);
      return part(answer, 'order');
    },
    async read(buyer, { eventId, id }) {
      const input = { ...nothing, params: { eventId, orderId: id } };
      const answer = await routes.readOrder(input, person(buyer), TRACE);
      return part(answer, 'order');
    },
    async giveBack(buyer, eventId, orderId) {
      const input = { ...nothing, params: { eventId, orderId } };
      const answer = await routes.cancelOrder(input, person(buyer), TRACE);
      return part(answer, 'order');
    },
  };
}

type Parts = { readonly reservation: Reservation; readonly order: Order };

/** The part of an answer that matters; these routes never answer with bytes. */
const part = <Name extends keyof Parts>(answer: Result<unknown>, name: Name): Result<Parts[Name]> =>
  answer.ok ? ok((answer.value as Parts)[name]) : answer;
