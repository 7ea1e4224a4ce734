/** Where tasks run: on Fargate and its Spot capacity, with sessions in containers recorded. */
import { EcsClusterCapacityProviders } from '@cdktn/provider-aws/lib/ecs-cluster-capacity-providers/index.js';
import { EcsCluster } from '@cdktn/provider-aws/lib/ecs-cluster/index.js';
import type { ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';
import type { TasksConfig } from '../../config/compute-config.ts';
import type { Name } from '../../topologies/deployment.ts';

export type ClusterProps = {
  readonly name: Name;
  readonly containerInsights: TasksConfig['containerInsights'];
  /** Encrypts sessions in containers on their way. */
  readonly keyArn: string;
  /** What is typed and answered in such sessions. */
  readonly sessionLogGroupName: string;
};

export type Cluster = {
  readonly arn: string;
  readonly name: string;
  /**
   * What services have to wait for: ECS refuses one that names capacity which the cluster does not
   * have yet, and takes no capacity away from under a service.
   */
  readonly capacity: ITerraformDependable;
};

export function createCluster(scope: Construct, id: string, props: ClusterProps): Cluster {
  const within = new Construct(scope, id);
  const name = props.name('cluster');
  const cluster = new EcsCluster(within, 'cluster', {
    name,
    setting: [{ name: 'containerInsights', value: props.containerInsights }],
    configuration: {
      executeCommandConfiguration: {
        kmsKeyId: props.keyArn,
        logging: 'OVERRIDE',
        logConfiguration: {
          cloudWatchEncryptionEnabled: true,
          cloudWatchLogGroupName: props.sessionLogGroupName,
        },
      },
    },
    tags: { Name: name },
  });
  const capacity = new EcsClusterCapacityProviders(within, 'capacity', {
    clusterName: cluster.name,
    capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
  });
  return { arn: cluster.arn, name, capacity };
}
