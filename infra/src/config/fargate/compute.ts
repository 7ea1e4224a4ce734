/** The load balancer and the tasks of the Fargate topology (document C). */
import type { TasksComputeConfig } from '../compute-config.ts';
import type { Environment } from '../names.ts';

const loadBalancer = {
  healthPath: '/health',
  healthIntervalSeconds: 30,
  healthTimeoutSeconds: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
  deregistrationSeconds: 60,
  slowStartSeconds: 30,
  idleTimeoutSeconds: 60,
  tlsPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  deletionProtection: false,
} as const;

const tasks = {
  api: { cpu: 2_048, memoryMib: 4_096 },
  worker: { cpu: 1_024, memoryMib: 2_048 },
  architecture: 'X86_64',
  containerInsights: 'enabled',
  collectorImage: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.50.0',
} as const;

const serverlessRead = {
  enabled: false,
  memoryMib: 1_769,
  concurrencyMax: 5,
  concurrencyWarm: 0,
  requestsPerSecond: 200,
  requestsBurst: 400,
} as const;

const common = {
  loadBalancer,
  tasks,
  simulator: { cpu: 256, memoryMib: 512, backups: false },
  serverlessRead,
} as const;

const byEnvironment = {
  dev: {
    ...common,
    tasks: {
      ...tasks,
      api: { cpu: 512, memoryMib: 1_024 },
      worker: { cpu: 512, memoryMib: 1_024 },
    },
  },
  staging: common,
  prod: {
    ...common,
    loadBalancer: { ...loadBalancer, deletionProtection: true },
    simulator: { ...common.simulator, backups: true },
    serverlessRead: { ...serverlessRead, concurrencyMax: 10, concurrencyWarm: 2 },
  },
} as const satisfies Record<Environment, TasksComputeConfig>;

export const computeConfig = (environment: Environment): TasksComputeConfig =>
  byEnvironment[environment];
