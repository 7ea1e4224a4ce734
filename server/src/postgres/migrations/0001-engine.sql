-- phase: expand
-- The catalog, the inventory and the outbox. Every inventory key carries event_id, so that the tables
-- can be distributed by it. Sizes and counts are bounded by CHECKs: the last line of defence.

create table organizations (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now()
);

-- The secret is 256 random bits, so one SHA-256 is enough; the previous secret stays valid for a while
-- after a rotation.
create table api_keys (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations,
  name text not null check (length(name) between 1 and 100),
  scopes text[] not null,
  secret_hash bytea not null unique check (length(secret_hash) = 32),
  previous_hash bytea unique check (length(previous_hash) = 32),
  previous_until timestamptz,
  rate_per_second integer check (rate_per_second > 0),
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  check ((previous_hash is null) = (previous_until is null))
);

create table venues (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations,
  name jsonb not null,
  time_zone text not null,
  created_at timestamptz not null default now()
);

-- A seating plan never changes: a new drawing is a new version.
create table seating_plans (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations,
  venue_id bigint not null references venues,
  version integer not null check (version > 0),
  layout json not null,
  checksum bytea not null check (length(checksum) = 32),
  seat_count integer not null check (seat_count between 0 and 100000),
  created_at timestamptz not null default now(),
  unique (venue_id, version)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are immutable', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger seating_plans_immutable before update or delete on seating_plans
  for each row execute function refuse_change();

create table series (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organizations,
  name jsonb not null,
  created_at timestamptz not null default now()
);

-- One row is one date: the unit of sale. Whether it is on sale is derived from these facts and the clock.
create table events (
  id bigint generated always as identity primary key check (id <= 9007199254740991),
  organization_id bigint not null references organizations,
  series_id bigint references series,
  venue_id bigint references venues,
  seating_plan_id bigint references seating_plans,
  name text not null check (length(name) between 1 and 200),
  translations jsonb not null default '{}',
  starts_at timestamptz not null,
  time_zone text not null,
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  sale_opens_at timestamptz not null default now(),
  sale_closes_at timestamptz,
  per_order_max integer check (per_order_max > 0),
  per_person_max integer check (per_person_max > 0),
  hold_ms integer not null check (hold_ms between 1000 and 86400000),
  extension_ms integer not null check (extension_ms between 0 and 86400000),
  cancelled_at timestamptz,
  postponed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (sale_closes_at is null or sale_closes_at > sale_opens_at)
);
create index events_by_organization on events (organization_id, id);
create index events_by_start on events (organization_id, starts_at, id);

create table price_tiers (
  event_id bigint not null references events,
  code text not null check (length(code) between 1 and 32),
  position smallint not null,
  name jsonb not null,
  price_minor bigint not null check (price_minor between 0 and 9007199254740991),
  primary key (event_id, code)
);

create table ticket_types (
  event_id bigint not null references events,
  code text not null check (length(code) between 1 and 32),
  position smallint not null,
  name jsonb not null,
  price_percent smallint not null check (price_percent between 0 and 100),
  primary key (event_id, code)
);

-- General admission. available = capacity - held - sold - blocked; the CHECK is what cannot oversell.
-- Half-empty pages keep the updates of a hot row on its own page (HOT), without index writes.
create table pools (
  event_id bigint not null references events,
  pool_id integer not null check (pool_id >= 0),
  tier_code text,
  capacity integer not null check (capacity between 0 and 1000000),
  held integer not null default 0 check (held >= 0),
  sold integer not null default 0 check (sold >= 0),
  blocked integer not null default 0 check (blocked >= 0),
  version bigint not null default 0,
  primary key (event_id, pool_id),
  constraint pools_never_oversold check (held + sold + blocked <= capacity)
) with (fillfactor = 50);

-- Named seats. state: 0 AVAILABLE, 1 HELD, 2 SOLD, 3 BLOCKED. The row says who has the seat and until
-- when; version counts its changes, so that a reader can order what it hears.
create table seats (
  event_id bigint not null references events,
  seat_no integer not null check (seat_no between 0 and 99999),
  state smallint not null default 0 check (state between 0 and 3),
  version integer not null default 0,
  reservation_id uuid,
  held_until timestamptz,
  primary key (event_id, seat_no),
  check ((state in (1, 2)) = (reservation_id is not null)),
  check ((state = 1) = (held_until is not null))
) with (fillfactor = 60);

-- state: 0 PENDING (a hold), 1 CONFIRMED, 2 EXPIRED, 3 CANCELLED.
-- The key leads with the id because ids are UUIDv7 (inserts stay at the right edge) and because
-- look-ups by id alone then need no second index; it contains event_id for distribution. Pages are
-- filled: a change of state moves the row between partial indexes, so it could never be HOT.
create table reservations (
  id uuid not null,
  event_id bigint not null,
  organization_id bigint not null,
  principal_id bigint not null,
  buyer text not null check (length(buyer) between 1 and 200),
  state smallint not null check (state between 0 and 3),
  pool_id integer,
  seat_nos integer[],
  quantity integer not null check (quantity between 1 and 100),
  extended boolean not null default false,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  confirmed_at timestamptz,
  ended_at timestamptz,
  primary key (id, event_id),
  check ((pool_id is null) <> (seat_nos is null)),
  check (seat_nos is null or cardinality(seat_nos) = quantity),
  check (state <> 0 or expires_at is not null),
  check (state <> 1 or confirmed_at is not null),
  check ((state in (2, 3)) = (ended_at is not null))
);
create index reservations_by_buyer on reservations (principal_id, buyer, id);
-- Holds only: a booking has no end. Serves the sweeper, the pools that reclaim, and retention; a second
-- partial index would cost every booking the test of its condition.
create index reservations_holds on reservations (state, expires_at, event_id)
  where expires_at is not null;

-- Kept only for events with a limit per person; a conditional update of this row is what makes the
-- limit exact under concurrency.
create table buyer_counters (
  event_id bigint not null references events,
  principal_id bigint not null,
  buyer text not null,
  taken integer not null check (taken >= 0),
  primary key (event_id, principal_id, buyer)
) with (fillfactor = 70);

-- Only committed effects are remembered. event_id 0 stands for requests that belong to no event yet.
create table idempotency_keys (
  event_id bigint not null,
  principal_id bigint not null,
  route text not null,
  key text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  resource_id text not null,
  created_at timestamptz not null default now(),
  primary key (event_id, principal_id, route, key)
);
create index idempotency_keys_by_key on idempotency_keys (principal_id, route, key);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- One row per batch of changes. The relay stamps position (all events) and seq (contiguous per event)
-- after the commit: ids are taken before it, so a reader must never use id as a cursor.
create table outbox (
  id bigint generated always as identity primary key,
  event_id bigint not null,
  payload json not null,
  created_at timestamptz not null default now(),
  position bigint unique,
  seq bigint,
  unique (event_id, seq),
  check ((position is null) = (seq is null))
) with (fillfactor = 80);
create index outbox_unstamped on outbox (id) where position is null;
create index outbox_by_age on outbox (created_at);

create table event_sequences (
  event_id bigint primary key,
  last_seq bigint not null
) with (fillfactor = 50);

-- The single row that a stamping transaction locks: leadership that needs no session.
create table outbox_relay (
  id boolean primary key default true check (id),
  last_position bigint not null,
  holder text not null,
  expires_at timestamptz not null
) with (fillfactor = 20);
insert into outbox_relay (last_position, holder, expires_at) values (0, '', '-infinity');

create table outbox_cursors (
  consumer text primary key check (length(consumer) between 1 and 100),
  position bigint not null,
  updated_at timestamptz not null default now()
);
