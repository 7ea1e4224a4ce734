/** Accounts without a budget, a memory or a password policy are refused. */
import { describe, expect, it } from 'vitest';
import { accountConfig } from './account.ts';
import { type AccountConfig, checkAccount } from './account-config.ts';
import { environments } from './names.ts';

const good = accountConfig('prod');
const settingsOf = (config: AccountConfig) =>
  checkAccount('account', config).map(({ setting }) => setting);

describe('configuration of an account', () => {
  it('is sound in every environment', () => {
    for (const environment of environments) {
      expect(checkAccount('account', accountConfig(environment))).toEqual([]);
    }
  });

  it('gives each environment a GitHub environment of its own', () => {
    const names = environments.map((environment) => accountConfig(environment).githubEnvironment);
    expect(new Set(names).size).toBe(environments.length);
  });

  it('refuses what protects nothing', () => {
    expect(settingsOf({ ...good, budget: { ...good.budget, monthlyUsd: 0 } })).toEqual([
      'account.budget.monthlyUsd',
    ]);
    expect(settingsOf({ ...good, stateVersionsDays: 1 })).toEqual(['account.stateVersionsDays']);
    expect(settingsOf({ ...good, passwords: { ...good.passwords, lengthMin: 8 } })).toEqual([
      'account.passwords.lengthMin',
    ]);
    expect(
      settingsOf({ ...good, trail: { ...good.trail, glacierAfterDays: 90, expireAfterDays: 120 } }),
    ).toEqual(['account.trail.expireAfterDays']);
  });
});
