/** What one role of the product on an Auto Scaling group is made of. */
import type { InstancesConfig, LoadBalancerConfig } from '../../config/compute-config.ts';
import type { RoleScaling } from '../../config/scaling-config.ts';
import type { ContainerEnvironment, DeployedRole } from '../../runtime/contract.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import type { TargetGroup } from '../load-balancer/target-group.ts';
import type { Network } from '../network/network.ts';
import type { ImageParameter } from './image-parameter.ts';
import type { VolumeEncryption } from './volume-encryption.ts';

export type ComputeGroupProps = {
  readonly name: Name;
  /** What comes after `<project>-<environment>-`: `asg`, `worker-asg`, `asg-blue`. */
  readonly part: string;
  readonly region: string;
  readonly accountId: string;
  /** For instances and their volumes: the provider's own tags do not reach them. */
  readonly tags: Readonly<Record<string, string>>;
  readonly role: DeployedRole;
  readonly config: InstancesConfig;
  readonly scaling: RoleScaling;
  readonly network: Pick<Network, 'applicationSubnetIds'>;
  readonly securityGroupIds: readonly string[];
  readonly environment: ContainerEnvironment;
  readonly image: ImageParameter;
  readonly repositoryArn: string;
  readonly secretsKeyArn: string;
  readonly logGroup: { readonly name: string; readonly arn: string };
  readonly encryption: VolumeEncryption;
  /** Absent: nothing sends it requests. */
  readonly target?: GroupTarget;
  readonly queueNames?: readonly string[];
  /** What the product itself may do besides. */
  readonly statements?: readonly PolicyStatement[];
  /**
   * `refresh`: a release has its instances replaced a few at a time. `colour`: a release starts the
   * idle one of two groups and switches over; how large each of them is, is then its business.
   */
  readonly releasedBy: 'refresh' | 'colour';
  /** Begins with no instance and room for none; of two colours, one does. */
  readonly startsIdle?: boolean;
};

export type GroupTarget = {
  readonly targetGroup: TargetGroup;
  readonly loadBalancerArnSuffix: string;
  readonly config: LoadBalancerConfig;
};
