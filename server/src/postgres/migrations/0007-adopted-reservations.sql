-- phase: expand
-- A guest who signs in brings what they have bought into the account, whatever its limit per person says.
-- True: such a reservation, which counts towards the limit without having been measured by it.

alter table reservations add column adopted boolean not null default false;
