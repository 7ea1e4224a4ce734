/**
 * How the EC2 and Aurora topology scales, as document A has it: two more when the CPU is above 70 %
 * or a target gets more than 5,000 requests a minute, one less when it is below 20 %.
 */
import type { Environment } from '../names.ts';
import type { AlarmSteps, RoleScaling, ScalingConfig, TargetTracking } from '../scaling-config.ts';

const steps: AlarmSteps = {
  kind: 'alarm-steps',
  add: 2,
  addCooldownSeconds: 300,
  remove: 1,
  removeCooldownSeconds: 600,
  idleCpuPercent: 20,
};

const api = {
  min: 2,
  max: 20,
  desired: 2,
  reaction: steps,
  cpuPercent: 70,
  memoryPercent: 80,
  requestsPerTargetPerMinute: 5_000,
  schedule: [],
  spotPercent: 0,
} as const satisfies RoleScaling;

const tracking: TargetTracking = {
  kind: 'target-tracking',
  scaleOutSeconds: 60,
  scaleInSeconds: 300,
};

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
  // The variable file of the document that says 10 is that of dev, and dev is its cheap profile.
  dev: { api: { ...api, max: 10, spotPercent: 50 }, worker: { ...worker, min: 1, desired: 1 } },
  staging: { api: { ...api, spotPercent: 50 }, worker },
  prod: {
    api: {
      ...api,
      // Sales open at 19:00. The steps alone are four minutes late, so the fleet is there before.
      schedule: [
        { name: 'evening', at: '18:30', days: 'every-day', min: 4, max: 20 },
        { name: 'night', at: '00:30', days: 'every-day', min: 2, max: 20 },
      ],
    },
    worker,
  },
} as const satisfies Record<Environment, ScalingConfig>;

export const scalingConfig = (environment: Environment): ScalingConfig =>
  byEnvironment[environment];
