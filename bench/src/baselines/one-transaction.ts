/**
 * Baseline: what remains when the lock is dropped and the database is trusted. One statement per
 * booking, a conditional UPDATE and an INSERT that commit together, over a pool of 10 connections
 * (more only queue on the hot row).
 */
import { Pool } from 'pg';
import { systemClock } from '@onsale/server/src/lib/clock.ts';
import { createIds } from '@onsale/server/src/lib/uuid-v7.ts';
import { readOptions } from './baseline-process.ts';
import { addBookingRoute, createApp, serve } from './booking-app.ts';

export type OneTransactionOptions = { readonly databaseUrl: string; readonly apiKey: string };

const options = readOptions() as OneTransactionOptions;
const pool = new Pool({
  connectionString: options.databaseUrl,
  max: 10,
  options: '-c search_path=bench_direct',
});
const ids = createIds(systemClock);

const BOOK = `
  with taken as (
    update events set available_seats = available_seats - $3
     where id = $1 and available_seats >= $3
    returning id)
  insert into reservations (id, event_id, user_id, quantity, status)
  select $2, taken.id, $4, $3, 'CONFIRMED' from taken
  returning id`;

const app = createApp(options.apiKey);
addBookingRoute(app, async ({ eventId, userId, quantity }) => {
  const reservationId = ids.next();
  const result = await pool.query({
    name: 'book',
    text: BOOK,
    values: [eventId, reservationId, quantity, userId],
  });
  return result.rowCount === 0 ? { refused: 'sold_out' } : { reservationId };
});
await serve(app);
