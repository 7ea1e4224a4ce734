-- phase: expand
-- What is to come, soonest first, over all organizations: the home page.

create index events_by_date on events (starts_at, id);
