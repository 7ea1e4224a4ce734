/** The load balancers and instances of the disaster-recovery topology (document D). */
import type { InstancesComputeConfig } from '../compute-config.ts';
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

const instances = {
  instanceTypes: ['t3.medium', 't3a.medium'],
  volumeGib: 30,
  healthGraceSeconds: 300,
  launchTimeoutSeconds: 900,
  // Of the workers and the standby; blue and green are switched instead.
  refresh: { minHealthyPercent: 100, maxHealthyPercent: 150 },
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
  instances,
  simulator: { cpu: 256, memoryMib: 512, backups: false },
  serverlessRead,
} as const;

const byEnvironment = {
  dev: { ...common, instances: { ...instances, instanceTypes: ['t3.small', 't3a.small'] } },
  staging: common,
  prod: {
    ...common,
    loadBalancer: { ...loadBalancer, deletionProtection: true },
    simulator: { ...common.simulator, backups: true },
    serverlessRead: { ...serverlessRead, concurrencyMax: 10, concurrencyWarm: 2 },
  },
} as const satisfies Record<Environment, InstancesComputeConfig>;

export const computeConfig = (environment: Environment): InstancesComputeConfig =>
  byEnvironment[environment];

/** The standby takes over the whole load, so it is the same, without reads beside the fleet. */
export const standbyComputeConfig = (environment: Environment): InstancesComputeConfig => ({
  ...byEnvironment[environment],
  serverlessRead: { ...serverlessRead, enabled: false },
});
