/** The shape of what runs the product: load balancer, instances or tasks, small helpers. */
import type { Problem } from '../lib/problem.ts';
import { runtime } from '../runtime/contract.ts';
import { checkTaskSize, type TaskSize } from './task-size.ts';

export type LoadBalancerConfig = {
  /** Whether a process lives; that it reaches its database is not asked. One of the runtime's. */
  readonly healthPath: (typeof runtime.healthPaths)[number];
  readonly healthIntervalSeconds: number;
  readonly healthTimeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** How long requests under way may take to end once a target gets no new ones. */
  readonly deregistrationSeconds: number;
  /** A new target's share of requests grows over 30-900 s; 0 gives it all at once. */
  readonly slowStartSeconds: number;
  /** How long a connection may be silent. */
  readonly idleTimeoutSeconds: number;
  readonly tlsPolicy: string;
  /** A client stays with its target so long. Absent: any target answers, sessions are tokens. */
  readonly stickySeconds?: number;
  readonly deletionProtection: boolean;
};

export type InstanceRefresh = {
  /** What has to be in service while instances are replaced, in percent of what is wanted. */
  readonly minHealthyPercent: number;
  /** Above 100, new ones are started before old ones end. */
  readonly maxHealthyPercent: number;
};

export type InstancesConfig = {
  /** The first is preferred; the others are what Spot may take instead. One architecture only. */
  readonly instanceTypes: readonly string[];
  readonly volumeGib: number;
  readonly healthGraceSeconds: number;
  /** How long user data may take before a new instance is given up. */
  readonly launchTimeoutSeconds: number;
  readonly refresh: InstanceRefresh;
};

export type TasksConfig = {
  readonly api: TaskSize;
  readonly worker: TaskSize;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly containerInsights: 'disabled' | 'enabled' | 'enhanced';
  /** OpenTelemetry beside every process: metrics to CloudWatch, traces to X-Ray. Absent: none. */
  readonly collectorImage?: string;
};

export type SimulatorConfig = TaskSize & {
  /** Daily backups of its journal by AWS Backup. */
  readonly backups: boolean;
};

/** Reads of events and seats by functions, beside the fleet. */
export type ServerlessReadConfig = {
  readonly enabled: boolean;
  readonly memoryMib: number;
  /** At most so many at a time; each has database connections of its own. */
  readonly concurrencyMax: number;
  /** Kept warm, so that nobody waits for a cold start. 0 keeps none. */
  readonly concurrencyWarm: number;
  readonly requestsPerSecond: number;
  readonly requestsBurst: number;
};

export type ComputeConfig = {
  readonly loadBalancer: LoadBalancerConfig;
  readonly simulator: SimulatorConfig;
  readonly serverlessRead: ServerlessReadConfig;
};
export type InstancesComputeConfig = ComputeConfig & { readonly instances: InstancesConfig };
export type TasksComputeConfig = ComputeConfig & { readonly tasks: TasksConfig };

/** Streams are never silent for longer than this: the server sends a heartbeat. */
const heartbeatSeconds = 15;
/** The server closes an idle connection after 72 s; a load balancer that is later gets resets. */
const serverKeepAliveSeconds = 72;

/** At `where`, e.g. `fargate/prod compute`. */
export function checkCompute(
  where: string,
  config: InstancesComputeConfig | TasksComputeConfig,
): Problem[] {
  return [
    ...checkLoadBalancer(`${where}.loadBalancer`, config.loadBalancer),
    ...checkTaskSize(`${where}.simulator`, config.simulator),
    ...checkServerless(`${where}.serverlessRead`, config.serverlessRead),
    ...('instances' in config ? checkInstances(`${where}.instances`, config.instances) : []),
    ...('tasks' in config ? checkTasks(`${where}.tasks`, config.tasks) : []),
  ];
}

export function checkLoadBalancer(where: string, config: LoadBalancerConfig): Problem[] {
  const problems: Problem[] = [];
  const report = (setting: keyof LoadBalancerConfig, problem: string, remedy: string): void => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  const { idleTimeoutSeconds, deregistrationSeconds, slowStartSeconds, stickySeconds } = config;
  if (config.healthTimeoutSeconds >= config.healthIntervalSeconds) {
    report('healthTimeoutSeconds', 'is not below the interval.', 'Lower it.');
  }
  if (idleTimeoutSeconds <= heartbeatSeconds || idleTimeoutSeconds >= serverKeepAliveSeconds) {
    report(
      'idleTimeoutSeconds',
      `is ${idleTimeoutSeconds}.`,
      `Keep it above the heartbeat of streams (${heartbeatSeconds} s) and below the keep-alive ` +
        `of the server (${serverKeepAliveSeconds} s).`,
    );
  }
  if (deregistrationSeconds < runtime.stopGraceSeconds || deregistrationSeconds > 3_600) {
    const grace = `${runtime.stopGraceSeconds} s`;
    report('deregistrationSeconds', `is ${deregistrationSeconds}.`, `Use ${grace} to 3,600 s.`);
  }
  if (slowStartSeconds !== 0 && (slowStartSeconds < 30 || slowStartSeconds > 900)) {
    report('slowStartSeconds', `is ${slowStartSeconds}.`, 'Use 0, or 30 to 900.');
  }
  if (stickySeconds !== undefined && (stickySeconds < 1 || stickySeconds > 604_800)) {
    report('stickySeconds', `is ${stickySeconds}.`, 'Use 1 to 604,800, or leave it out.');
  }
  if (!config.tlsPolicy.startsWith('ELBSecurityPolicy-TLS13-1-')) {
    report('tlsPolicy', `"${config.tlsPolicy}" has no TLS 1.3.`, 'Use ELBSecurityPolicy-TLS13-1-…');
  }
  return problems;
}

function checkInstances(where: string, config: InstancesConfig): Problem[] {
  const problems: Problem[] = [];
  const report = (setting: string, problem: string, remedy: string): void => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  const { instanceTypes, refresh } = config;
  if (instanceTypes.length === 0) report('instanceTypes', 'names none.', 'Name at least one.');
  if (new Set(instanceTypes.map((type) => isArm(type))).size > 1) {
    const types = instanceTypes.join(', ');
    report('instanceTypes', `${types} need two machine images.`, 'Name x86 or Arm types only.');
  }
  const { minHealthyPercent: least, maxHealthyPercent: most } = refresh;
  if (!(least >= 0 && least <= 100 && most >= 100 && most <= 200 && most - least <= 100)) {
    report(
      'refresh',
      `is ${least} to ${most} %.`,
      'Use at most 100 for the least, 100 to 200 for the most, not more than 100 apart.',
    );
  }
  if (config.volumeGib < 8) report('volumeGib', `is ${config.volumeGib}.`, 'Use 8 or more.');
  // It waits 300 s for the health of the container alone.
  if (config.launchTimeoutSeconds < 600 || config.launchTimeoutSeconds > 7_200) {
    report('launchTimeoutSeconds', `is ${config.launchTimeoutSeconds}.`, 'Use 600 to 7,200.');
  }
  return problems;
}

const checkTasks = (where: string, config: TasksConfig): Problem[] => [
  ...checkTaskSize(`${where}.api`, config.api),
  ...checkTaskSize(`${where}.worker`, config.worker),
];

function checkServerless(where: string, config: ServerlessReadConfig): Problem[] {
  const { concurrencyMax, concurrencyWarm, memoryMib } = config;
  const problems: Problem[] = [];
  if (concurrencyWarm > concurrencyMax) {
    problems.push({
      setting: `${where}.concurrencyWarm`,
      problem: `${concurrencyWarm} is above concurrencyMax ${concurrencyMax}.`,
      remedy: 'Lower it.',
    });
  }
  if (memoryMib < 512 || memoryMib > 10_240) {
    problems.push({
      setting: `${where}.memoryMib`,
      problem: `is ${memoryMib}.`,
      remedy: 'Use 512 to 10,240; 1,769 is one whole processor.',
    });
  }
  return problems;
}

/** Graviton: a `g` among the letters behind the generation, as in `t4g.medium` and `m7gd.large`. */
export const isArm = (instanceType: string): boolean => /^[a-z]+\d+[a-z]*g/.test(instanceType);
