/** The load balancer: what visitors get, and which targets are sick. */
import type { LoadBalancerAlarms } from '../../../config/monitoring-config.ts';
import { type AlarmSpec, partName } from '../alarm-spec.ts';
import { metricsOf } from '../metric.ts';

export type MonitoredLoadBalancer = {
  /** `app/<name>/<id>`. */
  readonly arnSuffix: string;
  readonly targetGroups: readonly MonitoredTargets[];
  /** ARN of a simple scaling policy that many requests start. */
  readonly scaleUpPolicyArn?: string;
};

export type MonitoredTargets = {
  /** Where there are several: `blue`, `green`. */
  readonly part?: string;
  /** `targetgroup/<name>/<id>`. */
  readonly arnSuffix: string;
};

const namespace = 'AWS/ApplicationELB';

export const loadBalancerMetrics = ({ arnSuffix }: MonitoredLoadBalancer) =>
  metricsOf(namespace, { LoadBalancer: arnSuffix });

export const targetMetrics = (
  { arnSuffix: LoadBalancer }: MonitoredLoadBalancer,
  { arnSuffix: TargetGroup }: MonitoredTargets,
) => metricsOf(namespace, { TargetGroup, LoadBalancer });

/** Answers of 500 and more: those of the targets, and the balancer's own when none can answer. */
export const serverErrors = (balancer: MonitoredLoadBalancer) => {
  const metric = loadBalancerMetrics(balancer);
  return {
    byTargets: metric('HTTPCode_Target_5XX_Count', 'Sum'),
    byBalancer: metric('HTTPCode_ELB_5XX_Count', 'Sum'),
  };
};

// Both counts are only sent when they are not zero.
const allErrors = 'FILL(byTargets, 0) + FILL(byBalancer, 0)';

export function loadBalancerAlarms(
  balancer: MonitoredLoadBalancer,
  alarms: LoadBalancerAlarms,
): readonly AlarmSpec[] {
  const metric = loadBalancerMetrics(balancer);
  const latency = metric('TargetResponseTime', 'p99');
  return [
    ...balancer.targetGroups.flatMap((targets) => targetAlarms(balancer, targets, alarms)),
    {
      name: 'server-errors',
      summary: 'More answers than usual say that we failed (status 500 and above).',
      measure: {
        kind: 'math',
        expression: allErrors,
        metrics: serverErrors(balancer),
        label: 'Server errors',
      },
      alarm: alarms.errorsPerMinute,
      comparison: '>',
      missing: 'ok',
      runbook: 'http-errors',
    },
    {
      name: 'server-error-rate',
      summary: 'A large share of all answers says that we failed (status 500 and above).',
      measure: {
        kind: 'math',
        expression: `100 * (${allErrors}) / requests`,
        metrics: { ...serverErrors(balancer), requests: metric('RequestCount', 'Sum') },
        label: 'Share of server errors, %',
      },
      alarm: alarms.errorPercent,
      comparison: '>',
      missing: 'ok',
      runbook: 'http-errors',
    },
    {
      name: 'slow-responses',
      summary: 'One request in a hundred waits too long for its answer.',
      measure: {
        kind: 'math',
        expression: '1000 * latency',
        metrics: { latency },
        label: 'p99, ms',
      },
      alarm: alarms.latencyP99Ms,
      comparison: '>',
      missing: 'ok',
      runbook: 'slow-responses',
    },
  ];
}

function targetAlarms(
  balancer: MonitoredLoadBalancer,
  targets: MonitoredTargets,
  alarms: LoadBalancerAlarms,
): readonly AlarmSpec[] {
  const metric = targetMetrics(balancer, targets);
  const { scaleUpPolicyArn } = balancer;
  return [
    {
      name: partName(targets.part, 'unhealthy-targets'),
      summary: 'The load balancer gets no health answer from at least one target.',
      measure: { kind: 'metric', metric: metric('UnHealthyHostCount', 'Maximum') },
      alarm: alarms.unhealthyTargets,
      comparison: '>',
      missing: 'ok',
      runbook: 'unhealthy-targets',
    },
    {
      name: partName(targets.part, 'high-request-count'),
      summary: 'Each target gets more requests than it was sized for.',
      measure: { kind: 'metric', metric: metric('RequestCountPerTarget', 'Sum') },
      alarm: alarms.requestsPerTarget,
      comparison: '>',
      missing: 'ok',
      runbook: 'high-request-count',
      ...(scaleUpPolicyArn === undefined ? {} : { actions: [scaleUpPolicyArn] }),
    },
  ];
}
