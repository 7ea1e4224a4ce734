/**
 * Redis of the Fargate topology. Document C wants two shards in cluster mode, one for cached
 * events, one for sessions and locks. Redis places keys by hash slot and not by prefix, so each of
 * the two is a group of its own here: as many nodes, and really separate.
 */
import { kstWeeklyWindow, kstWindow } from '../../lib/kst-window.ts';
import { type CacheConfig, type RedisGroupConfig, redisParameters } from '../cache-config.ts';
import type { Environment } from '../names.ts';

const group = {
  nodeType: 'cache.t3.micro',
  clusterMode: true,
  shards: 1,
  replicasPerShard: 1,
  snapshotWindow: kstWindow('04:00', '05:00'),
  maintenanceWindow: kstWeeklyWindow('mon', '05:00', '06:00'),
} as const satisfies Partial<RedisGroupConfig>;

const store = {
  ...group,
  evictionPolicy: 'noeviction',
  snapshotRetentionDays: 3,
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
  // In one zone, as the documents want it for development.
  dev: {
    ...common,
    logRetentionDays: 7,
    secretRecoveryDays: 0,
    store: { ...store, replicasPerShard: 0 },
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
