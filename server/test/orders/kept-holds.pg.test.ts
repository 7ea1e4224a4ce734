/** Retention: a hold that came to nothing is forgotten, unless money was paid for it. */
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../support/postgres.ts';
import { sellOrders } from '../support/sold-orders.ts';
import { openTestDb } from '../support/test-db.ts';
import { tidy } from '../../src/inventory/jobs.ts';

const DAY_MS = 86_400_000;
const retention = { outboxMs: DAY_MS, idempotencyMs: DAY_MS, finishedHoldsMs: 30 * DAY_MS };

it('keeps what a refunded order names, so that its buyer still finds it', async () => {
  const database = await createTestDatabase();
  const { expired, eventId } = await sellOrders(database.url);
  const client = new Client({ connectionString: database.url });
  const db = openTestDb(database.url);
  await client.connect();
  try {
    await client.query(
      `UPDATE reservations SET expires_at = now() - interval '60 days',
                               ended_at = now() - interval '60 days'
        WHERE state = 2 AND confirmed_at IS NULL`,
    );
    const isThere = async (): Promise<boolean> =>
      (
        await client.query(
          `SELECT FROM orders o JOIN reservations r ON r.event_id = o.event_id AND r.id = o.reservation_id
            WHERE o.event_id = $1 AND o.id = $2`,
          [eventId, expired],
        )
      ).rows.length === 1;
    expect(await isThere()).toBe(true);
    // A payment that came too late and was refunded.
    await client.query(
      `INSERT INTO payments (event_id, id, order_id, key, provider, state, amount_minor, currency,
                             provider_ref, settled_at, refunded_minor)
       VALUES ($1, gen_random_uuid(), $2, gen_random_uuid(), 'test', 2, 1000, 'KRW', 'ref', now(), 1000)`,
      [eventId, expired],
    );
    await tidy(db, retention);
    expect(await isThere()).toBe(true);
    await client.query('DELETE FROM payments WHERE order_id = $1', [expired]);
    await tidy(db, retention);
    expect(await isThere()).toBe(false);
  } finally {
    await client.end();
    await db.close();
    await database.drop();
  }
});
