/** The network of the EKS topology: ranges as in document B, large ones for pods. */
import type { Environment } from '../names.ts';
import type { EndpointService, NetworkConfig } from '../network-config.ts';

const zones = ['ap-northeast-2a', 'ap-northeast-2c'] as const;

const subnets = {
  public: ['10.180.0.0/24', '10.180.1.0/24'],
  application: ['10.180.4.0/22', '10.180.8.0/22'],
  data: ['10.180.2.0/24', '10.180.3.0/24'],
} as const;

/** Free of charge. */
const gateways = ['s3', 'dynamodb'] as const satisfies readonly EndpointService[];
/** Images, logs, secrets, queues and metrics stay off the NAT gateways. */
const interfaces = [
  'ecr.api',
  'ecr.dkr',
  'logs',
  'secretsmanager',
  'sqs',
  'sts',
] as const satisfies readonly EndpointService[];

const common = { cidr: '10.180.0.0/16', zones, subnets } as const;

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
