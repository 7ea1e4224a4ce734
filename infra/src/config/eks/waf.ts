/** The firewall of the EKS topology: 1,000 requests a minute and Bot Control as in document B. */
import type { Environment } from '../names.ts';
import type { WafConfig } from '../waf-config.ts';

const common = {
  windowSeconds: 60,
  limits: {
    api: 1_000,
    apiKey: 10_000,
    carrier: 20_000,
    pages: 600,
    holds: 60,
    orders: 60,
    signIn: 100,
  },
  immunitySeconds: { captcha: 300, challenge: 300 },
  loadTestAddresses: [],
} as const satisfies Partial<WafConfig>;

const byEnvironment = {
  dev: {
    ...common,
    bots: { pages: 'count', sales: 'count' },
    logs: { requests: 'all', retentionDays: 7 },
  },
  staging: {
    ...common,
    bots: { pages: 'captcha', sales: 'count' },
    logs: { requests: 'all', retentionDays: 14 },
  },
  prod: {
    ...common,
    bots: { pages: 'captcha', sales: 'block' },
    logs: { requests: 'refused', retentionDays: 30 },
  },
} as const satisfies Record<Environment, WafConfig>;

export const wafConfig = (environment: Environment): WafConfig => byEnvironment[environment];
