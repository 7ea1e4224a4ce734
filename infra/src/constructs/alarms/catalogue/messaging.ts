/** Queues, functions and tables: what is lost, late or refused between the parts. */
import type { OtherAlarms } from '../../../config/monitoring-config.ts';
import { type AlarmSpec, math, single } from '../alarm-spec.ts';
import { metricsOf } from '../metric.ts';

export type MonitoredQueue = {
  /** Begins the names of its alarms, e.g. `payment`. */
  readonly part: string;
  readonly queueName: string;
  /** None where the queue is itself a dead-letter queue. */
  readonly deadLetterName?: string;
};

export type MonitoredFunction = { readonly part: string; readonly functionName: string };

/** A table of DynamoDB. */
export type MonitoredTable = { readonly part: string; readonly tableName: string };

export const queueMetrics = (queueName: string) => metricsOf('AWS/SQS', { QueueName: queueName });

const above = { comparison: '>', missing: 'ok' } as const;

export function queueAlarms(
  { part, queueName, deadLetterName }: MonitoredQueue,
  alarms: OtherAlarms,
): readonly AlarmSpec[] {
  const deadLetters: AlarmSpec = {
    ...above,
    name: `${part}-dead-letters`,
    summary: 'Messages could not be handled and were put aside.',
    measure: single(
      queueMetrics(deadLetterName ?? queueName)('ApproximateNumberOfMessagesVisible', 'Maximum'),
    ),
    alarm: alarms.deadLetters,
    runbook: 'dead-letters',
  };
  if (deadLetterName === undefined) return [deadLetters];
  const oldest = queueMetrics(queueName)('ApproximateAgeOfOldestMessage', 'Maximum');
  return [
    deadLetters,
    {
      ...above,
      name: `${part}-oldest-message`,
      summary: 'Messages wait for long: the workers do not keep up, or none run.',
      measure: single(oldest),
      alarm: alarms.oldestMessageSeconds,
      runbook: 'oldest-message',
    },
  ];
}

export const functionAlarms = (
  { part, functionName }: MonitoredFunction,
  alarms: OtherAlarms,
): readonly AlarmSpec[] => [
  {
    ...above,
    name: `${part}-function-errors`,
    summary: 'A function fails.',
    measure: single(metricsOf('AWS/Lambda', { FunctionName: functionName })('Errors', 'Sum')),
    alarm: alarms.functionErrors,
    runbook: 'function-errors',
  },
];

export function tableAlarms(
  { part, tableName }: MonitoredTable,
  alarms: OtherAlarms,
): readonly AlarmSpec[] {
  const metric = metricsOf('AWS/DynamoDB', { TableName: tableName });
  const throttles = {
    reads: metric('ReadThrottleEvents', 'Sum'),
    writes: metric('WriteThrottleEvents', 'Sum'),
  };
  return [
    {
      name: `${part}-throttles`,
      summary: 'DynamoDB refused requests of a table because there were too many.',
      // Both counts are only sent when they are not zero.
      measure: math('FILL(reads, 0) + FILL(writes, 0)', throttles, 'Throttled requests'),
      alarm: alarms.tableThrottles,
      comparison: '>=',
      missing: 'ok',
      runbook: 'table-throttles',
    },
  ];
}
