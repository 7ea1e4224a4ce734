-- phase: expand
-- Tickets: one per admission of a confirmed reservation, written by a worker from the outbox. Whose they
-- are says the reservation; what their code says is signed when it is read and kept nowhere.

-- state: 0 VALID, 1 REVOKED. version counts from 1: codes of a lower one open no door any more.
-- The keys lead with ids because these are UUIDv7 (inserts stay at the right edge) and because look-ups by
-- id or by reservation then need no further index; they contain event_id for distribution. No reference
-- to reservations: checking it would lock every row a second time; the audit compares them instead.
create table tickets (
  id uuid not null,
  event_id bigint not null,
  reservation_id uuid not null,
  admission smallint not null check (admission between 1 and 100),
  seat_no integer,
  pool_id integer,
  state smallint not null default 0 check (state in (0, 1)),
  version smallint not null default 1 check (version > 0),
  issued_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (id, event_id),
  constraint tickets_once unique (reservation_id, event_id, admission),
  check ((seat_no is null) <> (pool_id is null)),
  constraint tickets_revoked check ((state = 1) = (revoked_at is not null) and (state = 0 or version > 1))
);
-- What a door asks for: tickets that have codes which are refused.
create index tickets_with_refused_codes on tickets (event_id, id) where version > 1;

-- The issuing worker's place in the outbox, from the first row on: nothing is removed that it has not seen.
insert into outbox_cursors (consumer, position) values ('tickets', 0) on conflict do nothing;
