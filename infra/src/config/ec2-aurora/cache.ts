/** Redis of the EC2 and Aurora topology (document A): pairs of the smallest node, no shards. */
import { kstWeeklyWindow, kstWindow } from '../../lib/kst-window.ts';
import { type CacheConfig, type RedisGroupConfig, redisParameters } from '../cache-config.ts';
import type { Environment } from '../names.ts';

const group = {
  nodeType: 'cache.t3.micro',
  clusterMode: false,
  shards: 1,
  replicasPerShard: 1,
  snapshotWindow: kstWindow('03:00', '05:00'),
  maintenanceWindow: kstWeeklyWindow('mon', '05:00', '07:00'),
} as const satisfies Partial<RedisGroupConfig>;

const store = {
  ...group,
  evictionPolicy: 'noeviction',
  snapshotRetentionDays: 5,
  finalSnapshot: false,
} as const satisfies RedisGroupConfig;

const cache = {
  ...group,
  evictionPolicy: 'allkeys-lru',
  snapshotRetentionDays: 0,
  finalSnapshot: false,
} as const satisfies RedisGroupConfig;

const common = {
  engine: 'redis',
  engineVersion: '7.1',
  parameters: redisParameters,
  authTokenVersion: 1,
  store,
  cache,
} as const;

const byEnvironment = {
  dev: {
    ...common,
    logRetentionDays: 7,
    secretRecoveryDays: 0,
    cache: { ...cache, replicasPerShard: 0 },
  },
  staging: { ...common, logRetentionDays: 14, secretRecoveryDays: 7 },
  prod: {
    ...common,
    logRetentionDays: 30,
    secretRecoveryDays: 30,
    store: { ...store, finalSnapshot: true },
    // Spares the database a cold start; older copies are of no use.
    cache: { ...cache, snapshotRetentionDays: 1 },
  },
} as const satisfies Record<Environment, CacheConfig>;

export const cacheConfig = (environment: Environment): CacheConfig => byEnvironment[environment];
