/** Sums of CloudWatch metrics over a time. */
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { clientConfig, type ClientOptions } from './options.ts';

export type MetricQuery = {
  /** Lower-case letter first; names it in the answer. */
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

export type Metrics = {
  /**
   * What was counted in each minute that began within the time, by id; 0 where there is nothing.
   */
  readonly sums: <Id extends string>(
    queries: readonly (MetricQuery & { readonly id: Id })[],
    fromMs: number,
    toMs: number,
  ) => Promise<Readonly<Record<Id, number>>>;
  /** The newest value of the time: the largest of its minute. `undefined` when there is none. */
  readonly latest: (
    query: Omit<MetricQuery, 'id'>,
    fromMs: number,
    toMs: number,
  ) => Promise<number | undefined>;
};

const minuteSeconds = 60;

export function createMetrics(options: ClientOptions): Metrics {
  const cloudWatch = new CloudWatchClient(clientConfig(options));
  return {
    async sums(queries, fromMs, toMs) {
      const totals = new Map<string, number>(queries.map(({ id }) => [id, 0]));
      let token: string | undefined;
      do {
        const { MetricDataResults = [], NextToken } = await cloudWatch.send(
          new GetMetricDataCommand({
            StartTime: new Date(fromMs),
            EndTime: new Date(toMs),
            ...(token === undefined ? {} : { NextToken: token }),
            MetricDataQueries: queries.map((query) => dataQuery(query, 'Sum')),
          }),
        );
        for (const { Id = '', Values = [] } of MetricDataResults) {
          const sum = Values.reduce((total, value) => total + value, 0);
          totals.set(Id, (totals.get(Id) ?? 0) + sum);
        }
        token = NextToken;
      } while (token !== undefined);
      return Object.fromEntries(totals) as Record<(typeof queries)[number]['id'], number>;
    },
    async latest(query, fromMs, toMs) {
      const { MetricDataResults = [] } = await cloudWatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(fromMs),
          EndTime: new Date(toMs),
          ScanBy: 'TimestampDescending',
          MetricDataQueries: [dataQuery({ id: 'latest', ...query }, 'Maximum')],
        }),
      );
      return MetricDataResults[0]?.Values?.[0];
    },
  };
}

const dataQuery = (
  { id, namespace, metric, dimensions }: MetricQuery,
  stat: 'Sum' | 'Maximum',
) => ({
  Id: id,
  MetricStat: {
    Stat: stat,
    Period: minuteSeconds,
    Metric: {
      Namespace: namespace,
      MetricName: metric,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
  },
});
