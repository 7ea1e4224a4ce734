/** Damage to the catalog, and to what protects the data. */
import { addOrganization, type Corruption, otherOrganization } from './corruption.ts';

export const catalogCorruptions: readonly Corruption[] = [
  {
    breaks: 'event-has-places',
    what: 'an event with nothing to sell',
    plant: ({ organizationId }) => `
      insert into events (organization_id, name, starts_at, time_zone, currency, hold_ms, extension_ms)
      values (${organizationId}, 'Nothing', now(), 'UTC', 'KRW', 1000, 0)`,
  },
  {
    breaks: 'places-have-their-event',
    what: 'a pool of no event',
    plant: () => `insert into pools (event_id, pool_id, capacity) values (777777, 1, 10)`,
  },
  {
    breaks: 'pool-tier-exists',
    what: 'a pool at a price that does not exist',
    plant: ({ pool }) => `update pools set tier_code = 'gold' where event_id = ${pool.eventId}`,
  },
  {
    breaks: 'plan-checksum',
    what: 'a plan redrawn behind our back',
    plant: () => `
      update seating_plans set layout = replace(layout::text, 'theatre', 'Theatre')::json`,
  },
  {
    breaks: 'plan-organization',
    what: 'a venue that moved to another organization',
    also: ['event-belongs-together'],
    plant: () => `${addOrganization} update venues set organization_id = ${otherOrganization}`,
  },
  {
    breaks: 'event-belongs-together',
    what: "an event in another organization's series",
    plant: ({ pool }) => `
      ${addOrganization}
      insert into series (organization_id, name) values (${otherOrganization}, '{}');
      update events set series_id = (select max(id) from series) where id = ${pool.eventId}`,
  },
  {
    breaks: 'guards-in-place',
    what: 'the constraint that cannot oversell is gone',
    plant: () => 'alter table pools drop constraint pools_never_oversold',
  },
  {
    breaks: 'event-belongs-together',
    what: 'an event in a hall that its plan is not of',
    plant: ({ organizationId, hall }) => `
      insert into venues (organization_id, name, time_zone) values (${organizationId}, '{}', 'UTC');
      update events set venue_id = (select max(id) from venues) where id = ${hall.eventId}`,
  },
  {
    breaks: 'guards-in-place',
    what: 'the constraint is back, but nobody looked at the rows that were there',
    plant: () => `
      alter table pools drop constraint pools_never_oversold;
      alter table pools add constraint pools_never_oversold
        check (held + sold + blocked <= capacity) not valid`,
  },
  {
    breaks: 'guards-in-place',
    what: 'seating plans can be changed',
    plant: () => 'alter table seating_plans disable trigger seating_plans_immutable',
  },
  {
    breaks: 'tables-survive-a-crash',
    what: 'a table that a crash empties',
    plant: () => 'alter table buyer_counters set unlogged',
  },
  {
    breaks: 'durability-synchronous-commit',
    what: 'a database that acknowledges before it writes',
    plant: () => `
      do $$ begin
        execute format('alter database %I set synchronous_commit = off', current_database());
      end $$`,
  },
];
