/** What happens where no visitor looks: queues, and lines of the log. */
import type { OtherAlarms } from '../../config/monitoring-config.ts';
import { lineMetrics, type MonitoredLog } from '../../constructs/alarms/catalogue/application.ts';
import { type MonitoredQueue, queueMetrics } from '../../constructs/alarms/catalogue/messaging.ts';
import { natMetrics } from '../../constructs/alarms/catalogue/network.ts';
import { type Line, line, type Widget } from '../../constructs/dashboards/widget.ts';

const waiting = (queueName: string, part: string): Line =>
  line(queueMetrics(queueName)('ApproximateNumberOfMessagesVisible', 'Maximum'), part);

export function queueWidgets(
  queues: readonly MonitoredQueue[],
  alarms: OtherAlarms,
): readonly Widget[] {
  const worked = queues.filter(({ deadLetterName }) => deadLetterName !== undefined);
  return [
    { kind: 'heading', text: 'Queues' },
    {
      kind: 'graph',
      title: 'Messages waiting',
      lines: worked.map(({ part, queueName }) => waiting(queueName, part)),
    },
    {
      kind: 'graph',
      title: 'Age of the oldest message',
      unit: 'seconds',
      lines: worked.map(({ part, queueName }) =>
        line(queueMetrics(queueName)('ApproximateAgeOfOldestMessage', 'Maximum'), part),
      ),
      marks: [{ label: 'Alarm', value: alarms.oldestMessageSeconds.threshold }],
    },
    {
      kind: 'graph',
      title: 'Dead letters',
      lines: queues.map(({ part, queueName, deadLetterName }) =>
        waiting(deadLetterName ?? queueName, part),
      ),
    },
  ];
}

export function logWidgets(log: MonitoredLog): readonly Widget[] {
  const count = lineMetrics(log);
  return [
    { kind: 'heading', text: 'Application' },
    {
      kind: 'graph',
      title: 'Errors in the log',
      lines: [
        line(count('ErrorLines'), 'error lines'),
        line(count('FailedRequests'), 'failed requests'),
      ],
    },
    {
      kind: 'graph',
      title: 'Trouble in the background',
      lines: [
        line(count('FailedLoops'), 'failed loops'),
        line(count('LostConnections'), 'lost connections'),
        line(count('UnansweredPayments'), 'unanswered payments'),
      ],
    },
    {
      kind: 'graph',
      title: 'Slow requests and starts',
      lines: [
        line(count('SlowRequests'), 'slow requests'),
        { ...line(count('Starts'), 'starts'), axis: 'right' },
      ],
    },
  ];
}

export const natWidgets = (natGatewayIds: readonly string[]): readonly Widget[] => [
  {
    kind: 'graph',
    title: 'NAT gateways',
    unit: 'bytes',
    lines: natGatewayIds.flatMap((natGatewayId, index) => {
      const metric = natMetrics(natGatewayId);
      return [
        line(metric('BytesOutToDestination', 'Sum'), `${index + 1}, out`),
        line(metric('BytesInFromDestination', 'Sum'), `${index + 1}, in`),
        { ...line(metric('ErrorPortAllocation', 'Sum'), `${index + 1}, errors`), axis: 'right' },
      ];
    }),
  },
];
