/** What the topologies have, with names in place of what AWS would answer; for tests. */
import type { MonitoredResources } from './monitored-resources.ts';

const loadBalancer = {
  arnSuffix: 'app/ticketing-dev-alb/50dc6c495c0c9188',
  targetGroups: [{ arnSuffix: 'targetgroup/ticketing-dev-tg/73e2d6bc24d8a067' }],
};

const caches = [
  {
    part: 'store',
    memberIds: ['ticketing-dev-store-001', 'ticketing-dev-store-002'],
    elastic: false,
    keeps: 'everything',
    burstable: true,
  },
  {
    part: 'cache',
    memberIds: ['ticketing-dev-cache-001', 'ticketing-dev-cache-002'],
    elastic: false,
    keeps: 'recent',
    burstable: true,
  },
] as const;

const aurora = {
  kind: 'cluster',
  identifier: 'ticketing-dev-aurora-cluster',
  instanceIdentifiers: ['ticketing-dev-aurora-writer', 'ticketing-dev-aurora-reader'],
  maxConnections: 500,
  burstable: true,
} as const;

const common = {
  loadBalancer,
  caches,
  natGatewayIds: ['nat-1', 'nat-2'],
  log: { namespace: 'ticketing-dev-logs' },
  databaseLog: { namespace: 'ticketing-dev-logs' },
  certificates: [{ arn: 'arn:aws:acm:ap-northeast-2:111122223333:certificate/1' }],
} as const satisfies MonitoredResources;

const group = { groupName: 'ticketing-dev-asg', burstable: true } as const;

export const sampleResources = {
  'ec2-aurora': {
    ...common,
    loadBalancer: { ...loadBalancer, scaleUpPolicyArn: 'arn:scale-up' },
    instances: [
      { ...group, scaleUpPolicyArn: 'arn:scale-up', scaleDownPolicyArn: 'arn:scale-down' },
      { part: 'worker', groupName: 'ticketing-dev-worker-asg', burstable: true },
    ],
    database: aurora,
  },
  eks: {
    ...common,
    cluster: { clusterName: 'ticketing-dev' },
    database: { ...aurora, burstable: false },
    caches: [
      caches[0],
      {
        ...caches[1],
        memberIds: Array.from({ length: 16 }, (_, index) => `ticketing-dev-cache-${index}`),
        elastic: true,
        burstable: false,
      },
    ],
    tables: [{ part: 'tickets', tableName: 'ticketing-dev-ticket-tickets' }],
    queues: [
      { part: 'payment', queueName: 'payment', deadLetterName: 'payment-dlq' },
      { part: 'alerts', queueName: 'alerts-undelivered' },
    ],
    functions: [{ part: 'notification', functionName: 'ticketing-dev-notification' }],
  },
  fargate: {
    ...common,
    product: { namespace: 'ticketing-dev-app' },
    services: ['api', 'worker'].map((part) => ({
      part,
      clusterName: 'ticketing-dev-cluster',
      serviceName: `ticketing-dev-${part}`,
    })),
    database: {
      kind: 'instance',
      identifier: 'ticketing-dev-database',
      instanceIdentifiers: ['ticketing-dev-database', 'ticketing-dev-database-replica-1'],
      maxConnections: 100,
      storageGib: 20,
      burstable: true,
    },
  },
  'disaster-recovery': {
    ...common,
    loadBalancer: {
      ...loadBalancer,
      targetGroups: [
        { part: 'blue', arnSuffix: 'targetgroup/ticketing-dev-blue/1' },
        { part: 'green', arnSuffix: 'targetgroup/ticketing-dev-green/2' },
      ],
    },
    instances: ['blue', 'green', 'worker'].map((part) => ({
      part,
      groupName: `ticketing-dev-${part}`,
      burstable: true,
    })),
    database: aurora,
    healthChecks: [{ healthCheckId: 'check-1' }],
    distributions: [{ distributionId: 'E1' }],
  },
} as const satisfies Record<string, MonitoredResources>;
