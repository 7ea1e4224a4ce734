/** What tests of the audit plant: damage to a sound database, and the checks that have to notice it. */
import type { SoldHouse } from './sold-house.ts';

export type Corruption = {
  /** The check that exists to notice this. */
  readonly breaks: string;
  readonly what: string;
  /** Other checks that see the same damage from their side. Nothing else may report anything. */
  readonly also?: readonly string[];
  /** Statements, run by a superuser without foreign keys and triggers. */
  readonly plant: (house: SoldHouse) => string;
};

/** Drops the CHECK constraints of a table, except the one whose absence is itself noticed. */
export const unguard = (table: string): string => `
  do $$ declare c text; begin
    for c in select conname from pg_constraint
              where conrelid = '${table}'::regclass and contype = 'c'
                and conname <> 'pools_never_oversold'
    loop execute format('alter table ${table} drop constraint %I', c); end loop;
  end $$;`;

/** A row of the outbox that the relay has not numbered yet. */
export const untold = (eventId: number, facts: readonly object[]): string => `
  insert into outbox (event_id, payload) values (${eventId}, '${JSON.stringify({
    v: 1,
    kind: 'inventory',
    at: 0,
    pools: [],
    seats: [],
    facts,
  })}');`;

/** An organization other than everybody's. */
export const otherOrganization = `(select id from organizations where name = 'Other')`;
export const addOrganization = `insert into organizations (name) values ('Other');`;
