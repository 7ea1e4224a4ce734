-- phase: expand
-- Waiting rooms: who stands where, who is in. Places and admissions are rows like bookings are, written
-- in groups; nothing about them lives only in memory.

-- One row per event that has ever had a room. Every join, every admission and every tick locks it, so
-- however many processes there are, numbers have no gaps, a turn never comes twice, and the cap holds.
create table queue_rooms (
  event_id bigint primary key references events,
  organization_id bigint not null references organizations,
  -- Settings; see the contract (queue.ts).
  mode text not null default 'off' check (mode in ('off', 'automatic', 'always')),
  opens_at timestamptz,
  active_max integer not null default 500 check (active_max between 1 and 1000000),
  per_minute_min integer not null default 0 check (per_minute_min between 0 and 1000000),
  per_minute_max integer not null default 3000 check (per_minute_max between 1 and 1000000),
  engage_at integer not null default 300 check (engage_at between 1 and 1000000),
  session_ms integer not null default 600000 check (session_ms between 1000 and 7200000),
  session_max_ms integer not null default 1800000 check (session_max_ms between 1000 and 7200000),
  grace_ms integer not null default 120000 check (grace_ms between 1000 and 1800000),
  access text not null default 'everybody' check (access in ('everybody', 'accounts', 'codes')),
  challenge text not null default 'adaptive' check (challenge in ('off', 'adaptive', 'always')),
  control text not null default 'run' check (control in ('run', 'pause', 'drain')),
  throttle_per_minute integer check (throttle_per_minute between 0 and 1000000),
  message jsonb,
  -- The draw. The seed is a secret until the cohort has closed; the terms are public from the start.
  draw_mode text not null default 'operator' check (draw_mode in ('operator', 'beacon')),
  draw_terms json not null,
  seed bytea not null check (length(seed) = 32),
  commitment bytea not null check (length(commitment) = 32),
  committed_at timestamptz not null default now(),
  closed_at timestamptz,
  cohort_size bigint check (cohort_size >= 0),
  -- Published as soon as it is computed, while the order is not known to anybody.
  cohort_root bytea check (length(cohort_root) = 32),
  -- Roots of the cohort's subtrees: with them, one entry is proved by reading 256.
  cohort_chunks bytea,
  beacon_round json,
  draw_key bytea check (length(draw_key) = 32),
  -- Of the whole order that follows from the key.
  order_hash bytea check (length(order_hash) = 32),
  drawn_at timestamptz,
  rests_on text check (rests_on in ('operator', 'beacon')),
  -- The line.
  engaged boolean not null default false,
  last_number bigint not null default 0 check (last_number >= 0),
  served_up_to bigint not null default 0 check (served_up_to >= 0),
  active integer not null default 0 check (active >= 0),
  admitted bigint not null default 0 check (admitted >= 0),
  -- What the controller remembers between two ticks, and what it said last.
  controller json not null default '{}',
  reason text not null default 'nobody',
  ticked_at timestamptz not null default now(),
  next_tick_at timestamptz not null default now(),
  -- From here on its entries and admissions are removed, because their time is over.
  forgotten_at timestamptz,
  version bigint not null default 0,
  created_at timestamptz not null default now(),
  check (served_up_to <= last_number),
  check (session_max_ms >= session_ms),
  check (per_minute_max >= per_minute_min),
  check ((closed_at is null) = (cohort_size is null)),
  check (cohort_root is null or closed_at is not null),
  check ((cohort_root is null) = (cohort_chunks is null)),
  -- The order is drawn of what has been published, and all that it leaves behind is there at once.
  check (drawn_at is null or cohort_root is not null),
  check ((drawn_at is null) = (draw_key is null)),
  check ((drawn_at is null) = (order_hash is null)),
  check ((drawn_at is null) = (rests_on is null)),
  -- Nobody is called before the order is known.
  check (served_up_to = 0 or drawn_at is not null)
) with (fillfactor = 50);
-- What a worker has to tick, and to draw.
create index queue_rooms_due on queue_rooms (next_tick_at) where mode <> 'off';
create index queue_rooms_undrawn on queue_rooms (closed_at) where drawn_at is null and closed_at is not null;

-- A place: `number` in the order of coming. Who has spent a place (left, bought, ran out of time) may take
-- a new one at the end. The nonce is the holder's: it finds the entry in the cohort's Merkle root. Every
-- insert holds the lock of the room's row, so a reference to it would only cost (a look-up per row).
-- Whoever left without coming in leaves `left_position` behind, once the order is known: nobody waits for
-- them when their turn is called.
create table queue_entries (
  event_id bigint not null,
  number bigint not null check (number > 0),
  person_id text not null check (length(person_id) between 1 and 200),
  nonce bytea not null check (length(nonce) = 16),
  joined_at timestamptz not null default now(),
  ended_at timestamptz,
  left_position bigint check (left_position > 0),
  primary key (event_id, number),
  check (left_position is null or ended_at is not null)
);
create index queue_entries_left on queue_entries (event_id, left_position) where left_position is not null;
-- The person first: signing in moves all places of a guest to the account.
create unique index queue_entries_once on queue_entries (person_id, event_id) where ended_at is null;

-- end_reason: 1 left, 2 bought, 3 time is up, 4 removed by the operator.
create table queue_admissions (
  id uuid not null,
  event_id bigint not null,
  number bigint not null,
  position bigint not null check (position > 0),
  person_id text not null check (length(person_id) between 1 and 200),
  -- servedUpTo when they came in: the proof that nobody came before their turn.
  served_up_to bigint not null,
  admitted_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  end_reason smallint check (end_reason between 1 and 4),
  primary key (id, event_id),
  check (position <= served_up_to),
  check (expires_at <= ends_at),
  check ((ended_at is null) = (end_reason is null))
);
create unique index queue_admissions_once on queue_admissions (person_id, event_id) where ended_at is null;
create index queue_admissions_running on queue_admissions (event_id, expires_at) where ended_at is null;
-- A turn is taken once.
create unique index queue_admissions_by_position on queue_admissions (event_id, position);

-- Presale codes, as hashes. A code has so many uses.
create table queue_codes (
  event_id bigint not null references queue_rooms,
  code_hash bytea not null check (length(code_hash) = 32),
  uses_max integer not null check (uses_max >= 0),
  uses integer not null default 0 check (uses >= 0),
  created_at timestamptz not null default now(),
  primary key (event_id, code_hash)
) with (fillfactor = 70);

-- How processes that take bookings were doing a second ago, while a room of theirs was engaged: workers
-- let in fewer where one of them suffers. Kept here, and not in shared state, so that it is told also
-- where there is none. Worth nothing after some seconds.
create table queue_engines (
  process text primary key,
  depth integer not null check (depth >= 0),
  p99_ms double precision not null check (p99_ms >= 0),
  at timestamptz not null
) with (fillfactor = 50);

-- Rehearsals: a copy of an event on which virtual buyers practise. It never shows up in public lists, and
-- all of it can be removed again. A removed one stays as a row that nobody can read, until the outbox has
-- forgotten it: positions there run without gaps.
alter table events add column rehearsal_of bigint references events,
  add column rehearsal_removed_at timestamptz,
  add constraint events_removed_rehearsal check (rehearsal_removed_at is null or rehearsal_of is not null);
create index events_rehearsals on events (rehearsal_of) where rehearsal_of is not null;
