/** Where a load balancer sends requests, and how it notices that a target is dead. */
import { LbTargetGroup } from '@cdktn/provider-aws/lib/lb-target-group/index.js';
import type { Construct } from 'constructs';
import type { LoadBalancerConfig } from '../../config/compute-config.ts';
import { shortName } from './short-name.ts';

export type TargetGroup = {
  readonly arn: string;
  readonly arnSuffix: string;
  readonly name: string;
};

export type TargetGroupProps = {
  readonly name: string;
  readonly vpcId: string;
  readonly port: number;
  /** Instances of an Auto Scaling group, or the addresses of tasks. */
  readonly targetType: 'instance' | 'ip';
  readonly config: LoadBalancerConfig;
};

export function createTargetGroup(
  scope: Construct,
  id: string,
  { name, vpcId, port, targetType, config }: TargetGroupProps,
): TargetGroup {
  const { stickySeconds } = config;
  const group = new LbTargetGroup(scope, id, {
    name: shortName(name),
    vpcId,
    port,
    // Inside of the network, and behind a security group that admits the load balancer only.
    protocol: 'HTTP',
    targetType,
    deregistrationDelay: String(config.deregistrationSeconds),
    slowStart: config.slowStartSeconds,
    // Slow start goes with this one only; streams last for hours and would mislead the other.
    loadBalancingAlgorithmType: 'round_robin',
    healthCheck: {
      enabled: true,
      path: config.healthPath,
      protocol: 'HTTP',
      port: 'traffic-port',
      matcher: '200',
      interval: config.healthIntervalSeconds,
      timeout: config.healthTimeoutSeconds,
      healthyThreshold: config.healthyThreshold,
      unhealthyThreshold: config.unhealthyThreshold,
    },
    stickiness: {
      type: 'lb_cookie',
      enabled: stickySeconds !== undefined,
      ...(stickySeconds === undefined ? {} : { cookieDuration: stickySeconds }),
    },
    tags: { Name: name },
  });
  return { arn: group.arn, arnSuffix: group.arnSuffix, name: group.name };
}
