/** More readers while those that are there are busy. */
import { AppautoscalingPolicy } from '@cdktn/provider-aws/lib/appautoscaling-policy/index.js';
import { AppautoscalingTarget } from '@cdktn/provider-aws/lib/appautoscaling-target/index.js';
import type { ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';
import type { ReaderScaling } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';

export type ReaderScalingProps = ReaderScaling & {
  readonly name: Name;
  readonly clusterId: string;
  readonly cluster: ITerraformDependable;
  readonly min: number;
};

export function createReaderScaling(
  scope: Construct,
  id: string,
  { name, clusterId, cluster, min, max, cpuPercent }: ReaderScalingProps,
): void {
  const within = new Construct(scope, id);
  const target = new AppautoscalingTarget(within, 'target', {
    serviceNamespace: 'rds',
    resourceId: `cluster:${clusterId}`,
    scalableDimension: 'rds:cluster:ReadReplicaCount',
    minCapacity: min,
    maxCapacity: max,
    dependsOn: [cluster],
  });
  new AppautoscalingPolicy(within, 'policy', {
    name: name('aurora-readers'),
    policyType: 'TargetTrackingScaling',
    serviceNamespace: target.serviceNamespace,
    resourceId: target.resourceId,
    scalableDimension: target.scalableDimension,
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: {
        predefinedMetricType: 'RDSReaderAverageCPUUtilization',
      },
      targetValue: cpuPercent,
      // A reader takes minutes to come; one that has just come is not sent away again.
      scaleOutCooldown: 300,
      scaleInCooldown: 900,
    },
  });
}
