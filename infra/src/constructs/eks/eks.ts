/**
 * A Kubernetes cluster that can take pods: control plane, who may use it, add-ons, nodes, the logs
 * of its containers. What runs in it comes from `infra/k8s`.
 */
import { Construct } from 'constructs';
import type { ClusterComputeConfig, ClusterConfig } from '../../config/eks-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { addOnsBeforeNodes, addOnsOnNodes, createAddOns } from '../eks-add-ons/add-ons.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import type { ServiceRole } from '../iam/service-role.ts';
import { createClusterAccess, type ClusterAccess } from './cluster-access.ts';
import { createCluster, type Cluster } from './cluster.ts';
import { createContainerLogs } from './container-logs.ts';
import { createNodeGroups } from './node-groups.ts';

export type EksProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly config: ClusterConfig;
  readonly compute: ClusterComputeConfig;
  /** Where control plane and nodes are: the application tier. */
  readonly subnetIds: readonly string[];
  /** The group that database, caches and load balancer know. */
  readonly applicationGroupId: string;
  readonly logsKeyArn: string;
  /** At least one that may administer: there is no other way in. */
  readonly access: readonly [ClusterAccess, ...ClusterAccess[]];
  /** Groups outside of the cluster that may call its API, by what they are, e.g. `tools`. */
  readonly apiClients?: Readonly<Record<string, string>>;
  /** What nodes may do besides, e.g. write the logs of sessions. */
  readonly nodeStatements?: readonly PolicyStatement[];
};

export type Eks = Cluster & {
  readonly nodeRole: ServiceRole;
  /** What nodes carry, Karpenter's as well. */
  readonly nodeSecurityGroupIds: readonly string[];
  readonly nodeAutoScalingGroupNames: readonly string[];
  readonly applicationLogGroup: string;
};

export function createEks(scope: Construct, id: string, props: EksProps): Eks {
  const { name, accountId, config, compute, subnetIds, applicationGroupId, logsKeyArn } = props;
  const within = new Construct(scope, id);
  const cluster = createCluster(within, 'control-plane', {
    name,
    config,
    accountId,
    subnetIds,
    logsKeyArn,
    apiClients: props.apiClients ?? {},
  });
  createClusterAccess(within, 'access', cluster, props.access);
  const containerLogs = createContainerLogs(within, 'container-logs', {
    clusterName: cluster.name,
    retentionDays: config.containerLogRetentionDays,
    keyArn: logsKeyArn,
  });
  const common = { name, cluster, versions: config.addOns };
  const early = createAddOns(within, 'add-ons-before-nodes', {
    ...common,
    addOns: addOnsBeforeNodes,
    dependsOn: [],
  });
  const nodeSecurityGroupIds = [cluster.securityGroupId, applicationGroupId];
  const nodes = createNodeGroups(within, 'nodes', {
    name,
    config: compute.nodeGroups,
    cluster,
    version: config.version,
    subnetIds,
    securityGroupIds: nodeSecurityGroupIds,
    nodeStatements: props.nodeStatements ?? [],
    dependsOn: early,
  });
  createAddOns(within, 'add-ons', {
    ...common,
    addOns: addOnsOnNodes,
    dependsOn: [...nodes.groups, ...containerLogs.groups],
  });
  return {
    ...cluster,
    nodeRole: nodes.role,
    nodeSecurityGroupIds,
    nodeAutoScalingGroupNames: nodes.autoScalingGroupNames,
    applicationLogGroup: containerLogs.applicationGroup,
  };
}
