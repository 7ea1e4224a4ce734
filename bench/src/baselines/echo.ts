/**
 * Baseline: a server that does everything but book. Same framework, key check, validation of the
 * body and bytes of the answer as the real server; what the real one reaches of its throughput is
 * the price of durability.
 */
import { systemClock } from '@onsale/server/src/lib/clock.ts';
import { createIds } from '@onsale/server/src/lib/uuid-v7.ts';
import type { FastifyReply } from 'fastify';
import { readOptions, type ReplayOptions } from './baseline-process.ts';
import { bookingSchema, createApp, seatBookingSchema, serve } from './booking-app.ts';

export type EchoOptions = {
  readonly apiKey: string;
  /** A booking's answer as the real server gave it; the reservation's id is exchanged each time. */
  readonly answer: ReplayOptions;
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;

const { apiKey, answer } = readOptions() as EchoOptions;
const ids = createIds(systemClock);
const [before = '', after = ''] = answer.body.split(UUID, 2);
const text = UUID.test(answer.body)
  ? (): string => before + ids.next() + after
  : (): string => answer.body;
const head = Object.entries(answer.headers).flat();

// One write past the framework's send chain, as the real server does it: an echo that were slower
// for its own reasons would flatter us.
function echo(reply: FastifyReply): void {
  const body = text();
  reply.hijack();
  reply.raw.writeHead(answer.status, [...head, 'content-length', `${Buffer.byteLength(body)}`]);
  reply.raw.end(body);
}

const app = createApp(apiKey);
app.post('/api/reservations', { schema: bookingSchema }, (_, reply) => echo(reply));
app.post(
  '/api/v1/events/:eventId/reservations',
  {
    schema: {
      ...seatBookingSchema,
      params: {
        type: 'object',
        properties: { eventId: { type: 'string', pattern: '^\\d{1,16}$' } },
      },
    },
  },
  (_, reply) => echo(reply),
);
await serve(app);
