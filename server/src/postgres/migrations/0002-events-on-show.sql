-- phase: expand
-- What a buyer is shown and promised of an event: text, fees, the rule about single-seat gaps, and until
-- when an order can be given back.

alter table events
  add column description jsonb not null default '{}',
  add column genre text,
  add column running_minutes integer check (running_minutes between 1 and 10000),
  add column age_min smallint check (age_min between 0 and 99),
  add column fee_basis_points integer not null default 0 check (fee_basis_points between 0 and 10000),
  add column fee_per_ticket_minor bigint not null default 0
    check (fee_per_ticket_minor between 0 and 9007199254740991),
  add column single_seat_gaps boolean not null default true,
  add column refundable_until timestamptz;
