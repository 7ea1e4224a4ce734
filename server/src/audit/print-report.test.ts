/** What an operator reads. */
import { expect, test } from 'vitest';
import { printReport } from './print-report.ts';
import type { AuditReport, CheckResult } from './report.ts';

const check = (id: string, more: Partial<CheckResult> = {}): CheckResult => ({
  id,
  statement: `${id} holds.`,
  severity: 'violation',
  violations: 0,
  examples: [],
  ...more,
});

const report = (checks: readonly CheckResult[], ok: boolean): AuditReport => ({
  at: '2030-01-02T03:04:05.678Z',
  database: {
    version: '18.4',
    name: 'onsale',
    address: 'postgres://onsale@127.0.0.1:5432/onsale',
    schemaVersion: 1,
    events: 2,
    seats: 27_906,
    reservations: 100_000,
    outboxRows: 312,
    ordersInFlight: 0,
  },
  checks,
  tookMs: 2_345,
  ok,
});

test('a sound database is one line per check and a verdict', () => {
  expect(printReport(report([check('one'), check('three')], true))).toEqual([
    'Audit of postgres://onsale@127.0.0.1:5432/onsale (PostgreSQL 18.4, schema 1)' +
      ' at 2030-01-02T03:04:05.678Z',
    '',
    'ok        one    one holds.',
    'ok        three  three holds.',
    '',
    'Sound: 2 checks, 0 violated, 0 with warnings ' +
      '(2 events, 27,906 seats, 100,000 reservations, 0 orders in flight, 312 outbox rows in 2.3 s).',
  ]);
});

test('violations and warnings show their first offenders, and how many there are', () => {
  const examples = Array.from({ length: 20 }, (_, seatNo) => ({ eventId: 1, seatNo, held: null }));
  const lines = printReport(
    report(
      [
        check('one', { violations: 1_234, examples }),
        check('two', { severity: 'warning', violations: 1, examples: [{ setting: 'fsync' }] }),
      ],
      false,
    ),
  );
  expect(lines.slice(2)).toEqual([
    'VIOLATED  one  one holds.',
    ...[0, 1, 2, 3, 4].map((n) => `          - eventId 1, seatNo ${n}, held null`),
    '          - and 1,229 more',
    'warning   two  two holds.',
    '          - setting fsync',
    '',
    'NOT SOUND: 2 checks, 1 violated, 1 with warnings ' +
      '(2 events, 27,906 seats, 100,000 reservations, 0 orders in flight, 312 outbox rows in 2.3 s).',
  ]);
});
