/** What an account has once: budget, trail, passwords, who may deploy. One an environment. */
import type { AccountConfig } from './account-config.ts';
import type { Environment } from './names.ts';

const common = {
  passwords: { lengthMin: 14, ageMaxDays: 90, remembered: 24 },
  githubBranch: 'main',
  findings: { guardDuty: false, securityHub: false, awsConfig: false },
} as const satisfies Partial<AccountConfig>;

const byEnvironment = {
  dev: {
    ...common,
    budget: {
      monthlyUsd: 1_100,
      spentPercent: [50, 80, 100],
      forecastPercent: 100,
      anomalyMinimumUsd: 20,
    },
    trail: { oldVersionDays: 30, glacierAfterDays: 30, expireAfterDays: 120 },
    stateVersionsDays: 30,
    githubEnvironment: 'dev',
  },
  staging: {
    ...common,
    budget: {
      monthlyUsd: 1_800,
      spentPercent: [50, 80, 100],
      forecastPercent: 100,
      anomalyMinimumUsd: 30,
    },
    trail: { oldVersionDays: 30, glacierAfterDays: 30, expireAfterDays: 120 },
    stateVersionsDays: 30,
    githubEnvironment: 'staging',
  },
  prod: {
    ...common,
    budget: {
      monthlyUsd: 3_000,
      spentPercent: [50, 80, 100],
      forecastPercent: 100,
      anomalyMinimumUsd: 100,
    },
    trail: { oldVersionDays: 30, glacierAfterDays: 90, expireAfterDays: 365 },
    stateVersionsDays: 90,
    githubEnvironment: 'prod',
  },
} as const satisfies Record<Environment, AccountConfig>;

export const accountConfig = (environment: Environment): AccountConfig =>
  byEnvironment[environment];
