/** Networks that cannot work are refused with the setting's name and a way out. */
import { describe, expect, it } from 'vitest';
import {
  networkConfig as disasterRecovery,
  standbyNetworkConfig,
} from './disaster-recovery/network.ts';
import { networkConfig as ec2Aurora } from './ec2-aurora/network.ts';
import { networkConfig as eks } from './eks/network.ts';
import { networkConfig as fargate } from './fargate/network.ts';
import { environments } from './names.ts';
import { checkNetwork, type NetworkConfig } from './network-config.ts';

const good = fargate('dev');
const settingsOf = (config: NetworkConfig) =>
  checkNetwork('fargate/dev network', config).map(({ setting }) => setting);

describe('network configuration', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const config of [fargate, ec2Aurora, eks, disasterRecovery, standbyNetworkConfig]) {
        expect(checkNetwork('network', config(environment))).toEqual([]);
      }
    }
  });

  it('refuses ranges that overlap, and names both', () => {
    const subnets = { ...good.subnets, data: ['10.0.1.128/25', '10.0.22.0/24'] };
    const [problem, ...others] = checkNetwork('fargate/dev network', { ...good, subnets });
    expect(others).toEqual([]);
    expect(problem).toEqual({
      setting: 'fargate/dev network.subnets.data[0]',
      problem: '10.0.1.128/25 overlaps 10.0.1.0/24.',
      remedy: 'Separate it from subnets.public[0].',
    });
  });

  it('refuses too few zones, ranges outside, and what is no range', () => {
    expect(settingsOf({ ...good, zones: ['ap-northeast-2a'] })).toContain(
      'fargate/dev network.zones',
    );
    expect(settingsOf({ ...good, cidr: '10.9.0.0/16' })).toContain(
      'fargate/dev network.subnets.public[0]',
    );
    expect(settingsOf({ ...good, cidr: '10.0.0.1/16' })).toContain('fargate/dev network.cidr');
    expect(settingsOf({ ...good, cidr: '300.0.0.0/16' })).toContain('fargate/dev network.cidr');
  });

  it('refuses another number of ranges than zones', () => {
    const subnets = { ...good.subnets, public: ['10.0.1.0/24'] };
    expect(settingsOf({ ...good, subnets })).toEqual(['fargate/dev network.subnets.public']);
  });
});
