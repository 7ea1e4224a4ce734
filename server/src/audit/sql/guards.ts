/** The database's own guards: constraints and keys the engine relies on, and storage that lasts. */
import type { Check } from './check.ts';

export const guardChecks: readonly Check[] = [
  {
    id: 'guards-in-place',
    statement: 'The constraints, keys and triggers that are the last line of defence are there.',
    severity: 'violation',
    violating: `
      WITH guard (kind, owner, name) AS (VALUES
        ('constraint', 'pools', 'pools_pkey'), ('constraint', 'pools', 'pools_never_oversold'),
        ('constraint', 'seats', 'seats_pkey'), ('constraint', 'reservations', 'reservations_pkey'),
        ('constraint', 'buyer_counters', 'buyer_counters_pkey'),
        ('constraint', 'idempotency_keys', 'idempotency_keys_pkey'),
        ('constraint', 'outbox', 'outbox_pkey'), ('constraint', 'outbox', 'outbox_position_key'),
        ('constraint', 'outbox', 'outbox_event_id_seq_key'),
        ('constraint', 'event_sequences', 'event_sequences_pkey'),
        ('constraint', 'outbox_relay', 'outbox_relay_pkey'),
        ('constraint', 'orders', 'orders_pkey'),
        ('constraint', 'orders', 'orders_event_id_reservation_id_key'),
        ('constraint', 'payments', 'payments_pkey'), ('constraint', 'payments', 'payments_refunded'),
        ('constraint', 'refunds', 'refunds_pkey'),
        ('constraint', 'tickets', 'tickets_pkey'), ('constraint', 'tickets', 'tickets_once'),
        ('constraint', 'queue_rooms', 'queue_rooms_pkey'),
        ('constraint', 'queue_entries', 'queue_entries_pkey'),
        ('constraint', 'queue_admissions', 'queue_admissions_pkey'),
        ('trigger', 'seating_plans', 'seating_plans_immutable'))
      SELECT g.kind, g.owner AS "table", g.name
        FROM guard g
        LEFT JOIN pg_constraint c
          ON g.kind = 'constraint' AND c.conrelid = to_regclass(g.owner) AND c.conname = g.name
        LEFT JOIN pg_index i ON i.indexrelid = c.conindid AND c.contype IN ('p', 'u')
        LEFT JOIN pg_trigger t
          ON g.kind = 'trigger' AND t.tgrelid = to_regclass(g.owner) AND t.tgname = g.name
       WHERE CASE g.kind
               WHEN 'constraint' THEN (c.convalidated AND coalesce(i.indisvalid, true)) IS NOT TRUE
               ELSE (t.tgenabled IN ('O', 'A')) IS NOT TRUE END`,
  },
  {
    id: 'tables-survive-a-crash',
    statement: 'No table is UNLOGGED: those are emptied by a crash.',
    severity: 'violation',
    violating: `
      SELECT c.relname AS "table" FROM pg_class c
       WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('reservations'))
         AND c.relkind IN ('r', 'p') AND c.relpersistence <> 'p'`,
  },
];
