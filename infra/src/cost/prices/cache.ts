/** ElastiCache for Redis OSS, a node and hour. Valkey's nodes cost a fifth less. */
import { price } from './price.ts';

export const cacheNodePrices = {
  'cache.t3.micro': price('h', 0.025, 0.026, 0.017),
  'cache.t3.small': price('h', 0.05, 0.052, 0.034),
  'cache.t3.medium': price('h', 0.099, 0.103, 0.068),
  'cache.t4g.micro': price('h', 0.024, 0.025, 0.016, 'listed'),
  'cache.t4g.small': price('h', 0.047, 0.05, 0.032),
  'cache.t4g.medium': price('h', 0.095, 0.099, 0.065),
  'cache.m7g.large': price('h', 0.195, 0.194, 0.158),
  'cache.m7g.xlarge': price('h', 0.389, 0.387, 0.315),
  'cache.r7g.large': price('h', 0.262, 0.263, 0.219, 'listed'),
} as const;

export const cacheStoragePrices = { snapshot: price('GB-month', 0.085, 0.085, 0.085) } as const;
