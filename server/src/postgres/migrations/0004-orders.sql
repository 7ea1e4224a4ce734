-- phase: expand
-- The money side of reservations. Every change of an order, its payments and its refunds is one statement
-- that raises the order's version, so the order's row guards all of it. Whose order it is says its
-- reservation; nothing of a payment method is kept.

-- state: 0 OPEN, 1 PAYING, 2 PAID, 3 COMPLETE, 4 ENDING, 5 ENDED.
-- payment_id: the payment that pays it. released_at: its places were given back and its tickets revoked.
-- next_look_at: when a worker looks at it, should nobody else finish what is under way; null at rest.
-- unsettled_since: when it was last at rest; null while it is.
-- wakes counts what was heard of its reservation: a change decided before it was heard does not count.
create table orders (
  event_id bigint not null,
  id uuid not null,
  reservation_id uuid not null,
  organization_id bigint not null,
  state smallint not null default 0 check (state between 0 and 5),
  end_reason text check (end_reason in
    ('expired', 'cancelled_by_buyer', 'cancelled_by_organizer', 'event_cancelled', 'places_lost')),
  version integer not null default 1 check (version > 0),
  email text not null check (length(email) between 3 and 254),
  name text check (length(name) between 1 and 100),
  language text not null check (language in ('ko', 'en')),
  currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
  subtotal_minor bigint not null check (subtotal_minor between 0 and 9007199254740991),
  fees_minor bigint not null check (fees_minor between 0 and 9007199254740991),
  total_minor bigint not null check (total_minor between 0 and 9007199254740991),
  payment_id uuid,
  created_at timestamptz not null default now(),
  completed_at timestamptz,
  released_at timestamptz,
  ended_at timestamptz,
  next_look_at timestamptz,
  looks smallint not null default 0,
  unsettled_since timestamptz,
  wakes integer not null default 0,
  primary key (event_id, id),
  unique (event_id, reservation_id),
  constraint orders_total check (total_minor = subtotal_minor + fees_minor),
  constraint orders_end_has_reason check ((state in (4, 5)) = (end_reason is not null)),
  constraint orders_paid_by check (case when state in (0, 1) then payment_id is null
                                        when state in (2, 3) then payment_id is not null
                                        else true end),
  constraint orders_times check ((state = 5) = (ended_at is not null)
                                 and (state <> 3 or completed_at is not null)
                                 and (state in (4, 5) or released_at is null))
) with (fillfactor = 80);
create index orders_to_look_at on orders (next_look_at) where next_look_at is not null;

create table order_lines (
  event_id bigint not null,
  order_id uuid not null,
  line smallint not null check (line between 1 and 100),
  seat_no integer,
  pool_id integer,
  tier_code text,
  ticket_type text,
  unit_minor bigint not null check (unit_minor between 0 and 9007199254740991),
  fee_minor bigint not null check (fee_minor between 0 and 9007199254740991),
  primary key (event_id, order_id, line),
  foreign key (event_id, order_id) references orders,
  check ((seat_no is null) <> (pool_id is null))
);

-- state: 0 STARTED (the provider may not have heard of it), 1 PENDING, 2 SUCCEEDED, 3 DECLINED,
-- 4 CANCELLED. id is the buyer's, unique in the event; key is ours and names the charge at the provider.
create table payments (
  event_id bigint not null,
  id uuid not null,
  order_id uuid not null,
  key uuid not null,
  provider text not null check (length(provider) between 1 and 50),
  state smallint not null check (state between 0 and 4),
  amount_minor bigint not null check (amount_minor between 0 and 9007199254740991),
  refunded_minor bigint not null default 0,
  currency char(3) not null,
  provider_ref text check (length(provider_ref) between 1 and 200),
  decline_code text check (length(decline_code) between 1 and 50),
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (event_id, id),
  -- Messages of the provider name the key alone.
  unique (key, event_id),
  foreign key (event_id, order_id) references orders,
  constraint payments_refunded check (refunded_minor between 0 and amount_minor),
  constraint payments_settled check ((state >= 2) = (settled_at is not null)),
  constraint payments_refund_of_money check (refunded_minor = 0 or state = 2)
) with (fillfactor = 80);
create unique index payments_one_under_way on payments (event_id, order_id) where state in (0, 1);
create index payments_by_order on payments (event_id, order_id);

-- One refund, of all of it, per payment. state: 0 REQUESTED, 1 PENDING, 2 SUCCEEDED, 3 FAILED (asked for
-- again under a new key).
create table refunds (
  event_id bigint not null,
  payment_id uuid not null,
  order_id uuid not null,
  key uuid not null,
  state smallint not null check (state between 0 and 3),
  amount_minor bigint not null check (amount_minor between 1 and 9007199254740991),
  attempts smallint not null default 1 check (attempts > 0),
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (event_id, payment_id),
  unique (key, event_id),
  foreign key (event_id, payment_id) references payments
);
create index refunds_by_order on refunds (event_id, order_id);

-- What a provider has told us, so that it is heard once.
create table provider_events (
  provider text not null,
  id text not null check (length(id) between 1 and 200),
  received_at timestamptz not null default now(),
  primary key (provider, id)
);
create index provider_events_by_age on provider_events (received_at);

-- Events that were cancelled and whose orders are still being walked through, a page at a time.
create table order_walks (
  event_id bigint primary key,
  after_id uuid not null default '00000000-0000-0000-0000-000000000000',
  started_at timestamptz not null default now()
);
