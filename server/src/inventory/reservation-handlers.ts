/** Holds and bookings through the product API: placed, read, confirmed, extended, cancelled. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { requestHash } from '../lib/request-hash.ts';
import type { Answer, Handlers, Principal } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { parseUuid, type Uuid } from '../lib/uuid-v7.ts';
import type { Outcome, Wanted } from './model/commands.ts';
import { placeHold } from './place-hold.ts';
import { presentReservation } from './present.ts';
import { readReservation } from './read-reservations.ts';
import type { InventoryDeps } from './routes.ts';
import {
  cancelReservation,
  confirmHold,
  extendHold,
  type StepRequest,
} from './step-reservation.ts';

type Served = Pick<
  Handlers<ProductApi>,
  | 'createReservation'
  | 'readReservation'
  | 'confirmReservation'
  | 'extendReservation'
  | 'cancelReservation'
>;
type Params = { readonly eventId: number; readonly reservationId: string };
type Stepped = Answer<ProductApi['confirmReservation']>;

export function reservationHandlers({ db, inventory, book }: InventoryDeps): Served {
  /** What a command settled, as the API shows it. Refusals pass through: the route lists them. */
  function answer(eventId: number, outcome: Outcome) {
    if (!outcome.ok) return outcome;
    const { reservation, seats } = outcome.value;
    if (reservation === undefined) return refuse('internal');
    const asOfSeq = inventory.asOfSeq(eventId);
    return ok({ reservation: presentReservation(eventId, reservation, seats, asOfSeq) });
  }

  const step =
    (run: (on: typeof inventory, request: StepRequest) => Promise<Outcome>) =>
    async ({ params }: { readonly params: Params }, principal: Principal): Promise<Stepped> => {
      const id = parseUuid(params.reservationId);
      const event = await book.get(params.eventId);
      if (event?.organizationId !== principal.organizationId) return refuse('event_not_found');
      if (id === undefined) return refuse('reservation_not_found');
      const request = { eventId: params.eventId, id, principalId: principal.keyId };
      return answer(params.eventId, await run(inventory, request)) as Stepped;
    };

  return {
    async createReservation({ params, body, headers }, principal) {
      const { eventId } = params;
      const event = await book.get(eventId);
      if (event?.organizationId !== principal.organizationId) return refuse('event_not_found');
      const id = body.id.toLowerCase() as Uuid;
      const wanted: Wanted =
        body.seats === undefined
          ? { pool: body.pool ?? 0, quantity: body.quantity ?? 0 }
          : { seats: body.seats };
      const confirm = body.confirm ?? false;
      const owner = {
        organizationId: principal.organizationId,
        principalId: principal.keyId,
        buyer: body.buyer,
      };
      const key = headers['idempotency-key'];
      const outcome = await placeHold(inventory, event, {
        id,
        owner,
        wanted,
        confirm,
        ...(key === undefined
          ? {}
          : {
              key: {
                route: 'v1CreateReservation',
                key,
                requestHash: requestHash(eventId, id, body.buyer, JSON.stringify(wanted), confirm),
              },
            }),
      });
      return answer(eventId, outcome) as Answer<ProductApi['createReservation']>;
    },

    async readReservation({ params }, principal) {
      const id = parseUuid(params.reservationId);
      const { eventId } = params;
      const event = await book.get(eventId);
      if (event?.organizationId !== principal.organizationId) return refuse('event_not_found');
      const found =
        id && (await readReservation(db, { id, eventId, principalId: principal.keyId }));
      if (found === undefined) return refuse('reservation_not_found');
      const asOfSeq = inventory.asOfSeq(eventId);
      return ok({
        reservation: presentReservation(eventId, found.reservation, found.seats, asOfSeq),
      });
    },

    confirmReservation: step(confirmHold),
    extendReservation: step(extendHold) as Served['extendReservation'],
    cancelReservation: step(cancelReservation) as Served['cancelReservation'],
  };
}
