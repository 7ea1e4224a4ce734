/**
 * How the Fargate topology scales, as document C has it: CPU and memory near 70 %, 1,000 requests a
 * minute for each task, out after a minute, in after five.
 */
import type { Environment } from '../names.ts';
import type { RoleScaling, ScalingConfig, TargetTracking } from '../scaling-config.ts';

const tracking: TargetTracking = {
  kind: 'target-tracking',
  scaleOutSeconds: 60,
  scaleInSeconds: 300,
};

const api = {
  min: 2,
  max: 10,
  desired: 2,
  reaction: tracking,
  cpuPercent: 70,
  memoryPercent: 70,
  requestsPerTargetPerMinute: 1_000,
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
  memoryPercent: 70,
  queueMessagesPerProcess: 100,
  schedule: [],
  spotPercent: 100,
} as const satisfies RoleScaling;

const byEnvironment = {
  dev: {
    api: { ...api, min: 1, desired: 1, max: 4, spotPercent: 100 },
    worker: { ...worker, min: 1, desired: 1, max: 2 },
  },
  staging: {
    api: {
      ...api,
      spotPercent: 50,
      schedule: [
        { name: 'night', at: '00:00', days: 'every-day', min: 1, max: 10 },
        { name: 'morning', at: '08:00', days: 'every-day', min: 2, max: 10 },
      ],
    },
    worker,
  },
  prod: {
    api: {
      ...api,
      // One hour of five tasks. At night two stay: one alone is no 99.95 %.
      schedule: [
        { name: 'peak', at: '18:50', days: 'every-day', min: 5, max: 10 },
        { name: 'after-peak', at: '19:50', days: 'every-day', min: 2, max: 10 },
      ],
    },
    worker,
  },
} as const satisfies Record<Environment, ScalingConfig<TargetTracking>>;

export const scalingConfig = (environment: Environment): ScalingConfig<TargetTracking> =>
  byEnvironment[environment];
