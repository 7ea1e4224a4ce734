/** The two networks of the disaster-recovery topology. Their ranges differ, so that they can be joined. */
import type { Environment } from '../names.ts';
import type { EndpointService, NetworkConfig } from '../network-config.ts';

const seoul = {
  cidr: '10.0.0.0/16',
  zones: ['ap-northeast-2a', 'ap-northeast-2c'],
  subnets: {
    public: ['10.0.0.0/24', '10.0.1.0/24'],
    application: ['10.0.16.0/22', '10.0.20.0/22'],
    data: ['10.0.8.0/24', '10.0.9.0/24'],
  },
} as const;

const tokyo = {
  cidr: '10.1.0.0/16',
  zones: ['ap-northeast-1a', 'ap-northeast-1c'],
  subnets: {
    public: ['10.1.0.0/24', '10.1.1.0/24'],
    application: ['10.1.16.0/22', '10.1.20.0/22'],
    data: ['10.1.8.0/24', '10.1.9.0/24'],
  },
} as const;

/** Free of charge. */
const gateways = ['s3', 'dynamodb'] as const satisfies readonly EndpointService[];
/** Images, logs and secrets stay off the NAT gateways. */
const interfaces = [
  'ecr.api',
  'ecr.dkr',
  'logs',
  'secretsmanager',
] as const satisfies readonly EndpointService[];

const byEnvironment = {
  dev: { natGateways: 'one', endpoints: gateways, flowLogRetentionDays: 7 },
  staging: {
    natGateways: 'one',
    endpoints: [...gateways, ...interfaces],
    flowLogRetentionDays: 14,
  },
  prod: {
    natGateways: 'per-zone',
    endpoints: [...gateways, ...interfaces],
    flowLogRetentionDays: 30,
  },
} as const satisfies Record<Environment, Partial<NetworkConfig>>;

export const networkConfig = (environment: Environment): NetworkConfig => ({
  ...seoul,
  ...byEnvironment[environment],
});

/** The standby waits with one NAT gateway; a failover adds the second one. */
export const standbyNetworkConfig = (environment: Environment): NetworkConfig => ({
  ...tokyo,
  ...byEnvironment[environment],
  natGateways: 'one',
});
