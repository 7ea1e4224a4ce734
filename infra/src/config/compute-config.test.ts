/** What cannot run is refused with the setting's name and a way out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { liveHeartbeatMs } from '../../../contract/src/realtime.ts';
import {
  checkCompute,
  type InstancesComputeConfig,
  isArm,
  type TasksComputeConfig,
} from './compute-config.ts';
import {
  computeConfig as disasterRecovery,
  standbyComputeConfig,
} from './disaster-recovery/compute.ts';
import { computeConfig as ec2Aurora } from './ec2-aurora/compute.ts';
import { computeConfig as fargate } from './fargate/compute.ts';
import { environments } from './names.ts';
import { checkTaskSize } from './task-size.ts';

const tasks = fargate('prod');
const instances = ec2Aurora('prod');
const settingsOf = (config: InstancesComputeConfig | TasksComputeConfig): string[] =>
  checkCompute('x', config).map(({ setting }) => setting);
const withIdle = (idleTimeoutSeconds: number): string[] =>
  settingsOf({ ...tasks, loadBalancer: { ...tasks.loadBalancer, idleTimeoutSeconds } });
const source = (path: string): string =>
  readFileSync(join(import.meta.dirname, '../../../server/src', path), 'utf8');

describe('compute configuration', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const of of [ec2Aurora, fargate, disasterRecovery, standbyComputeConfig]) {
        expect(checkCompute('compute', of(environment))).toEqual([]);
      }
    }
  });

  it('asks the paths of the documents', () => {
    expect(ec2Aurora('prod').loadBalancer.healthPath).toBe('/api/health');
    expect(fargate('prod').loadBalancer.healthPath).toBe('/health');
    expect(disasterRecovery('prod').loadBalancer.healthPath).toBe('/health');
  });

  it('protects the load balancers of prod from deletion', () => {
    for (const of of [ec2Aurora, fargate, disasterRecovery, standbyComputeConfig]) {
      expect(of('prod').loadBalancer.deletionProtection).toBe(true);
    }
  });

  it('keeps silent connections longer than the heartbeat, shorter than the server does', () => {
    const keepAlive = /keepAliveTimeoutMs \?\? ([\d_]+)/.exec(source('http/create-app.ts'))?.[1];
    const keepAliveMs = Number(keepAlive?.replaceAll('_', ''));
    expect(withIdle(liveHeartbeatMs / 1_000)).toEqual(['x.loadBalancer.idleTimeoutSeconds']);
    expect(withIdle(liveHeartbeatMs / 1_000 + 1)).toEqual([]);
    expect(withIdle(keepAliveMs / 1_000)).toEqual(['x.loadBalancer.idleTimeoutSeconds']);
    expect(withIdle(keepAliveMs / 1_000 - 1)).toEqual([]);
  });

  it('refuses what AWS would, and what would cut off buyers', () => {
    const loadBalancer = {
      ...tasks.loadBalancer,
      healthTimeoutSeconds: 30,
      deregistrationSeconds: 10,
      slowStartSeconds: 10,
      stickySeconds: 0,
      tlsPolicy: 'ELBSecurityPolicy-2016-08',
    };
    expect(settingsOf({ ...tasks, loadBalancer })).toEqual(
      [
        'healthTimeoutSeconds',
        'deregistrationSeconds',
        'slowStartSeconds',
        'stickySeconds',
        'tlsPolicy',
      ].map((name) => `x.loadBalancer.${name}`),
    );
  });

  it('refuses instances that need two machine images, and refreshes that cannot be', () => {
    const bad = {
      ...instances.instances,
      instanceTypes: ['t3.medium', 't4g.medium'],
      refresh: { minHealthyPercent: 90, maxHealthyPercent: 200 },
      launchTimeoutSeconds: 300,
      volumeGib: 4,
    };
    expect(settingsOf({ ...instances, instances: bad })).toEqual(
      ['instanceTypes', 'refresh', 'volumeGib', 'launchTimeoutSeconds'].map(
        (name) => `x.instances.${name}`,
      ),
    );
  });

  it('refuses more warm functions than there may be', () => {
    const serverlessRead = { ...tasks.serverlessRead, concurrencyWarm: 11, memoryMib: 128 };
    expect(settingsOf({ ...tasks, serverlessRead })).toEqual([
      'x.serverlessRead.concurrencyWarm',
      'x.serverlessRead.memoryMib',
    ]);
  });

  it.each([
    [{ cpu: 300, memoryMib: 512 }, 'x.cpu'],
    [{ cpu: 256, memoryMib: 1_536 }, 'x.memoryMib'],
    [{ cpu: 2_048, memoryMib: 2_048 }, 'x.memoryMib'],
    [{ cpu: 8_192, memoryMib: 18_432 }, 'x.memoryMib'],
  ])('refuses tasks of %j', (size, setting) => {
    expect(checkTaskSize('x', size).map((problem) => problem.setting)).toEqual([setting]);
  });

  it('tells Arm from x86 by the name', () => {
    const arm = ['t4g.small', 'm7gd.large', 'c6gn.xlarge', 'g5g.xlarge'];
    expect(arm.filter((type) => !isArm(type))).toEqual([]);
    const x86 = ['t3.medium', 't3a.medium', 'g4dn.xlarge', 'r5.large', 'm7i.large'];
    expect(x86.filter((type) => isArm(type))).toEqual([]);
  });
});
