/**
 * Baseline: the algorithm of the documents this product answers. Per booking: SET NX of one lock
 * per event in Redis (TTL 10 s), re-read the event, check, decrement, insert, evict the cached
 * event, delete the lock. `fail-fast` is the documents' behaviour when the lock is busy; `retry`
 * waits a random 20 to 100 ms and tries again, for up to 30 s.
 *
 * In the documents' code the lock is freed before the commit, so it can oversell. Here the commit
 * comes first: the comparison is with the algorithm at its best. What is kept is the lock's
 * constant value and its unconditional deletion, which may free the lock of somebody else after 10
 * s.
 */
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { systemClock } from '@onsale/server/src/lib/clock.ts';
import { createIds } from '@onsale/server/src/lib/uuid-v7.ts';
import { readOptions } from './baseline-process.ts';
import {
  addBookingRoute,
  type Booking,
  type BookingOutcome,
  createApp,
  serve,
} from './booking-app.ts';

export type DocumentsOptions = {
  readonly mode: 'fail-fast' | 'retry';
  readonly databaseUrl: string;
  readonly redisPort: number;
  readonly apiKey: string;
};

const LOCK_TTL_MS = 10_000;
const RETRY_DEADLINE_MS = 30_000;
const BACK_OFF_MIN_MS = 20;
const BACK_OFF_MAX_MS = 100;
const CACHE_TTL_SECONDS = 300;

const options = readOptions() as DocumentsOptions;
const redis = new Redis({ host: '127.0.0.1', port: options.redisPort });
// The documents' pool: 20 connections.
const pool = new Pool({
  connectionString: options.databaseUrl,
  max: 20,
  options: '-c search_path=bench_documents',
});
const ids = createIds(systemClock);

async function book(booking: Booking): Promise<BookingOutcome> {
  const lock = `lock:event:${booking.eventId}`;
  if (!(await acquire(lock))) return { refused: 'busy' };
  try {
    return await bookUnderLock(booking);
  } finally {
    await redis.del(lock);
  }
}

async function acquire(lock: string): Promise<boolean> {
  const deadline = performance.now() + RETRY_DEADLINE_MS;
  for (;;) {
    if ((await redis.set(lock, 'locked', 'PX', LOCK_TTL_MS, 'NX')) === 'OK') return true;
    if (options.mode === 'fail-fast' || performance.now() >= deadline) return false;
    const backOffMs = BACK_OFF_MIN_MS + Math.random() * (BACK_OFF_MAX_MS - BACK_OFF_MIN_MS);
    await new Promise((resolve) => setTimeout(resolve, backOffMs));
  }
}

async function bookUnderLock({ eventId, userId, quantity }: Booking): Promise<BookingOutcome> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const found = await client.query<{ available_seats: number }>({
      name: 'find',
      text: 'select id, event_name, total_seats, available_seats from events where id = $1',
      values: [eventId],
    });
    const available = found.rows[0]?.available_seats ?? 0;
    if (available < quantity) {
      await client.query('ROLLBACK');
      return { refused: 'sold_out' };
    }
    // The value that was read is written back, as an object mapper does: only the lock protects it.
    await client.query({
      name: 'save',
      text: 'update events set available_seats = $2 where id = $1',
      values: [eventId, available - quantity],
    });
    const reservationId = ids.next();
    await client.query({
      name: 'insert',
      text: `insert into reservations (id, event_id, user_id, quantity, status)
             values ($1, $2, $3, $4, 'CONFIRMED')`,
      values: [reservationId, eventId, userId, quantity],
    });
    await client.query('COMMIT');
    await redis.del(`event:${eventId}`);
    return { reservationId };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** The documents' cached read: the event as JSON text in Redis, for 300 s. */
async function readEvent(eventId: number): Promise<string | undefined> {
  const key = `event:${eventId}`;
  const cached = await redis.get(key);
  if (cached !== null) return cached;
  const found = await pool.query<Record<string, unknown>>({
    name: 'detail',
    text: `select id::int as "eventId", event_name as "eventName", total_seats as "totalSeats",
                  available_seats as "availableSeats", event_date as "eventDate"
             from events where id = $1`,
    values: [eventId],
  });
  const data = found.rows[0];
  if (data === undefined) return undefined;
  const text = JSON.stringify({ success: true, data });
  await redis.set(key, text, 'EX', CACHE_TTL_SECONDS);
  return text;
}

const app = createApp(options.apiKey);
addBookingRoute(app, book);
app.get<{ Params: { id: string } }>(
  '/api/events/:id',
  {
    schema: {
      params: { type: 'object', properties: { id: { type: 'string', pattern: '^\\d+$' } } },
    },
  },
  async (request, reply) => {
    const text = await readEvent(Number(request.params.id));
    if (text === undefined)
      return reply.code(404).send({ success: false, message: 'No such event.' });
    return reply.header('content-type', 'application/json; charset=utf-8').send(text);
  },
);
await serve(app);
