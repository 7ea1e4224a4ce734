/**
 * Leads CloudFront to another region's load balancer while the first one's does not answer. Health
 * checks, and alarms on them, exist in us-east-1 only: all of this has to be made there.
 *
 * The standby answers reads from its replica at once; it takes orders only after its database has
 * been promoted, which is a decision of people, because it cannot be taken back.
 */
import { CloudwatchMetricAlarm } from '@cdktn/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { Route53HealthCheck } from '@cdktn/provider-aws/lib/route53-health-check/index.js';
import { Route53Record } from '@cdktn/provider-aws/lib/route53-record/index.js';
import { Construct } from 'constructs';
import type { FailoverConfig } from '../../config/edge-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { AliasTarget } from '../dns/records.ts';

export type FailoverProps = {
  readonly name: Name;
  readonly config: FailoverConfig;
  readonly zoneId: string;
  /** The name that leads to one of the two, e.g. `origin.<domain>`. */
  readonly recordName: string;
  /** Load balancers of the two regions. */
  readonly primary: AliasTarget;
  readonly standby: AliasTarget;
  /** In us-east-1, at least one. */
  readonly alarmTopicArns: readonly [string, ...string[]];
  /** Where to read what to do: a link or a path such as `docs/infrastructure/runbooks.md#...`. */
  readonly runbook: string;
};

export type Failover = {
  readonly primaryHealthCheckId: string;
  readonly standbyHealthCheckId: string;
  readonly alarmNames: readonly string[];
};

const minuteSeconds = 60;

export function createFailover(scope: Construct, id: string, props: FailoverProps): Failover {
  const { name, config, zoneId, recordName, primary, standby } = props;
  const within = new Construct(scope, id);
  const primaryHealthCheckId = createCheck(within, 'primary', {
    name,
    config,
    target: primary,
    route: config.route,
  });
  const standbyHealthCheckId = createCheck(within, 'standby', {
    name,
    config,
    target: standby,
    route: 'automatic',
  });
  const createRecord = (part: string, type: 'PRIMARY' | 'SECONDARY', target: AliasTarget) =>
    ({
      zoneId,
      name: recordName,
      type: 'A',
      setIdentifier: part,
      failoverRoutingPolicy: { type },
      alias: {
        name: target.dnsName,
        zoneId: target.zoneId,
        // Of a load balancer, Route 53 wants every target group healthy, and one without targets is
        // not: the idle colour would count as an outage. The first region has a check that asks it.
        evaluateTargetHealth: type === 'SECONDARY',
      },
    }) as const;
  new Route53Record(within, 'primary-record', {
    ...createRecord('Primary', 'PRIMARY', primary),
    healthCheckId: primaryHealthCheckId,
  });
  // Without a check of its own: when neither answers, the first one shall get the requests.
  new Route53Record(within, 'standby-record', createRecord('Standby', 'SECONDARY', standby));
  const alarmNames = [
    createAlarm(within, 'primary', primaryHealthCheckId, props),
    createAlarm(within, 'standby', standbyHealthCheckId, props),
  ];
  return { primaryHealthCheckId, standbyHealthCheckId, alarmNames };
}

type CheckProps = {
  readonly name: Name;
  readonly config: FailoverConfig;
  readonly target: AliasTarget;
  readonly route: FailoverConfig['route'];
};

/** By the load balancer's own name: by the name that fails over, it would check itself well. */
const createCheck = (
  within: Construct,
  part: string,
  { name, config, target, route }: CheckProps,
): string =>
  new Route53HealthCheck(within, `${part}-check`, {
    type: 'HTTPS',
    fqdn: target.dnsName,
    port: config.port,
    resourcePath: config.path,
    requestInterval: config.intervalSeconds,
    failureThreshold: config.failuresMax,
    enableSni: true,
    measureLatency: true,
    // A disabled check is healthy, a disabled and inverted one is not, whatever happens.
    disabled: route !== 'automatic',
    invertHealthcheck: route === 'standby',
    tags: { Name: name(`health-${part}`) },
  }).id;

function createAlarm(
  within: Construct,
  part: 'primary' | 'standby',
  healthCheckId: string,
  { name, alarmTopicArns, runbook }: FailoverProps,
): string {
  const alarmName = name(`${part}-region-down`);
  new CloudwatchMetricAlarm(within, `${part}-alarm`, {
    alarmName,
    alarmDescription: `Health checks of the ${part} region fail. ${runbook}`,
    namespace: 'AWS/Route53',
    metricName: 'HealthCheckStatus',
    dimensions: { HealthCheckId: healthCheckId },
    statistic: 'Minimum',
    period: minuteSeconds,
    evaluationPeriods: 1,
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    treatMissingData: 'breaching',
    alarmActions: [...alarmTopicArns],
    okActions: [...alarmTopicArns],
  });
  return alarmName;
}
