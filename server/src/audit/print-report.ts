/** A report for people: one line per check, the first offenders below it, the verdict at the end. */
import type { AuditReport, CheckResult } from './report.ts';

const EXAMPLES_SHOWN = 5;

/** Lines without a line end. */
export function printReport(report: AuditReport): readonly string[] {
  const { database, at, checks } = report;
  const width = Math.max(...checks.map((check) => check.id.length));
  return [
    `Audit of ${database.address} (PostgreSQL ${database.version}, ` +
      `schema ${database.schemaVersion}) at ${at}`,
    '',
    ...checks.flatMap((check) => linesOf(check, width)),
    '',
    summaryOf(report),
  ];
}

function linesOf(check: CheckResult, width: number): readonly string[] {
  const line = `${wordFor(check).padEnd(9)} ${check.id.padEnd(width)}  ${check.statement}`;
  if (check.violations === 0) return [line];
  const shown = check.examples.slice(0, EXAMPLES_SHOWN);
  const more = check.violations - shown.length;
  return [
    line,
    ...shown.map((example) => `          - ${describe(example)}`),
    ...(more > 0 ? [`          - and ${count(more)} more`] : []),
  ];
}

function wordFor({ severity, violations }: CheckResult): string {
  if (violations === 0) return 'ok';
  return severity === 'violation' ? 'VIOLATED' : 'warning';
}

const describe = (example: Readonly<Record<string, unknown>>): string =>
  Object.entries(example)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

function summaryOf({ checks, database, tookMs, ok }: AuditReport): string {
  const failed = checks.filter((check) => check.violations > 0);
  const violated = failed.filter((check) => check.severity === 'violation').length;
  const looked =
    `${count(database.events)} events, ${count(database.seats)} seats, ` +
    `${count(database.reservations)} reservations, ${count(database.ordersInFlight)} orders in ` +
    `flight, ${count(database.outboxRows)} outbox rows ` +
    `in ${(tookMs / 1_000).toFixed(1)} s`;
  return (
    `${ok ? 'Sound' : 'NOT SOUND'}: ${checks.length} checks, ${violated} violated, ` +
    `${failed.length - violated} with warnings (${looked}).`
  );
}

const count = (value: number): string => value.toLocaleString('en-US');
