/** Adds shards while the primaries are busy, and takes them away again. */
import { AppautoscalingPolicy } from '@cdktn/provider-aws/lib/appautoscaling-policy/index.js';
import { AppautoscalingTarget } from '@cdktn/provider-aws/lib/appautoscaling-target/index.js';
import { Construct } from 'constructs';
import type { ShardScaling } from '../../config/cache-config.ts';

export type RedisScalingProps = {
  readonly name: string;
  readonly groupId: string;
  readonly scaling: ShardScaling;
};

export function createRedisScaling(
  scope: Construct,
  id: string,
  { name, groupId, scaling }: RedisScalingProps,
): void {
  const within = new Construct(scope, id);
  const target = new AppautoscalingTarget(within, 'shards', {
    serviceNamespace: 'elasticache',
    scalableDimension: 'elasticache:replication-group:NodeGroups',
    resourceId: `replication-group/${groupId}`,
    minCapacity: scaling.min,
    maxCapacity: scaling.max,
  });
  new AppautoscalingPolicy(within, 'cpu', {
    name,
    policyType: 'TargetTrackingScaling',
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: scaling.cpuPercent,
      predefinedMetricSpecification: {
        predefinedMetricType: 'ElastiCachePrimaryEngineCPUUtilization',
      },
    },
  });
}
