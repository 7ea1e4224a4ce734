/** What visitors get: the load balancer and CloudFront. */
import type { LoadBalancerAlarms } from '../../config/monitoring-config.ts';
import {
  distributionMetrics,
  type MonitoredDistribution,
} from '../../constructs/alarms/catalogue/edge.ts';
import {
  loadBalancerMetrics,
  type MonitoredLoadBalancer,
  serverErrors,
  targetMetrics,
} from '../../constructs/alarms/catalogue/load-balancer.ts';
import { line, type Widget } from '../../constructs/dashboards/widget.ts';

export function loadBalancerWidgets(
  balancer: MonitoredLoadBalancer,
  alarms: LoadBalancerAlarms,
): readonly Widget[] {
  const metric = loadBalancerMetrics(balancer);
  const { byTargets, byBalancer } = serverErrors(balancer);
  const groups = balancer.targetGroups.map((targets) => ({
    label: targets.part ?? 'targets',
    target: targetMetrics(balancer, targets),
  }));
  return [
    { kind: 'heading', text: 'Visitors' },
    {
      kind: 'graph',
      title: 'Requests a minute',
      lines: [
        line(metric('RequestCount', 'Sum'), 'all'),
        ...groups.map(({ label, target }) =>
          line(target('RequestCountPerTarget', 'Sum'), `each of ${label}`),
        ),
      ],
      marks: [{ label: 'Scale up, per target', value: alarms.requestsPerTarget.threshold }],
    },
    {
      kind: 'graph',
      title: 'Response time',
      unit: 'seconds',
      lines: [
        line(metric('TargetResponseTime', 'p50'), 'p50'),
        line(metric('TargetResponseTime', 'p95'), 'p95'),
        line(metric('TargetResponseTime', 'p99'), 'p99'),
      ],
      marks: [{ label: 'Alarm, p99', value: alarms.latencyP99Ms.threshold / 1_000 }],
    },
    {
      kind: 'graph',
      title: 'Errors a minute',
      lines: [
        line(byTargets, '5xx, targets'),
        line(byBalancer, '5xx, balancer'),
        { ...line(metric('HTTPCode_Target_4XX_Count', 'Sum'), '4xx'), axis: 'right' },
      ],
      marks: [{ label: 'Alarm', value: alarms.errorsPerMinute.threshold }],
    },
    {
      kind: 'graph',
      title: 'ALB healthy targets',
      lines: groups.flatMap(({ label, target }) => [
        line(target('HealthyHostCount', 'Minimum'), `${label}, healthy`),
        line(target('UnHealthyHostCount', 'Maximum'), `${label}, unhealthy`),
      ]),
    },
    {
      kind: 'graph',
      title: 'Connections',
      lines: [
        line(metric('ActiveConnectionCount', 'Sum'), 'active'),
        line(metric('NewConnectionCount', 'Sum'), 'new'),
        line(metric('RejectedConnectionCount', 'Sum'), 'rejected'),
      ],
    },
  ];
}

export const distributionWidgets = (
  distributions: readonly MonitoredDistribution[],
): readonly Widget[] => [
  { kind: 'heading', text: 'Edge' },
  ...distributions.flatMap((distribution): readonly Widget[] => {
    const metric = distributionMetrics(distribution);
    const of = distribution.part === undefined ? '' : ` (${distribution.part})`;
    return [
      {
        kind: 'graph',
        title: `CloudFront requests${of}`,
        lines: [line(metric('Requests', 'Sum'), 'requests')],
      },
      {
        kind: 'graph',
        title: `CloudFront errors${of}`,
        unit: '%',
        lines: [
          line(metric('4xxErrorRate', 'Average'), '4xx'),
          line(metric('5xxErrorRate', 'Average'), '5xx'),
        ],
      },
      {
        kind: 'graph',
        title: `CloudFront bytes${of}`,
        lines: [line(metric('BytesDownloaded', 'Sum'), 'to visitors')],
      },
    ];
  }),
];
