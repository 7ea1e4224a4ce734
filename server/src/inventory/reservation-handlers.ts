/** Holds and bookings through the product API: placed, read, listed, confirmed, extended, cancelled. */
import { pageLimitDefault } from '@onsale/contract/fields.ts';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { type Answer, type Handlers, type Principal, SHOP_PRINCIPAL } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { parseUuid } from '../lib/uuid-v7.ts';
import { createPlaceHandler } from './place-handler.ts';
import { presentOutcome, presentReservation } from './present.ts';
import { listRunningHolds, readReservation } from './read-reservations.ts';
import type { InventoryDeps, SeatedDeps } from './routes.ts';
import {
  cancelReservation,
  confirmHold,
  extendHold,
  releaseHold,
  type StepRequest,
} from './step-reservation.ts';
import { isFor, reachOf } from './whose.ts';

export type ReservationRoutes = Pick<
  Handlers<ProductApi>,
  | 'createReservation'
  | 'readReservation'
  | 'listReservations'
  | 'confirmReservation'
  | 'extendReservation'
  | 'cancelReservation'
>;
type Params = { readonly eventId: number; readonly reservationId: string };
type Stepped = Answer<ProductApi['confirmReservation']>;

export function reservationHandlers(deps: InventoryDeps & SeatedDeps): ReservationRoutes {
  const { db, inventory, book } = deps;

  async function eventFor(principal: Principal, eventId: number): Promise<EventRecord | undefined> {
    const event = await book.get(eventId);
    return event !== undefined && isFor(principal, event) ? event : undefined;
  }

  const step =
    (
      run: (on: typeof inventory, request: StepRequest) => ReturnType<typeof confirmHold>,
      runForPeople = run,
    ) =>
    async ({ params }: { readonly params: Params }, principal: Principal): Promise<Stepped> => {
      const { eventId } = params;
      const id = parseUuid(params.reservationId);
      if ((await eventFor(principal, eventId)) === undefined) return refuse('event_not_found');
      if (id === undefined) return refuse('reservation_not_found');
      const runs = principal.kind === 'person' ? runForPeople : run;
      const outcome = await runs(inventory, { eventId, id, ...reachOf(principal) });
      // Refusals pass through: the route lists them.
      return presentOutcome(eventId, outcome, inventory.asOfSeq(eventId)) as Stepped;
    };

  return {
    createReservation: createPlaceHandler(deps, eventFor),

    async readReservation({ params }, principal) {
      const id = parseUuid(params.reservationId);
      const { eventId } = params;
      if ((await eventFor(principal, eventId)) === undefined) return refuse('event_not_found');
      const found = id && (await readReservation(db, { id, eventId, ...reachOf(principal) }));
      if (found === undefined) return refuse('reservation_not_found');
      const { reservation, seats } = found;
      const asOfSeq = inventory.asOfSeq(eventId);
      return ok({ reservation: presentReservation(eventId, reservation, seats, asOfSeq) });
    },

    async listReservations({ query }, person) {
      const before = query.cursor === undefined ? undefined : parseUuid(query.cursor);
      if (query.cursor !== undefined && before === undefined) {
        return refuse('invalid_request', {
          fields: [{ field: 'query.cursor', problem: 'is not a cursor of this list' }],
        });
      }
      const { found, more } = await listRunningHolds(db, {
        principalId: SHOP_PRINCIPAL,
        buyer: person.personId,
        limit: query.limit ?? pageLimitDefault,
        ...(before === undefined ? {} : { before }),
      });
      const reservations = found.map(({ eventId, reservation, seats }) =>
        presentReservation(eventId, reservation, seats, inventory.asOfSeq(eventId)),
      );
      const last = found.at(-1);
      const nextCursor = more ? last?.reservation.id : undefined;
      return ok({ reservations, ...(nextCursor === undefined ? {} : { nextCursor }) });
    },

    confirmReservation: step(confirmHold),
    extendReservation: step(extendHold) as ReservationRoutes['extendReservation'],
    // People have paid for what is sold: its order says whether it can be given back.
    cancelReservation: step(
      cancelReservation,
      releaseHold,
    ) as ReservationRoutes['cancelReservation'],
  };
}
