/**
 * What the bench does in the product's own tables: creating large seated events without drawing a
 * plan, and asking, after the load, what was really booked.
 */
import type { Client } from 'pg';
import { until } from './processes.ts';
import type { BookedFacts } from './verification.ts';

const EVENT_COLUMNS =
  'organization_id, name, starts_at, time_zone, currency, hold_ms, extension_ms';
const EVENT_VALUES = `'Bench', now() + interval '1 year', 'Asia/Seoul', 'KRW', 480000, 300000`;

/** The organization of the key that the server created at its start, or one of the bench's own. */
async function organizationId(client: Client): Promise<string> {
  const found = await client.query<{ id: string }>(
    'select organization_id as id from api_keys order by id limit 1',
  );
  if (found.rows[0] !== undefined) return found.rows[0].id;
  const made = await client.query<{ id: string }>(
    `insert into organizations (name) values ('Bench') returning id`,
  );
  return made.rows[0]?.id ?? '';
}

async function insertEvent(client: Client): Promise<number> {
  const organization = await organizationId(client);
  const result = await client.query<{ id: string }>(
    `insert into events (${EVENT_COLUMNS}) values ($1, ${EVENT_VALUES}) returning id`,
    [organization],
  );
  return Number(result.rows[0]?.id);
}

/** An event with named seats 0 ... seats-1 (at most 100,000), on sale at once. Returns its id. */
export async function createSeatedEvent(client: Client, seats: number): Promise<number> {
  const eventId = await insertEvent(client);
  await client.query(
    'insert into seats (event_id, seat_no) select $1, n from generate_series(0, $2::int - 1) n',
    [eventId, seats],
  );
  return eventId;
}

/** A seated event of a drawn house, on sale at once. Returns its id. */
export async function createDrawnEvent(
  client: Client,
  plan: { readonly seatCount: number },
): Promise<number> {
  const eventId = await createSeatedEvent(client, plan.seatCount);
  await client.query(
    `with venue as (
       insert into venues (organization_id, name, time_zone)
       select organization_id, '{"en":"Bench"}', 'Asia/Seoul' from events where id = $1
       returning id, organization_id
     ), plan as (
       insert into seating_plans (organization_id, venue_id, version, layout, checksum, seat_count)
       select organization_id, id, 1, $2::text::json, sha256(convert_to($2::text, 'UTF8')), $3 from venue
       returning id, venue_id
     )
     update events set venue_id = plan.venue_id, seating_plan_id = plan.id from plan
      where events.id = $1`,
    [eventId, JSON.stringify(plan), plan.seatCount],
  );
  return eventId;
}

/** A general-admission event for the statement alone. Returns its id; its pool is number 1. */
export async function createPoolEvent(client: Client, capacity: number): Promise<number> {
  const eventId = await insertEvent(client);
  await client.query('insert into pools (event_id, pool_id, capacity) values ($1, 1, $2)', [
    eventId,
    capacity,
  ]);
  return eventId;
}

/** Confirmed reservations of these events, against their pools and seats. */
export async function countProduct(
  client: Client,
  eventIds: readonly number[],
): Promise<BookedFacts> {
  const result = await client.query<
    Record<'reservations' | 'tickets' | 'capacity' | 'taken' | 'twice', number>
  >(
    `select
       (select count(*)::int from reservations where event_id = any($1) and state = 1)
         as reservations,
       (select coalesce(sum(quantity), 0)::int from reservations
         where event_id = any($1) and state = 1) as tickets,
       (select coalesce(sum(capacity), 0)::int from pools where event_id = any($1))
         + (select count(*)::int from seats where event_id = any($1)) as capacity,
       (select coalesce(sum(sold), 0)::int from pools where event_id = any($1))
         + (select count(*)::int from seats where event_id = any($1) and state = 2) as taken,
       (select count(*)::int from (
          select 1 from reservations r, unnest(r.seat_nos) as seat
           where r.event_id = any($1) and r.state = 1
           group by r.event_id, seat having count(*) > 1) doubled) as twice`,
    [eventIds],
  );
  const row = result.rows[0];
  if (row === undefined) throw new Error('the database does not count');
  return { ...row, remaining: row.capacity - row.taken, seatsSoldTwice: row.twice };
}

/** The secret that signs sessions: the server keeps it in the database unless it is configured. */
export async function sessionSecret(client: Client): Promise<Buffer> {
  const { rows } = await client.query<{ secret: Buffer }>(
    "select secret from deployment_secrets where name = 'sessions'",
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the server has made no secret for sessions');
  return row.secret;
}

/**
 * Places in a waiting room, in the words of bookings: the numbers drawn are the capacity, so one that
 * was drawn and not written drifts, and so does one that was written twice.
 */
export async function countPlaces(client: Client, eventId: number): Promise<BookedFacts> {
  const { rows } = await client.query<Record<'places' | 'last' | 'twice', number>>(
    `select count(*)::int as places, (count(*) - count(distinct e.person_id))::int as twice,
            (select last_number::int from queue_rooms where event_id = $1) as last
       from queue_entries e where e.event_id = $1`,
    [eventId],
  );
  const { places = 0, last = 0, twice = 0 } = rows[0] ?? {};
  return {
    reservations: places,
    tickets: places,
    capacity: last,
    remaining: 0,
    seatsSoldTwice: twice,
  };
}

const CAUGHT_UP_TIMEOUT_MS = 120_000;

/** Resolves when everything booked has been told and has its tickets. */
export const untilCaughtUp = (client: Client): Promise<void> =>
  until(CAUGHT_UP_TIMEOUT_MS, async () => {
    const { rows } = await client.query<{ behind: boolean }>(
      `select exists (select from outbox where position is null)
           or exists (select from outbox_cursors c, outbox_relay r where c.position < r.last_position)
         as behind`,
    );
    if (rows[0]?.behind !== false) throw new Error('the worker does not catch up');
  });
