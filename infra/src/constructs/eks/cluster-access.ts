/** Who may use the cluster's API: IAM roles, with what AWS calls access policies. */
import { EksAccessEntry } from '@cdktn/provider-aws/lib/eks-access-entry/index.js';
import { EksAccessPolicyAssociation } from '@cdktn/provider-aws/lib/eks-access-policy-association/index.js';
import { Construct } from 'constructs';
import type { ClusterReference } from './cluster-reference.ts';

export type ClusterAccess = {
  /** Lower-case words with hyphens, e.g. `operators`. */
  readonly who: string;
  readonly roleArn: string;
  readonly may: 'administer' | 'edit' | 'view';
  /** All of them when absent. */
  readonly namespaces?: readonly string[];
};

const policies = {
  administer: 'AmazonEKSClusterAdminPolicy',
  edit: 'AmazonEKSEditPolicy',
  view: 'AmazonEKSAdminViewPolicy',
} as const satisfies Readonly<Record<ClusterAccess['may'], string>>;

export function createClusterAccess(
  scope: Construct,
  id: string,
  cluster: ClusterReference,
  access: readonly ClusterAccess[],
): void {
  const within = new Construct(scope, id);
  for (const { who, roleArn, may, namespaces = [] } of access) {
    const entry = new EksAccessEntry(within, who, {
      clusterName: cluster.reference,
      principalArn: roleArn,
      type: 'STANDARD',
    });
    new EksAccessPolicyAssociation(within, `${who}-policy`, {
      clusterName: cluster.reference,
      principalArn: entry.principalArn,
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${policies[may]}`,
      accessScope:
        namespaces.length === 0
          ? { type: 'cluster' }
          : { type: 'namespace', namespaces: [...namespaces] },
    });
  }
}
