/** What only the server's log knows: metric filters count its lines, these watch the counts. */
import type { ApplicationAlarms, DatabaseAlarms } from '../../../config/monitoring-config.ts';
import { type AlarmSpec, single } from '../alarm-spec.ts';
import { metricsOf } from '../metric.ts';
import type { LineCount } from '../../log-groups/line-counts.ts';

export type MonitoredLog = {
  /** The namespace that the metric filters write to. */
  readonly namespace: string;
};

export const lineMetrics =
  ({ namespace }: MonitoredLog) =>
  (count: LineCount) =>
    metricsOf(namespace, {})(count, 'Sum');

const above = { comparison: '>', missing: 'ok' } as const;

export function applicationAlarms(
  log: MonitoredLog,
  alarms: ApplicationAlarms,
): readonly AlarmSpec[] {
  const lines = lineMetrics(log);
  return [
    {
      ...above,
      name: 'error-lines',
      summary: 'The server logs errors: requests or orders fail through our fault.',
      measure: single(lines('ErrorLines')),
      alarm: alarms.errorLines,
      runbook: 'error-lines',
    },
    {
      ...above,
      name: 'failed-loops',
      summary: 'Work in the background fails again and again: expiry, tickets, orders, relay.',
      measure: single(lines('FailedLoops')),
      alarm: alarms.failedLoops,
      runbook: 'failed-loops',
    },
    {
      ...above,
      name: 'lost-connections',
      summary: 'Connections to the database break off.',
      measure: single(lines('LostConnections')),
      alarm: alarms.lostConnections,
      runbook: 'lost-connections',
    },
    {
      ...above,
      name: 'unanswered-payments',
      summary: 'The payment provider does not answer: buyers cannot pay, outcomes are unknown.',
      measure: single(lines('UnansweredPayments')),
      alarm: alarms.unansweredPayments,
      runbook: 'payments-unanswered',
    },
  ];
}

/** Counted in the log of PostgreSQL, because only Aurora has a metric for it. */
export const deadlockAlarms = (log: MonitoredLog, alarms: DatabaseAlarms): readonly AlarmSpec[] => [
  {
    ...above,
    name: 'database-deadlocks',
    summary: 'Transactions waited for each other, and PostgreSQL ended one of them.',
    measure: single(lineMetrics(log)('Deadlocks')),
    alarm: alarms.deadlocks,
    runbook: 'deadlocks',
  },
];
