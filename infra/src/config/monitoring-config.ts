/**
 * The shape of monitoring: when which alarm goes off and whom it tells, how long logs are kept, how
 * many requests are traced. The units of thresholds end the names of the alarms.
 */
import type { Problem } from '../lib/problem.ts';

/** Critical: act at once (mail and SMS). Warning: look today (mail). Info: good to know (mail). */
export const alertTiers = ['critical', 'warning', 'info'] as const;
export type AlertTier = (typeof alertTiers)[number];

export type Alarm = {
  readonly threshold: number;
  /** What one data point covers: 10, 30 or a multiple of 60. */
  readonly periodSeconds: number;
  /** How many data points are looked at. */
  readonly periods: number;
  /** How many of them have to be bad; all of them when absent. */
  readonly datapoints?: number;
  /** `quiet` acts (it scales) and tells nobody. */
  readonly tier: AlertTier | 'quiet';
};

/** Groups of EC2 instances. */
export type InstanceAlarms = {
  readonly highCpuPercent: Alarm;
  /** Scales down; only where a policy of steps wants an alarm for it. */
  readonly lowCpuPercent?: Alarm;
  /** Needs the CloudWatch agent on each instance. */
  readonly highMemoryPercent: Alarm;
  /** Credits of burstable instances that are charged for. */
  readonly chargedCredits: Alarm;
};

/** Services on Fargate. */
export type ServiceAlarms = {
  readonly highCpuPercent: Alarm;
  readonly busyCpuPercent: Alarm;
  readonly highMemoryPercent: Alarm;
  /** Wanted and not running. */
  readonly missingTasks: Alarm;
};

/** Nodes of a Kubernetes cluster; needs Container Insights in the cluster. */
export type NodeAlarms = {
  readonly highCpuPercent: Alarm;
  readonly highMemoryPercent: Alarm;
  readonly failedNodes: Alarm;
};

export type LoadBalancerAlarms = {
  readonly unhealthyTargets: Alarm;
  /** Per target; its threshold is that of scaling where scaling hangs on it. */
  readonly requestsPerTarget: Alarm;
  readonly errorsPerMinute: Alarm;
  /** Share of answers with a status of 500 or more. */
  readonly errorPercent: Alarm;
  readonly latencyP99Ms: Alarm;
};

export type DatabaseAlarms = {
  readonly cpuPercent: Alarm;
  /** Share of `max_connections` that is taken. */
  readonly connectionsPercent: Alarm;
  /** Share of the storage given at first that is left; a cluster of Aurora grows by itself. */
  readonly freeStoragePercent: Alarm;
  readonly replicaLagMs: Alarm;
  readonly deadlocks: Alarm;
  /** Age of the oldest transaction in transactions; writes end at two thousand million. */
  readonly transactionIds: Alarm;
  readonly chargedCredits: Alarm;
};

/** Two groups: the store refuses writes when it is full, the cache evicts. */
export type CacheAlarms = {
  /** Above the target of shard scaling, so that it means: scaling does not keep up. */
  readonly engineCpuPercent: Alarm;
  readonly memoryPercent: Alarm;
  readonly storeMemoryPercent: Alarm;
  readonly hitRatePercent: Alarm;
  readonly evictions: Alarm;
  readonly creditsLeft: Alarm;
};

export type OtherAlarms = {
  /** DynamoDB. */
  readonly tableThrottles: Alarm;
  readonly natPortErrors: Alarm;
  readonly natBandwidthPercent: Alarm;
  readonly deadLetters: Alarm;
  readonly oldestMessageSeconds: Alarm;
  readonly functionErrors: Alarm;
  readonly distributionErrorPercent: Alarm;
  readonly certificateDays: Alarm;
  readonly healthCheckFailed: Alarm;
};

/** Counted from the lines that the server logs. */
export type ApplicationAlarms = {
  readonly errorLines: Alarm;
  readonly failedLoops: Alarm;
  readonly lostConnections: Alarm;
  readonly unansweredPayments: Alarm;
};

/** From the server's own metrics, where something collects them. */
export type ProductAlarms = {
  /** Age of the oldest change that nobody has heard of. */
  readonly outboxLagSeconds: Alarm;
  /** For how long the oldest order has had something under way. */
  readonly unsettledOrderSeconds: Alarm;
};

export type TracingConfig = {
  /** Requests a second that are always traced, in all processes together. */
  readonly reservoir: number;
  /** Share of all further ones, 0-1. */
  readonly rate: number;
  /** The same for the routes that sell. */
  readonly salesReservoir: number;
  readonly salesRate: number;
};

export type MonitoringConfig = {
  readonly logRetentionDays: number;
  /** Before the name of the deployment, e.g. `/aws/ec2` in `/aws/ec2/ticketing-dev`. */
  readonly applicationLogs: string;
  readonly instances?: InstanceAlarms;
  readonly services?: ServiceAlarms;
  readonly nodes?: NodeAlarms;
  readonly loadBalancer: LoadBalancerAlarms;
  readonly database: DatabaseAlarms;
  readonly cache: CacheAlarms;
  readonly application: ApplicationAlarms;
  readonly product: ProductAlarms;
  readonly other: OtherAlarms;
  readonly tracing: TracingConfig;
};

/** Days that CloudWatch Logs knows, as far as anybody wants them here. */
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731];
const secondsOfDay = 86_400;

/** At `where`, e.g. `fargate/prod monitoring`. */
export function checkMonitoring(where: string, config: MonitoringConfig): Problem[] {
  const problems: Problem[] = [];
  const report = (setting: string, problem: string, remedy: string): void => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  if (!retentions.includes(config.logRetentionDays)) {
    report(
      'logRetentionDays',
      `${config.logRetentionDays} is not a retention that CloudWatch knows.`,
      `Use one of ${retentions.join(', ')}.`,
    );
  }
  if (!/^(?:\/[\w.-]+)+$/.test(config.applicationLogs)) {
    report('applicationLogs', 'is not the beginning of a log group.', 'Write e.g. "/aws/ec2".');
  }
  for (const [setting, alarm] of alarmsIn(config)) checkAlarm(setting, alarm, report);
  const { instances, tracing } = config;
  const low = instances?.lowCpuPercent;
  if (low !== undefined && low.threshold * 2 >= (instances?.highCpuPercent.threshold ?? 0)) {
    report(
      'instances.lowCpuPercent',
      'is at least half of highCpuPercent: two instances would become one and two again.',
      'Lower it.',
    );
  }
  for (const rate of ['rate', 'salesRate'] as const) {
    if (tracing[rate] >= 0 && tracing[rate] <= 1) continue;
    report(`tracing.${rate}`, `${tracing[rate]} is not a share.`, 'Use a number from 0 to 1.');
  }
  return problems;
}

/** Every alarm of a configuration with its path, e.g. `database.cpuPercent`. */
export const alarmsIn = (config: MonitoringConfig): (readonly [string, Alarm])[] => {
  const { logRetentionDays: _days, applicationLogs: _logs, tracing: _tracing, ...groups } = config;
  return Object.entries(groups).flatMap(([group, alarms]) =>
    Object.entries(alarms ?? {}).flatMap(([name, alarm]) =>
      alarm === undefined ? [] : [[`${group}.${name}`, alarm] as const],
    ),
  );
};

function checkAlarm(
  setting: string,
  { threshold, periodSeconds, periods, datapoints = periods }: Alarm,
  report: (setting: string, problem: string, remedy: string) => void,
): void {
  if (![10, 30].includes(periodSeconds) && (periodSeconds < 60 || periodSeconds % 60 !== 0)) {
    report(
      `${setting}.periodSeconds`,
      `${periodSeconds} is not a period of CloudWatch.`,
      'Use 10, 30 or a multiple of 60.',
    );
  }
  if (!Number.isInteger(periods) || periods < 1 || periodSeconds * periods > secondsOfDay) {
    report(`${setting}.periods`, 'covers more than a day, or nothing.', 'Shorten it.');
  }
  if (datapoints < 1 || datapoints > periods) {
    report(
      `${setting}.datapoints`,
      `${datapoints} of ${periods} cannot be.`,
      `Use 1 to ${periods}.`,
    );
  }
  if (setting.endsWith('Percent') && (threshold <= 0 || threshold > 100)) {
    report(
      `${setting}.threshold`,
      `${threshold} is not a percentage.`,
      'Use a number up to 100, above 0.',
    );
  } else if (!Number.isFinite(threshold) || threshold < 0) {
    report(`${setting}.threshold`, `${threshold} cannot be reached.`, 'Use 0 or more.');
  }
}
