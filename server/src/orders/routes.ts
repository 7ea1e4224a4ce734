/** Binds the routes about orders: making, reading, paying them, and giving them back. */
import { pageLimitDefault } from '@onsale/contract/fields.ts';
import type { Order } from '@onsale/contract/order.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { type Handlers, mayActFor, SHOP_PRINCIPAL } from '../lib/handler.ts';
import type { Rate } from '../lib/gcra.ts';
import { ok, type Refusal, refuse } from '../lib/result.ts';
import { parseUuid, type Uuid } from '../lib/uuid-v7.ts';
import type { Limiter } from '../shared/contract.ts';
import { countTicketsOfEach } from '../tickets/count-tickets.ts';
import { checkPromo } from './check-promo.ts';
import type { OrderDeps } from './deps.ts';
import { cancelOrder, refundOrder } from './end-order.ts';
import { isOwnedBy, payOrder } from './pay-order.ts';
import { presentOrder } from './present.ts';
import { nameAttendees } from './name-attendees.ts';
import { putOrder, statusOf } from './put-order.ts';
import { type FoundOrder, listOrdersOf, readLines, readOrder } from './read-order.ts';

export type OrderRoutes = Pick<
  Handlers<ProductApi>,
  | 'putOrder'
  | 'readOrder'
  | 'listOrders'
  | 'payOrder'
  | 'cancelOrder'
  | 'refundOrder'
  | 'checkPromoCode'
  | 'nameAttendees'
  | 'confirmOrderAgain'
>;

/** What a process gives the routes besides; without it there are no limits, and no letters. */
export type OrderDoors = {
  readonly limiter?: Limiter;
  /** Writes the letter with the tickets once more. Absent: this deployment sends no mail. */
  readonly confirmAgain?: (found: FoundOrder) => Promise<void>;
};

/** Codes are words that can be guessed; nobody types more of them than this. */
const PROMO_RATE: Rate = { perSecond: 1 / 6, burst: 20 };
/** Letters of one order: three at once, then one in eight hours. */
const LETTER_RATE: Rate = { perSecond: 1 / 28_800, burst: 3 };

/** The schema has checked that it is one. */
const uuid = (text: string): Uuid => text.toLowerCase() as Uuid;

export function orderRoutes(deps: OrderDeps, doors: OrderDoors = {}): OrderRoutes {
  /** Undefined: it may be done now. */
  async function tooOften(name: string, rate: Rate): Promise<Refusal<'rate_limited'> | undefined> {
    const waitMs = (await doors.limiter?.take(name, rate)) ?? 0;
    return waitMs === 0
      ? undefined
      : refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  }

  async function presentAll(list: readonly FoundOrder[]): Promise<Order[]> {
    if (list.length === 0) return [];
    const [lines, tickets] = await Promise.all([
      readLines(
        deps.db,
        list.map(({ facts }) => facts),
      ),
      countTicketsOfEach(
        deps.db,
        list.map(({ facts }) => facts),
      ),
    ]);
    const shown = await Promise.all(
      list.map(async (found, at) => {
        const { eventId, id } = found.facts;
        const event = await deps.book.get(eventId);
        if (event === undefined) return [];
        const about = { lines: lines.get(id) ?? [], tickets: tickets[at] ?? 0 };
        return [await presentOrder(deps.labels, { found, event, ...about })];
      }),
    );
    return shown.flat();
  }

  async function answer(found: FoundOrder) {
    const [order] = await presentAll([found]);
    return order === undefined ? refuse('internal') : ok({ order });
  }

  return {
    async putOrder({ params, body }, { personId }) {
      const event = await deps.book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      const put = await putOrder(deps, event, {
        orderId: uuid(params.orderId),
        reservationId: uuid(body.reservationId),
        buyer: personId,
        email: body.email,
        name: body.name,
        language: body.language ?? 'ko',
        ticketTypes: body.ticketTypes,
        promoCode: body.promoCode,
        attendees: body.attendees,
      });
      if (put.ok) return answer(put.value);
      return put.code === 'busy' ? refuse('unavailable', put.details) : { ...put, code: put.code };
    },

    async readOrder({ params }, { personId }) {
      const found = await readOrder(deps.db, params.eventId, uuid(params.orderId));
      if (found !== undefined && isOwnedBy(found, personId)) return answer(found);
      const event = await deps.book.get(params.eventId);
      return refuse(event === undefined ? 'event_not_found' : 'order_not_found');
    },

    async listOrders({ query }, { personId }) {
      const before = query.cursor === undefined ? undefined : fromCursor(query.cursor);
      if (query.cursor !== undefined && before === undefined) {
        const problem = 'is not a cursor of this list';
        return refuse('invalid_request', { fields: [{ field: 'query.cursor', problem }] });
      }
      const { found, more } = await listOrdersOf(deps.db, {
        principalId: SHOP_PRINCIPAL,
        buyer: personId,
        limit: query.limit ?? pageLimitDefault,
        ...(before === undefined ? {} : { before }),
      });
      const last = found.at(-1);
      return ok({
        orders: await presentAll(found),
        ...(more && last !== undefined ? { nextCursor: toCursor(last.facts.reservationId) } : {}),
      });
    },

    async payOrder({ params, body }, { personId }) {
      const event = await deps.book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      const paid = await payOrder(deps, event, {
        orderId: uuid(params.orderId),
        buyer: personId,
        paymentId: uuid(body.id),
        source: body.source,
        totalMinor: body.totalMinor,
      });
      return paid.ok ? answer(paid.value) : paid;
    },

    async checkPromoCode({ params, body }, { personId }) {
      const event = await deps.book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      const refusal = await tooOften(`promo-guess:${personId}`, PROMO_RATE);
      if (refusal !== undefined) return refusal;
      return checkPromo(deps, event, {
        buyer: personId,
        reservationId: uuid(body.reservationId),
        code: body.code,
        ticketTypes: body.ticketTypes,
      });
    },

    async nameAttendees({ params, body }, { personId }) {
      const event = await deps.book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      const wish = { orderId: uuid(params.orderId), buyer: personId, attendees: body.attendees };
      const named = await nameAttendees(deps, event, wish);
      return named.ok ? answer(named.value) : named;
    },

    async confirmOrderAgain({ params }, { personId }) {
      const found = await readOrder(deps.db, params.eventId, uuid(params.orderId));
      if (found === undefined || !isOwnedBy(found, personId)) return refuse('order_not_found');
      if (found.facts.state !== 'COMPLETE') {
        return refuse('invalid_transition', { status: statusOf(found) });
      }
      if (doors.confirmAgain === undefined) return refuse('unavailable');
      const refusal = await tooOften(`order-letter:${found.facts.id}`, LETTER_RATE);
      if (refusal !== undefined) return refusal;
      await doors.confirmAgain(found);
      return answer(found);
    },

    async cancelOrder({ params }, { personId }) {
      const event = await deps.book.get(params.eventId);
      if (event === undefined) return refuse('event_not_found');
      const ended = await cancelOrder(deps, event, uuid(params.orderId), personId);
      return ended.ok ? answer(ended.value) : ended;
    },

    async refundOrder({ params }, principal) {
      const event = await deps.book.get(params.eventId);
      if (event === undefined || !mayActFor(principal, event.organizationId, 'orders:write')) {
        return refuse('event_not_found');
      }
      const ended = await refundOrder(deps, event, uuid(params.orderId));
      if (ended.ok) return answer(ended.value);
      // Those are refused to buyers alone.
      return ended.code === 'refund_closed' || ended.code === 'ticket_transferred'
        ? refuse('internal')
        : { ...ended, code: ended.code };
    },
  };
}

const toCursor = (id: Uuid): string =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

function fromCursor(cursor: string): Uuid | undefined {
  const hex = Buffer.from(cursor, 'base64url').toString('hex');
  return parseUuid(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}
