/** The network stack, the same in every topology: what hardly ever changes. */
import type { App } from 'cdktn';
import { primaryRegion, type Region } from '../../config/names.ts';
import type { NetworkConfig } from '../../config/network-config.ts';
import { createKey, type Key } from '../../constructs/encryption/key.ts';
import { createEndpoints } from '../../constructs/network/endpoints.ts';
import { createFlowLogs } from '../../constructs/network/flow-logs.ts';
import {
  createNetwork,
  type Network,
  type NetworkProps,
} from '../../constructs/network/network.ts';
import {
  createSecurityGroups,
  type SecurityGroups,
} from '../../constructs/security/security-groups.ts';
import { runtime } from '../../runtime/contract.ts';
import { type Deployment, nameIn } from '../deployment.ts';
import { createStack } from '../stack.ts';

export type NetworkStackProps = {
  readonly config: NetworkConfig;
  readonly region?: Region;
  readonly subnetTags?: NetworkProps['subnetTags'];
};

export type NetworkStack = {
  readonly network: Network;
  readonly groups: SecurityGroups;
  /** Encrypts log groups; another one encrypts what buyers did. */
  readonly logsKey: Key;
};

export const ports = { application: runtime.port, database: 5432, cache: 6379 } as const;

export function buildNetworkStack(
  app: App,
  deployment: Deployment,
  { config, region = primaryRegion, subnetTags = {} }: NetworkStackProps,
): NetworkStack {
  const stack = createStack(app, deployment, { lifetime: 'network', region });
  const name = nameIn(deployment, region);
  const logsKey = createKey(stack, 'logs-key', {
    name,
    purpose: 'logs',
    accountId: deployment.settings.accountId,
    services: [`logs.${region}.amazonaws.com`],
    deletionWindowDays: 30,
  });
  const network = createNetwork(stack, 'network', { config, name, subnetTags });
  const groups = createSecurityGroups(stack, 'security', { name, vpcId: network.vpcId, ports });
  createEndpoints(stack, 'endpoints', {
    name,
    region,
    network,
    services: config.endpoints,
    securityGroupId: groups.endpointsId,
  });
  createFlowLogs(stack, 'flow-logs', {
    name,
    vpcId: network.vpcId,
    keyArn: logsKey.arn,
    retentionDays: config.flowLogRetentionDays,
  });
  return { network, groups, logsKey };
}
