/**
 * The tables of the booking baselines, in a schema of their own beside the product's: a counter per
 * event and a row per reservation, as the documents describe them.
 */
import type { Client } from 'pg';
import type { BookedFacts } from '../verification.ts';

export type BaselineSchema = 'bench_documents' | 'bench_direct' | 'bench_pgbench';

/** (Re)creates the schema. The constraint that forbids overselling is the documents' omission. */
export async function createTables(client: Client, schema: BaselineSchema): Promise<void> {
  await client.query(`
    drop schema if exists ${schema} cascade;
    create schema ${schema};
    create table ${schema}.events (
      id bigint generated always as identity primary key,
      event_name text not null,
      total_seats integer not null,
      available_seats integer not null,
      event_date timestamptz not null default now(),
      created_at timestamptz not null default now()
    ) with (fillfactor = 50);
    create table ${schema}.reservations (
      id uuid primary key,
      event_id bigint not null,
      user_id text not null,
      quantity integer not null,
      status text not null,
      reserved_at timestamptz not null default now()
    );`);
}

/** Creates an event and returns its id. */
export async function createBaselineEvent(
  client: Client,
  schema: BaselineSchema,
  seats: number,
): Promise<number> {
  const result = await client.query<{ id: string }>(
    `insert into ${schema}.events (event_name, total_seats, available_seats)
     values ('Bench', $1, $1) returning id`,
    [seats],
  );
  const id = result.rows[0]?.id;
  if (id === undefined) throw new Error('the event was not created');
  return Number(id);
}

/** What the database says was booked for an event: reservations and their tickets. */
export async function countBaseline(
  client: Client,
  schema: BaselineSchema,
  eventId: number,
): Promise<BookedFacts> {
  const result = await client.query<Record<'n' | 'tickets' | 'total' | 'left', number>>(
    `select count(r.id)::int as n, coalesce(sum(r.quantity), 0)::int as tickets,
            e.total_seats as total, e.available_seats as left
       from ${schema}.events e left join ${schema}.reservations r on r.event_id = e.id
      where e.id = $1 group by e.id`,
    [eventId],
  );
  const row = result.rows[0];
  if (row === undefined) throw new Error(`there is no event ${eventId} in ${schema}`);
  return {
    reservations: row.n,
    tickets: row.tickets,
    capacity: row.total,
    remaining: row.left,
    seatsSoldTwice: 0,
  };
}
