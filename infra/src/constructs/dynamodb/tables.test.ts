/** Six tables exactly as documented, off unless wanted, and three kinds of access. */
import { describe, expect, it } from 'vitest';
import { type Resource, synthesise } from '../../../test/support/synthesise.ts';
import { tableAccess } from './table-access.ts';
import { tableDefinitions } from './table-definitions.ts';
import { createTables, type Tables } from './tables.ts';

const outputs: { tables?: Tables | undefined } = {};
const tablesOf = (enabled: boolean) =>
  synthesise((stack) => {
    outputs.tables = createTables(stack, 'tables', {
      config: { enabled, pointInTimeRecoveryDays: 35, deletionProtection: true },
      name: (part) => `ticketing-prod-${part}`,
      keyArn: 'arn:key',
    });
  });
const off = tablesOf(false);
const { resources } = tablesOf(true);
const tables = resources('aws_dynamodb_table');
const named = (name: string): Resource | undefined =>
  tables.find((table) => table.name === `ticketing-prod-${name}`);

const attributesOf = (name: string): unknown[] =>
  ((named(name)?.attribute ?? []) as Resource[]).map((attribute) => attribute.name);

describe('tables', () => {
  it('do not exist unless they are switched on; then there are six', () => {
    expect(off.count).toBe(0);
    expect(tables).toHaveLength(6);
  });

  it('are paid by use, encrypted, protected, and restorable for 35 days', () => {
    for (const table of tables) {
      expect(table).toMatchObject({
        billing_mode: 'PAY_PER_REQUEST',
        server_side_encryption: { enabled: true, kms_key_arn: 'arn:key' },
        point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
        deletion_protection_enabled: true,
      });
    }
  });

  it('have the keys of the documents', () => {
    expect(tableDefinitions['ticket-tickets']).toEqual({
      keys: { partition: 'TICKET#{ticketId}', sort: 'METADATA' },
      index: { partition: 'EVENT#{eventId}', sort: 'TICKET#{createdAt}' },
    });
    expect(named('ticket-tickets')).toMatchObject({ hash_key: 'PK', range_key: 'SK' });
    expect(named('ticket-reservation-idempotency')).not.toHaveProperty('range_key');
  });

  it('have a second index where the documents have one, and declare just the keys', () => {
    const indexed = tables.filter(({ global_secondary_index: index }) => index !== undefined);
    expect(indexed.map(({ name }) => name)).toEqual([
      'ticketing-prod-ticket-reservation-orders',
      'ticketing-prod-ticket-reservation-reservations',
      'ticketing-prod-ticket-tickets',
    ]);
    expect(attributesOf('ticket-tickets')).toEqual(['PK', 'SK', 'GSI1PK', 'GSI1SK']);
    expect(attributesOf('ticket-reservation-idempotency')).toEqual(['PK']);
  });

  it('forget repeated requests by themselves, and stream the outbox', () => {
    expect(named('ticket-reservation-idempotency')?.ttl).toEqual({
      attribute_name: 'ttl',
      enabled: true,
    });
    const streaming = tables.filter(({ stream_enabled: enabled }) => enabled === true);
    expect(streaming.map(({ name, stream_view_type: view }) => [name, view])).toEqual([
      ['ticketing-prod-ticket-reservation-outbox', 'NEW_IMAGE'],
    ]);
  });
});

describe('access to tables', () => {
  const access = outputs.tables === undefined ? undefined : tableAccess(outputs.tables);
  const actionsOf = (role: 'application' | 'api' | 'readOnly') =>
    access?.[role].flatMap(({ actions }) => actions) ?? [];

  it('lets only the application delete, and only readers scan', () => {
    expect(actionsOf('application')).toContain('dynamodb:DeleteItem');
    expect(actionsOf('api')).toContain('dynamodb:PutItem');
    expect(actionsOf('api')).not.toContain('dynamodb:DeleteItem');
    expect(actionsOf('readOnly')).toContain('dynamodb:Scan');
    expect(
      actionsOf('readOnly').filter((action) => /Put|Update|Delete|Write/.test(action)),
    ).toEqual([]);
  });

  it('names tables and indexes, never everything', () => {
    const statements = Object.values(access ?? {}).flat();
    expect(statements.length).toBeGreaterThan(0);
    for (const { actions, resources: on } of statements) {
      expect(on).not.toContain('*');
      expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    }
    expect(access?.readOnly[0]?.resources).toHaveLength(12);
  });
});
