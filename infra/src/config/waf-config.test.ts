/** Firewalls that AWS refuses, or that protect nobody, are refused before. */
import { describe, expect, it } from 'vitest';
import { wafConfig as disasterRecovery } from './disaster-recovery/waf.ts';
import { wafConfig as ec2Aurora } from './ec2-aurora/waf.ts';
import { wafConfig as eks } from './eks/waf.ts';
import { wafConfig as fargate } from './fargate/waf.ts';
import { environments } from './names.ts';
import { checkWaf, type WafConfig } from './waf-config.ts';

const good = eks('staging');
const settingsOf = (config: WafConfig, environment: 'staging' | 'prod' = 'staging') =>
  checkWaf('waf', config, environment).map(({ setting }) => setting);

describe('firewall configuration', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const config of [ec2Aurora, eks, fargate, disasterRecovery]) {
        expect(checkWaf('waf', config(environment), environment)).toEqual([]);
      }
    }
  });

  it('counts 1,000 requests in a minute, not in the five that AWS counts by default', () => {
    for (const config of [ec2Aurora, eks, fargate, disasterRecovery]) {
      expect(config('prod')).toMatchObject({ windowSeconds: 60, limits: { api: 1_000 } });
    }
  });

  it('refuses ways past the firewall in prod, and wide ones anywhere', () => {
    const open = { ...good, loadTestAddresses: ['192.0.2.0/28'] };
    expect(settingsOf(open)).toEqual([]);
    expect(settingsOf(open, 'prod')).toEqual(['waf.loadTestAddresses']);
    const wide = { ...good, loadTestAddresses: ['192.0.2.1/32', '0.0.0.0/0', 'k6'] };
    expect(settingsOf(wide)).toEqual(['waf.loadTestAddresses[1]', 'waf.loadTestAddresses[2]']);
  });

  it('refuses limits that AWS does not take, or lower ones for a carrier than for a phone', () => {
    expect(settingsOf({ ...good, limits: { ...good.limits, holds: 5 } })).toEqual([
      'waf.limits.holds',
    ]);
    expect(settingsOf({ ...good, limits: { ...good.limits, carrier: 900 } })).toEqual([
      'waf.limits.carrier',
    ]);
  });

  it('refuses times that AWS does not know', () => {
    const config = {
      ...good,
      immunitySeconds: { captcha: 300, challenge: 60 },
      logs: { ...good.logs, retentionDays: 10 },
    };
    expect(settingsOf(config)).toEqual(['waf.immunitySeconds.challenge', 'waf.logs.retentionDays']);
  });
});
