/** A service that keeps tasks of one role running, replaces them without a gap, and scales them. */
import {
  EcsService,
  type EcsServiceCapacityProviderStrategy as CapacityStrategy,
} from '@cdktn/provider-aws/lib/ecs-service/index.js';
import type { ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';
import type { RoleScaling, TargetTracking } from '../../config/scaling-config.ts';
import { runtime } from '../../runtime/contract.ts';
import { createServiceScaling } from '../autoscaling/service-scaling.ts';
import type { TargetGroup } from '../load-balancer/target-group.ts';
import type { Network } from '../network/network.ts';
import type { Cluster } from './cluster.ts';

export type ServiceProps = {
  readonly name: string;
  readonly cluster: Cluster;
  readonly taskDefinitionArn: string;
  readonly containerName: string;
  readonly scaling: RoleScaling<TargetTracking>;
  readonly network: Pick<Network, 'applicationSubnetIds'>;
  readonly securityGroupIds: readonly string[];
  /** Absent: nothing sends it requests. */
  readonly target?: {
    readonly targetGroup: TargetGroup;
    readonly loadBalancerArnSuffix: string;
    /** Of the load balancer, for this target group. */
    readonly listener: ITerraformDependable;
  };
  readonly queueNames?: readonly string[];
  /** Alarms that stop a deployment and take it back, by name. */
  readonly rollbackAlarmNames?: readonly string[];
};

export type Service = { readonly name: string; readonly arn: string };

/** Health of a target is not judged before its process can have started. */
const healthGraceSeconds = 60;

export function createService(scope: Construct, id: string, props: ServiceProps): Service {
  const { name, cluster, scaling, network, target, queueNames, rollbackAlarmNames = [] } = props;
  const within = new Construct(scope, id);
  const service = new EcsService(within, 'service', {
    name,
    cluster: cluster.arn,
    taskDefinition: props.taskDefinitionArn,
    desiredCount: scaling.desired,
    capacityProviderStrategy: capacityOf(scaling),
    availabilityZoneRebalancing: 'ENABLED',
    // New tasks first, then the old ones go.
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    ...(rollbackAlarmNames.length === 0
      ? {}
      : { alarms: { enable: true, rollback: true, alarmNames: [...rollbackAlarmNames] } }),
    networkConfiguration: {
      subnets: [...network.applicationSubnetIds],
      securityGroups: [...props.securityGroupIds],
      assignPublicIp: false,
    },
    // Read-only containers have no sessions; there is a task for operators.
    enableExecuteCommand: false,
    enableEcsManagedTags: true,
    propagateTags: 'SERVICE',
    tags: { Name: name },
    // Releases change the first, scaling the second.
    lifecycle: { ignoreChanges: ['task_definition', 'desired_count'] },
    dependsOn: [cluster.capacity, ...(target === undefined ? [] : [target.listener])],
    ...(target === undefined
      ? {}
      : {
          healthCheckGracePeriodSeconds: healthGraceSeconds,
          loadBalancer: [
            {
              targetGroupArn: target.targetGroup.arn,
              containerName: props.containerName,
              containerPort: runtime.port,
            },
          ],
        }),
  });
  createServiceScaling(within, 'scaling', {
    name: (part) => `${name}-${part}`,
    clusterName: cluster.name,
    serviceName: service.name,
    role: scaling,
    ...(queueNames === undefined ? {} : { queueNames }),
    ...(target === undefined
      ? {}
      : {
          requests: {
            loadBalancerArnSuffix: target.loadBalancerArnSuffix,
            targetGroupArnSuffix: target.targetGroup.arnSuffix,
          },
        }),
  });
  return { name: service.name, arn: service.id };
}

/**
 * What must always be there is on demand; of what is above, a share may be on Spot. ECS places
 * nothing with a provider that has no weight, so on demand keeps a little of it.
 */
const capacityOf = ({ min, spotPercent }: RoleScaling): CapacityStrategy[] => [
  { capacityProvider: 'FARGATE', base: min, weight: Math.max(1, 100 - spotPercent) },
  ...(spotPercent === 0 ? [] : [{ capacityProvider: 'FARGATE_SPOT', weight: spotPercent }]),
];
