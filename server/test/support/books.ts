/**
 * Whether the rows of the inventory and the outbox agree, worked out from nothing but the tables: the
 * tests' own book-keeping, independent of the product's audit. Ask when no command is under way.
 */
import { Client } from 'pg';
import { outboxViolations, type OutboxEntry, type StoredRows } from './outbox-books.ts';

// Each answers one row per violation, as text.
const checks: Readonly<Record<string, string>> = {
  'pool counters differ from their reservations': `
    SELECT format('event %s pool %s: held %s sold %s, reservations say %s and %s', p.event_id,
                  p.pool_id, p.held, p.sold, r.held, r.sold)
      FROM pools p CROSS JOIN LATERAL (
        SELECT coalesce(sum(quantity) FILTER (WHERE state = 0), 0) AS held,
               coalesce(sum(quantity) FILTER (WHERE state = 1), 0) AS sold
          FROM reservations r WHERE r.event_id = p.event_id AND r.pool_id = p.pool_id) r
     WHERE p.held <> r.held OR p.sold <> r.sold`,
  'a pool is oversold': `
    SELECT format('event %s pool %s', event_id, pool_id) FROM pools
     WHERE held + sold + blocked > capacity OR least(held, sold, blocked) < 0`,
  'a seat belongs to two living reservations': `
    SELECT format('event %s seat %s: %s', r.event_id, s.seat_no, string_agg(r.id::text, ' '))
      FROM reservations r, unnest(r.seat_nos) AS s (seat_no)
     WHERE r.state IN (0, 1) GROUP BY r.event_id, s.seat_no HAVING count(*) > 1`,
  'a seat and its reservation disagree': `
    SELECT format('event %s seat %s state %s of %s (%s)', s.event_id, s.seat_no, s.state,
                  s.reservation_id, r.state)
      FROM seats s LEFT JOIN reservations r ON r.id = s.reservation_id AND r.event_id = s.event_id
     WHERE s.state IN (1, 2)
       AND (r.id IS NULL OR r.state <> s.state - 1 OR NOT s.seat_no = ANY (r.seat_nos)
            OR s.held_until IS DISTINCT FROM CASE WHEN r.state = 0 THEN r.expires_at END)`,
  'a living reservation does not have its seats': `
    SELECT format('event %s reservation %s seat %s', r.event_id, r.id, w.seat_no)
      FROM reservations r CROSS JOIN LATERAL unnest(r.seat_nos) AS w (seat_no)
      LEFT JOIN seats s ON s.event_id = r.event_id AND s.seat_no = w.seat_no
     WHERE r.state IN (0, 1) AND s.reservation_id IS DISTINCT FROM r.id`,
  'a counter of a buyer is wrong': `
    SELECT format('event %s buyer %s: %s, reservations say %s', c.event_id, c.buyer, c.taken, r.n)
      FROM buyer_counters c CROSS JOIN LATERAL (
        SELECT coalesce(sum(quantity), 0) AS n FROM reservations r
         WHERE r.event_id = c.event_id AND r.principal_id = c.principal_id
           AND r.buyer = c.buyer AND r.state IN (0, 1)) r
     WHERE c.taken <> r.n`,
  'a buyer is above the limit': `
    SELECT format('event %s buyer %s: %s of %s', e.id, r.buyer, sum(r.quantity), e.per_person_max)
      FROM events e JOIN reservations r ON r.event_id = e.id AND r.state IN (0, 1)
       AND NOT r.adopted
     GROUP BY e.id, r.principal_id, r.buyer HAVING sum(r.quantity) > e.per_person_max`,
  'a key remembers a reservation that is not there': `
    SELECT format('event %s key %s', k.event_id, k.key) FROM idempotency_keys k
     WHERE k.event_id > 0 AND NOT EXISTS (
       SELECT FROM reservations r WHERE r.event_id = k.event_id AND r.id::text = k.resource_id)`,
};

/** Every violation in words; empty when the books are in order. The outbox must be stamped to its end. */
export async function bookViolations(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    // One snapshot: sweepers go on working while we look.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const found: string[] = [];
    for (const [what, text] of Object.entries(checks)) {
      const { rows } = await client.query<string[]>({ text, rowMode: 'array' });
      found.push(...rows.map(([row]) => `${what}: ${row}`));
    }
    return [...found, ...outboxViolations(await readOutbox(client), await readStored(client))];
  } finally {
    await client.end();
  }
}

async function readOutbox(client: Client): Promise<OutboxEntry[]> {
  const { rows } = await client.query<OutboxEntry>(
    `SELECT position::int, event_id::int AS "eventId", seq::int, payload
       FROM outbox ORDER BY position NULLS LAST, id`,
  );
  return rows;
}

async function readStored(client: Client): Promise<StoredRows> {
  const read = async (text: string) => (await client.query<{ key: string; is: string }>(text)).rows;
  return {
    pools: await read(
      `SELECT event_id || ' ' || pool_id AS key,
              concat_ws(' ', capacity, held, sold, blocked, version) AS is FROM pools`,
    ),
    seats: await read(
      `SELECT event_id || ' ' || seat_no AS key, concat_ws(' ', state, version) AS is
         FROM seats WHERE version > 0`,
    ),
    reservations: await read(
      `SELECT event_id || ' ' || id AS key, concat_ws(' ', state, quantity) AS is
         FROM reservations`,
    ),
  };
}
