/** The network of the Fargate topology (document C), with a data tier of its own added. */
import type { Environment } from '../names.ts';
import type { EndpointService, NetworkConfig } from '../network-config.ts';

const zones = ['ap-northeast-2a', 'ap-northeast-2c'] as const;

const subnets = {
  public: ['10.0.1.0/24', '10.0.2.0/24'],
  application: ['10.0.11.0/24', '10.0.12.0/24'],
  data: ['10.0.21.0/24', '10.0.22.0/24'],
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

const common = { cidr: '10.0.0.0/16', zones, subnets } as const;

const byEnvironment = {
  dev: { ...common, natGateways: 'one', endpoints: gateways, flowLogRetentionDays: 7 },
  staging: {
    ...common,
    natGateways: 'one',
    endpoints: [...gateways, ...interfaces],
    flowLogRetentionDays: 14,
  },
  prod: {
    ...common,
    natGateways: 'per-zone',
    endpoints: [...gateways, ...interfaces],
    flowLogRetentionDays: 30,
  },
} as const satisfies Record<Environment, NetworkConfig>;

export const networkConfig = (environment: Environment): NetworkConfig =>
  byEnvironment[environment];
