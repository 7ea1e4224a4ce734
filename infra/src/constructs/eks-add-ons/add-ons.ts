/**
 * Add-ons of the cluster that AWS ships and upgrades. Three have to be there before the first node:
 * without network, proxy and identities it never becomes ready. The others need nodes to run on.
 */
import { EksAddon } from '@cdktn/provider-aws/lib/eks-addon/index.js';
import { Fn, type ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';
import type { ClusterReference } from '../eks/cluster-reference.ts';
import { policiesOf } from '../eks/policies-of.ts';
import { createPodIdentity } from '../pod-identity/pod-identity.ts';
import { type ServiceAccount, serviceAccounts } from '../pod-identity/service-accounts.ts';
import { addOnConfiguration } from './configuration.ts';
import type { AddOnName, AddOnVersions } from './known-versions.ts';

export const addOnsBeforeNodes = [
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
] as const satisfies readonly AddOnName[];

export const addOnsOnNodes = [
  'coredns',
  'aws-ebs-csi-driver',
  'cert-manager',
  'metrics-server',
  'amazon-cloudwatch-observability',
] as const satisfies readonly AddOnName[];

export type AddOnsProps = {
  readonly name: Name;
  readonly cluster: ClusterReference;
  readonly versions: AddOnVersions;
  readonly addOns: readonly AddOnName[];
  readonly dependsOn: readonly ITerraformDependable[];
};

type Identity = { readonly serviceAccount: ServiceAccount; readonly policy: string };

/** Add-ons that act in AWS. Their policies are AWS's own, kept in step with what they call. */
const identities: Readonly<Partial<Record<AddOnName, Identity>>> = {
  'vpc-cni': { serviceAccount: serviceAccounts.networkPlugin, policy: 'AmazonEKS_CNI_Policy' },
  'aws-ebs-csi-driver': {
    serviceAccount: serviceAccounts.volumeDriver,
    policy: 'service-role/AmazonEBSCSIDriverPolicy',
  },
  'amazon-cloudwatch-observability': {
    serviceAccount: serviceAccounts.cloudwatchAgent,
    policy: 'CloudWatchAgentServerPolicy',
  },
};

export function createAddOns(
  scope: Construct,
  id: string,
  { name, cluster, versions, addOns, dependsOn }: AddOnsProps,
): readonly EksAddon[] {
  const within = new Construct(scope, id);
  return addOns.map((addOn) => {
    const identity = identities[addOn];
    const role =
      identity &&
      createPodIdentity(within, `${addOn}-identity`, {
        name,
        part: `add-on-${addOn}`,
        cluster,
        serviceAccount: identity.serviceAccount,
        managedPolicies: [`arn:aws:iam::aws:policy/${identity.policy}`],
        associate: false,
      });
    const configuration = addOnConfiguration[addOn];
    return new EksAddon(within, addOn, {
      clusterName: cluster.reference,
      addonName: addOn,
      addonVersion: versions[addOn],
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'OVERWRITE',
      ...(configuration === undefined ? {} : { configurationValues: Fn.jsonencode(configuration) }),
      ...(identity === undefined || role === undefined
        ? {}
        : {
            podIdentityAssociation: [
              { serviceAccount: identity.serviceAccount.name, roleArn: role.arn },
            ],
          }),
      dependsOn: [...dependsOn, ...policiesOf(within)],
    });
  });
}
