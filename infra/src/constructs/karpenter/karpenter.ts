/**
 * What Karpenter needs in AWS: a role for itself, one for the nodes that it starts, the cluster's
 * consent to those nodes, and word of interruptions. The controller and its NodePools are objects
 * of the cluster.
 */
import { EksAccessEntry } from '@cdktn/provider-aws/lib/eks-access-entry/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { ClusterReference } from '../eks/cluster-reference.ts';
import { createNodeRole } from '../eks/node-role.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import type { ServiceRole } from '../iam/service-role.ts';
import { createPodIdentity } from '../pod-identity/pod-identity.ts';
import { serviceAccounts } from '../pod-identity/service-accounts.ts';
import { karpenterStatements } from './controller-policy.ts';
import { createInterruptionQueue, type InterruptionQueue } from './interruption-queue.ts';

export type KarpenterProps = {
  readonly name: Name;
  readonly region: string;
  readonly accountId: string;
  readonly cluster: ClusterReference;
  /** What nodes may do besides, e.g. write the logs of sessions. */
  readonly nodeStatements?: readonly PolicyStatement[];
};

export type Karpenter = {
  readonly controllerRole: ServiceRole;
  /** The EC2NodeClass names it. */
  readonly nodeRole: ServiceRole;
  readonly interruptionQueue: InterruptionQueue;
};

export function createKarpenter(scope: Construct, id: string, props: KarpenterProps): Karpenter {
  const { name, region, accountId, cluster } = props;
  const within = new Construct(scope, id);
  const interruptionQueue = createInterruptionQueue(within, 'interruption', name);
  const nodeRole = createNodeRole(
    within,
    'node-role',
    name('karpenter-node'),
    props.nodeStatements,
  );
  // Without it the nodes would start and never be let into the cluster.
  new EksAccessEntry(within, 'nodes', {
    clusterName: cluster.reference,
    principalArn: nodeRole.arn,
    type: 'EC2_LINUX',
  });
  const controllerRole = createPodIdentity(within, 'controller', {
    name,
    part: 'karpenter-controller',
    cluster,
    serviceAccount: serviceAccounts.karpenter,
    statements: karpenterStatements({
      region,
      accountId,
      clusterName: cluster.name,
      nodeRoleArn: nodeRole.arn,
      queueArn: interruptionQueue.arn,
    }),
  });
  return { controllerRole, nodeRole, interruptionQueue };
}
