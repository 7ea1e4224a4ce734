/**
 * Messages that wait for each process: how long the queue is says little, how many share the work
 * says the rest. Both kinds of auto scaling take it as metric math.
 */

type Metric = {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: { readonly name: string; readonly value: string }[];
};

type MetricQuery = {
  readonly id: string;
  readonly label: string;
  readonly returnData: boolean;
  readonly expression?: string;
  readonly metricStat?: { readonly metric: Metric; readonly stat: string };
};

/** `processes` counts those that take from the queues. */
export function queueBacklog(queueNames: readonly string[], processes: Metric): MetricQuery[] {
  const queues = queueNames.map((queueName, index) => ({
    id: `queue${index}`,
    label: queueName,
    returnData: false,
    metricStat: {
      metric: {
        namespace: 'AWS/SQS',
        metricName: 'ApproximateNumberOfMessagesVisible',
        dimensions: [{ name: 'QueueName', value: queueName }],
      },
      stat: 'Average',
    },
  }));
  return [
    ...queues,
    {
      id: 'processes',
      label: 'Processes',
      returnData: false,
      metricStat: { metric: processes, stat: 'Average' },
    },
    {
      id: 'backlog',
      label: 'Messages for each process',
      returnData: true,
      expression: `(${queues.map(({ id }) => id).join(' + ')}) / processes`,
    },
  ];
}
