-- phase: expand
-- Which events a demo made, so that it never touches another one, and its simulated buyers. Empty where
-- there is no demo.

create table demo_events (
  event_id bigint primary key references events,
  -- Which show of the demo this is a date of.
  show text not null check (length(show) between 1 and 50),
  -- When its places have been sold, and it has been cancelled or postponed, as its show wants it.
  staged_at timestamptz
);
create index demo_events_by_show on demo_events (show, event_id);

-- One row. The process that leads the crowd renews its lease with every step; others wait for its end.
create table demo_crowd (
  id boolean primary key default true check (id),
  is_on boolean not null,
  buyers_per_minute integer not null check (buyers_per_minute between 1 and 600),
  buyers bigint not null default 0 check (buyers >= 0),
  tickets_sold bigint not null default 0 check (tickets_sold >= 0),
  tickets_returned bigint not null default 0 check (tickets_returned >= 0),
  holder text not null default '',
  holder_until timestamptz not null default '-infinity'
) with (fillfactor = 20);
