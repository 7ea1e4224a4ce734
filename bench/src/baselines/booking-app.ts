/**
 * The HTTP side of the baselines that book: the same framework, key check and validation as the
 * real server, so that what differs is how a booking is made. Bookings and answers have the form of
 * the documents' API.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { partnerApi } from '@onsale/contract/partner-api.ts';
import { productApi } from '@onsale/contract/product-api.ts';
import Fastify, { type FastifyInstance, type FastifySchema } from 'fastify';
import type { TSchema } from 'typebox';
import { announce } from './baseline-process.ts';

export type Booking = {
  readonly eventId: number;
  readonly userId: string;
  readonly quantity: number;
};

/** A reservation's id, or why there is none: no seats left, or no lock in time. */
export type BookingOutcome =
  | { readonly reservationId: string }
  | { readonly refused: 'sold_out' | 'busy' };

/** The validation of the real server: its schemas, its settings. */
export const bookingSchema = validation(partnerApi.createReservation);
export const seatBookingSchema = validation(productApi.createReservation);

function validation({ body, headers }: { body: TSchema; headers: TSchema }): FastifySchema {
  return { body, headers };
}

/** A Fastify server on which every route wants `Authorization: Bearer <apiKey>`. */
export function createApp(apiKey: string): FastifyInstance {
  const app = Fastify({
    logger: false,
    keepAliveTimeout: 60_000,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: true } },
  });
  const isKnown = createKeyCheck(apiKey);
  app.addHook('onRequest', (request, reply, done) => {
    if (isKnown(request.headers.authorization)) done();
    else void reply.code(401).send({ success: false, message: 'An API key is required.' });
  });
  return app;
}

/**
 * By the key's hash, as it is stored; a header that was good once is remembered, as the server
 * does.
 */
function createKeyCheck(apiKey: string): (header: string | undefined) => boolean {
  const expected = sha256(apiKey);
  const remembered = new Set<string>();
  return (header) => {
    if (header === undefined) return false;
    if (remembered.has(header)) return true;
    const key = /^Bearer (.+)$/.exec(header)?.[1];
    if (key === undefined || !timingSafeEqual(sha256(key), expected)) return false;
    remembered.add(header);
    return true;
  };
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Adds `POST /api/reservations`: 200 with the reservation, 409 sold out, 503 busy. */
export function addBookingRoute(
  app: FastifyInstance,
  book: (booking: Booking) => Promise<BookingOutcome>,
): void {
  app.post<{ Body: Booking }>(
    '/api/reservations',
    { schema: bookingSchema },
    async (request, reply) => {
      const outcome = await book(request.body);
      if ('refused' in outcome) {
        const soldOut = outcome.refused === 'sold_out';
        const message = soldOut ? 'Not enough tickets are left.' : 'Another booking is under way.';
        return reply.code(soldOut ? 409 : 503).send({ success: false, message });
      }
      const data = {
        reservationId: outcome.reservationId,
        ...request.body,
        status: 'CONFIRMED',
        reservationTime: new Date().toISOString(),
      };
      return reply.send({ success: true, message: 'Reservation successful', data });
    },
  );
}

export async function serve(app: FastifyInstance): Promise<void> {
  await app.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 });
  announce(app.server.address());
}
