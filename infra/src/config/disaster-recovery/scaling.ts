/**
 * How the disaster-recovery topology scales: document D's forecast at 50 % of the CPU, ten minutes
 * ahead, with target tracking at the same value for what no forecast knows.
 */
import type { Environment } from '../names.ts';
import type {
  PredictiveScaling,
  RoleScaling,
  ScalingConfig,
  TargetTracking,
} from '../scaling-config.ts';

const tracking: TargetTracking = {
  kind: 'target-tracking',
  scaleOutSeconds: 60,
  scaleInSeconds: 300,
};

const predictive: PredictiveScaling = {
  mode: 'ForecastAndScale',
  cpuPercent: 50,
  bufferSeconds: 600,
};

const api = {
  min: 2,
  max: 20,
  desired: 2,
  reaction: tracking,
  cpuPercent: 50,
  memoryPercent: 80,
  predictive,
  schedule: [],
  spotPercent: 0,
} as const satisfies RoleScaling;

/** They keep no connection to a buyer, so Spot may take what is above the minimum. */
const worker = {
  min: 2,
  max: 4,
  desired: 2,
  reaction: tracking,
  cpuPercent: 70,
  queueMessagesPerProcess: 100,
  schedule: [],
  spotPercent: 100,
} as const satisfies RoleScaling;

const byEnvironment = {
  dev: {
    // A forecast from a day of testing is none: it is only shown.
    api: {
      ...api,
      max: 10,
      predictive: { ...predictive, mode: 'ForecastOnly' },
      spotPercent: 50,
    },
    worker: { ...worker, min: 1, desired: 1 },
  },
  staging: { api: { ...api, spotPercent: 50 }, worker },
  prod: { api, worker },
} as const satisfies Record<Environment, ScalingConfig>;

export const scalingConfig = (environment: Environment): ScalingConfig =>
  byEnvironment[environment];

/**
 * Nothing runs in the standby until its replica is promoted: the server refuses a database that it
 * cannot write to. A failover raises the numbers; everything else is there and waits.
 */
export function standbyScalingConfig(environment: Environment): ScalingConfig {
  const { api: activeApi, worker: activeWorker } = scalingConfig(environment);
  return { api: waiting(activeApi), worker: waiting(activeWorker) };
}

/** There is no history to forecast from. */
const waiting = ({ predictive: _forecast, ...role }: RoleScaling): RoleScaling => ({
  ...role,
  min: 0,
  desired: 0,
  schedule: [],
});
