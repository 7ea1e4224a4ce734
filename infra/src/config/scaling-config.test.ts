/** The documents' thresholds where they are to be found, and what cannot scale is refused. */
import { describe, expect, it } from 'vitest';
import {
  scalingConfig as disasterRecovery,
  standbyScalingConfig,
} from './disaster-recovery/scaling.ts';
import { scalingConfig as ec2Aurora } from './ec2-aurora/scaling.ts';
import { scalingConfig as fargate } from './fargate/scaling.ts';
import { environments } from './names.ts';
import { checkScaling, type RoleScaling } from './scaling-config.ts';

const good = fargate('prod');
const settingsOf = (api: Partial<RoleScaling>): string[] =>
  checkScaling('x', { ...good, api: { ...good.api, ...api } }).map(({ setting }) => setting);

describe('scaling configuration', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const of of [ec2Aurora, fargate, disasterRecovery, standbyScalingConfig]) {
        expect(checkScaling('scaling', of(environment))).toEqual([]);
      }
    }
  });

  it('has the numbers of the documents in prod', () => {
    expect(ec2Aurora('prod').api).toMatchObject({
      min: 2,
      max: 20,
      desired: 2,
      cpuPercent: 70,
      memoryPercent: 80,
      requestsPerTargetPerMinute: 5_000,
      reaction: { add: 2, addCooldownSeconds: 300, remove: 1, removeCooldownSeconds: 600 },
    });
    expect(fargate('prod').api).toMatchObject({
      min: 2,
      max: 10,
      desired: 2,
      cpuPercent: 70,
      memoryPercent: 70,
      requestsPerTargetPerMinute: 1_000,
      reaction: { scaleOutSeconds: 60, scaleInSeconds: 300 },
    });
    expect(disasterRecovery('prod').api).toMatchObject({
      cpuPercent: 50,
      predictive: { mode: 'ForecastAndScale', cpuPercent: 50, bufferSeconds: 600 },
    });
  });

  it('never leaves prod with one process, whatever the hour', () => {
    for (const of of [ec2Aurora, fargate, disasterRecovery]) {
      for (const { min, schedule } of Object.values(of('prod'))) {
        expect(Math.min(min, ...schedule.map((one) => one.min))).toBeGreaterThanOrEqual(2);
      }
    }
  });

  it('starts nothing in the standby, and lets a failover start all of it', () => {
    for (const environment of environments) {
      const { api, worker } = standbyScalingConfig(environment);
      expect([api.min, api.desired, worker.min, worker.desired]).toEqual([0, 0, 0, 0]);
      expect(api.max).toBe(disasterRecovery(environment).api.max);
    }
  });

  it('refuses counts out of order and percentages that are none', () => {
    expect(settingsOf({ min: 3, desired: 2 })).toEqual(['x.api.desired']);
    expect(settingsOf({ max: 2.5, schedule: [] })).toEqual(['x.api.max']);
    expect(settingsOf({ cpuPercent: 100 })).toEqual(['x.api.cpuPercent']);
    expect(settingsOf({ memoryPercent: 5 })).toEqual(['x.api.memoryPercent']);
    expect(settingsOf({ spotPercent: 101 })).toEqual(['x.api.spotPercent']);
  });

  it('refuses steps that would add and remove for ever', () => {
    const { reaction } = ec2Aurora('prod').api;
    if (reaction.kind !== 'alarm-steps') throw new Error('Document A scales in steps.');
    expect(settingsOf({ reaction: { ...reaction, idleCpuPercent: 70 } })).toEqual([
      'x.api.reaction.idleCpuPercent',
    ]);
  });

  it('refuses hours that are none, and a schedule beyond what the database is made for', () => {
    const entry = { name: 'night', at: '00:00', days: 'every-day', min: 1, max: 10 } as const;
    expect(settingsOf({ schedule: [entry] })).toEqual([]);
    const first = ['x.api.schedule[0]'];
    expect(settingsOf({ schedule: [{ ...entry, at: '24:00' }] })).toEqual(first);
    expect(settingsOf({ schedule: [{ ...entry, name: 'At night' }] })).toEqual(first);
    expect(settingsOf({ schedule: [{ ...entry, min: 11 }] })).toEqual(first);
    expect(settingsOf({ schedule: [{ ...entry, max: 11 }] })).toEqual(first);
    expect(settingsOf({ schedule: [entry, entry] })).toEqual(['x.api.schedule']);
  });
});
