/** The network stack, the same in every topology: what hardly ever changes. */
import type { App, TerraformStack } from 'cdktn';
import { primaryRegion, type Region } from '../../config/names.ts';
import type { NetworkConfig } from '../../config/network-config.ts';
import { findAddressRanges } from '../../constructs/cdn/address-ranges.ts';
import { createKey, type Key } from '../../constructs/encryption/key.ts';
import { createEndpoints } from '../../constructs/network/endpoints.ts';
import { createFlowLogs } from '../../constructs/network/flow-logs.ts';
import type { PolicyStatement } from '../../constructs/iam/policy.ts';
import {
  createNetwork,
  type Network,
  type NetworkProps,
} from '../../constructs/network/network.ts';
import {
  createSecurityGroups,
  type SecurityGroups,
} from '../../constructs/security/security-groups.ts';
import { topicPublishers } from '../../constructs/notifications/topic-policy.ts';
import { runtime } from '../../runtime/contract.ts';
import { type Deployment, nameIn } from '../deployment.ts';
import { createStack } from '../stack.ts';

export type NetworkStackProps = {
  readonly config: NetworkConfig;
  readonly region?: Region;
  readonly subnetTags?: NetworkProps['subnetTags'];
  /** Whether health checks of Route 53 ask the load balancer. */
  readonly healthChecked?: true;
  /** Besides the services that every topology has: whom else the key of data serves. */
  readonly dataKeyStatements?: readonly PolicyStatement[];
};

export type NetworkStack = {
  readonly network: Network;
  readonly stack: TerraformStack;
  readonly groups: SecurityGroups;
  /** Encrypts log groups. */
  readonly logsKey: Key;
  /** Encrypts what buyers did, secrets, and what is told about them. */
  readonly dataKey: Key;
};

/** The longest there is: a deleted key takes everything with it that it encrypted. */
export const keyDeletionWindowDays = 30;

export const ports = { application: runtime.port, database: 5432, cache: 6379 } as const;

export function buildNetworkStack(
  app: App,
  deployment: Deployment,
  {
    config,
    region = primaryRegion,
    subnetTags = {},
    healthChecked,
    dataKeyStatements,
  }: NetworkStackProps,
): NetworkStack {
  const stack = createStack(app, deployment, { lifetime: 'network', region });
  const name = nameIn(deployment, region);
  const logsKey = createKey(stack, 'logs-key', {
    name,
    purpose: 'logs',
    accountId: deployment.settings.accountId,
    services: [`logs.${region}.amazonaws.com`],
    deletionWindowDays: keyDeletionWindowDays,
  });
  const dataKey = createKey(stack, 'data-key', {
    name,
    purpose: 'data',
    accountId: deployment.settings.accountId,
    services: topicPublishers,
    deletionWindowDays: keyDeletionWindowDays,
    ...(dataKeyStatements === undefined ? {} : { statements: dataKeyStatements }),
  });
  const network = createNetwork(stack, 'network', { config, name, subnetTags });
  const edge = findAddressRanges(stack, 'cloudfront', { of: 'cloudfront', region });
  const groups = createSecurityGroups(stack, 'security', {
    name,
    vpcId: network.vpcId,
    ports,
    edgePrefixListId: edge.prefixListId,
    ...(healthChecked === undefined
      ? {}
      : {
          healthCheckersPrefixListId: findAddressRanges(stack, 'health-checkers', {
            of: 'health-checkers',
            region,
          }).prefixListId,
        }),
  });
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
  return {
    stack,
    network,
    groups,
    logsKey,
    dataKey,
  };
}
