/**
 * How nodes of a managed group start: instance metadata with tokens and out of reach of pods, an
 * encrypted disk, and both security groups: the cluster's, for Kubernetes, and the application's,
 * which the database, the caches and the load balancer know.
 */
import { LaunchTemplate } from '@cdktn/provider-aws/lib/launch-template/index.js';
import type { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';

export type NodeTemplateProps = {
  readonly name: Name;
  readonly group: string;
  readonly volumeGib: number;
  readonly securityGroupIds: readonly string[];
};

export function createNodeTemplate(
  scope: Construct,
  id: string,
  { name, group, volumeGib, securityGroupIds }: NodeTemplateProps,
): LaunchTemplate {
  const nodeName = name(`node-${group}`);
  return new LaunchTemplate(scope, id, {
    name: nodeName,
    description: `Nodes of the group ${group}`,
    updateDefaultVersion: true,
    vpcSecurityGroupIds: [...securityGroupIds],
    metadataOptions: {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      // One hop ends at the node: pods take their roles from Pod Identity and nothing from here.
      httpPutResponseHopLimit: 1,
    },
    monitoring: { enabled: true },
    blockDeviceMappings: [
      {
        deviceName: '/dev/xvda',
        ebs: {
          volumeSize: volumeGib,
          volumeType: 'gp3',
          // With the account's key for EBS: images and logs are on it, nothing of buyers is.
          encrypted: 'true',
          deleteOnTermination: 'true',
        },
      },
    ],
    tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
      resourceType,
      tags: { Name: nodeName },
    })),
  });
}
