/**
 * A role that the pods of one service account in one cluster may take on, through EKS Pod Identity.
 * The trust names all three: a role that lists the service only could be associated with any pod of
 * any cluster of the account.
 */
import { EksPodIdentityAssociation } from '@cdktn/provider-aws/lib/eks-pod-identity-association/index.js';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import type { ClusterReference } from '../eks/cluster-reference.ts';
import { createServiceRole, type ServiceRole } from '../iam/service-role.ts';
import type { ServiceAccount } from './service-accounts.ts';

export type PodIdentityProps = {
  readonly name: Name;
  /** Part of the role's name. */
  readonly part: string;
  readonly cluster: ClusterReference;
  readonly serviceAccount: ServiceAccount;
  readonly statements?: readonly PolicyStatement[];
  readonly managedPolicies?: readonly string[];
  /** `false` where an EKS add-on makes the association itself. */
  readonly associate?: boolean;
};

export function createPodIdentity(
  scope: Construct,
  id: string,
  props: PodIdentityProps,
): ServiceRole {
  const { name, part, cluster, serviceAccount, associate = true } = props;
  const within = new Construct(scope, id);
  const role = createServiceRole(within, 'role', {
    name: name(part),
    services: ['pods.eks.amazonaws.com'],
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    conditions: {
      StringEquals: {
        'aws:RequestTag/eks-cluster-name': [cluster.name],
        'aws:RequestTag/kubernetes-namespace': [serviceAccount.namespace],
        'aws:RequestTag/kubernetes-service-account': [serviceAccount.name],
      },
    },
    statements: props.statements ?? [],
    managedPolicies: props.managedPolicies ?? [],
  });
  if (associate) {
    new EksPodIdentityAssociation(within, 'association', {
      clusterName: cluster.reference,
      namespace: serviceAccount.namespace,
      serviceAccount: serviceAccount.name,
      roleArn: role.arn,
    });
  }
  return role;
}
