/** Booking, reading and cancelling reservations through the booking API. */
import { pageLimitDefault } from '@onsale/contract/fields.ts';
import { partnerMessages, type PartnerApi } from '@onsale/contract/partner-api.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { placeHold, type PlaceRequest } from '../inventory/place-hold.ts';
import { listReservationsOf, readReservation } from '../inventory/read-reservations.ts';
import { cancelReservation } from '../inventory/step-reservation.ts';
import { mainPool } from '../inventory/stock-event.ts';
import type { Reservation } from '../inventory/model/commands.ts';
import type { Answer, Handlers, KeyPrincipal } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { parseUuid } from '../lib/uuid-v7.ts';
import type { PartnerDeps } from './deps.ts';
import { presentReservation } from './present.ts';
import { requestHash } from '../lib/request-hash.ts';

type Served = Pick<
  Handlers<PartnerApi>,
  'createReservation' | 'readReservation' | 'listReservationsOfUser' | 'cancelReservation'
>;
type Booking = { readonly eventId: number; readonly userId: string; readonly quantity: number };
type Booked = Answer<PartnerApi['createReservation']>;
type Cancelled = Answer<PartnerApi['cancelReservation']>;

export function reservationHandlers({ db, inventory, book, ids }: PartnerDeps): Served {
  async function reserve(
    event: EventRecord | undefined,
    body: Booking,
    principal: KeyPrincipal,
    key: string | undefined,
  ): Promise<Booked> {
    if (event?.organizationId !== principal.organizationId) return refuse('event_not_found');
    const owner = {
      organizationId: principal.organizationId,
      principalId: principal.keyId,
      buyer: body.userId,
    };
    const wanted = { pool: mainPool, quantity: body.quantity };
    const request: PlaceRequest = { id: ids.next(), owner, wanted, confirm: true, once: true };
    const outcome = await placeHold(
      inventory,
      event,
      key === undefined
        ? request
        : {
            ...request,
            key: {
              route: 'createReservation',
              key,
              requestHash: requestHash(body.eventId, body.userId, body.quantity),
            },
          },
    );
    if (!outcome.ok) return outcome as Booked;
    const { reservation } = outcome.value;
    if (reservation === undefined) return refuse('internal');
    const data = presentReservation(event, reservation);
    return ok({ success: true, message: partnerMessages.reservationMade, data });
  }

  async function withName(eventId: number, reservation: Reservation) {
    const event = await book.get(eventId);
    if (event === undefined) return undefined;
    return { ...presentReservation(event, reservation), eventName: event.name };
  }

  return {
    createReservation({ body, headers }, principal) {
      const event = book.get(body.eventId);
      const key = headers['idempotency-key'];
      return event instanceof Promise
        ? event.then((found) => reserve(found, body, principal, key))
        : reserve(event, body, principal, key);
    },

    async readReservation({ params }, principal) {
      const id = parseUuid(params.reservationId);
      const found = id && (await readReservation(db, { id, principalId: principal.keyId }));
      const data = found && (await withName(found.eventId, found.reservation));
      return data === undefined ? refuse('reservation_not_found') : ok({ success: true, data });
    },

    async listReservationsOfUser({ params, query }, principal) {
      const before = query.cursor === undefined ? undefined : parseUuid(query.cursor);
      if (query.cursor !== undefined && before === undefined) {
        return refuse('invalid_request', {
          fields: [{ field: 'query.cursor', problem: 'is not a cursor of this list' }],
        });
      }
      const { found, more } = await listReservationsOf(db, {
        principalId: principal.keyId,
        buyer: params.userId,
        limit: query.limit ?? pageLimitDefault,
        ...(before === undefined ? {} : { before }),
      });
      const rows = await Promise.all(found.map((row) => withName(row.eventId, row.reservation)));
      const last = found.at(-1);
      return ok({
        success: true,
        data: rows.filter((row) => row !== undefined),
        ...(more && last !== undefined ? { nextCursor: last.reservation.id } : {}),
      });
    },

    async cancelReservation({ params }, principal) {
      const id = parseUuid(params.reservationId);
      const principalId = principal.keyId;
      const found = id && (await readReservation(db, { id, principalId }));
      if (id === undefined || found === undefined) return refuse('reservation_not_found');
      const { eventId } = found;
      const outcome = await cancelReservation(inventory, { eventId, id, principalId });
      if (!outcome.ok) return outcome as Cancelled;
      const data = await withName(eventId, outcome.value.reservation ?? found.reservation);
      if (data === undefined) return refuse('reservation_not_found');
      return ok({ success: true, message: partnerMessages.reservationCancelled, data });
    },
  };
}
