/** The edge of the EKS topology: CloudFront before everything, also before the API. */
import type { EdgeConfig } from '../edge-config.ts';
import type { Environment } from '../names.ts';

const common = {
  tlsMinimum: 'TLSv1.2_2021',
  cacheSeconds: {
    pages: { min: 1, default: 300, max: 300 },
    publicReads: { min: 0, default: 0, max: 31_536_000 },
    assets: { min: 1, default: 86_400, max: 31_536_000 },
  },
  browserSeconds: { html: 300, hashed: 31_536_000, images: 604_800 },
  hstsSeconds: 31_536_000,
  site: { encryption: 'aes256', oldVersionDays: 30, deleteContents: true },
} as const satisfies Partial<EdgeConfig>;

const byEnvironment = {
  dev: {
    ...common,
    priceClass: 'PriceClass_200',
    originShield: false,
    dnsQueryLogRetentionDays: 0,
  },
  staging: {
    ...common,
    priceClass: 'PriceClass_200',
    originShield: false,
    dnsQueryLogRetentionDays: 0,
  },
  prod: {
    ...common,
    priceClass: 'PriceClass_All',
    originShield: true,
    site: { ...common.site, deleteContents: false },
    dnsQueryLogRetentionDays: 30,
  },
} as const satisfies Record<Environment, EdgeConfig>;

export const edgeConfig = (environment: Environment): EdgeConfig => byEnvironment[environment];
