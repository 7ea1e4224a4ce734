/**
 * Redis of the EKS topology (document B): sharded, because it is written as much as it is read.
 * What is written are queues and admissions, so the store has the shards; the cache is small.
 */
import { kstWeeklyWindow, kstWindow } from '../../lib/kst-window.ts';
import { type CacheConfig, type RedisGroupConfig, redisParameters } from '../cache-config.ts';
import type { Environment } from '../names.ts';

const windows = {
  snapshotWindow: kstWindow('03:00', '05:00'),
  maintenanceWindow: kstWeeklyWindow('mon', '05:00', '07:00'),
} as const;

/** Two shards, so that what fails in a cluster fails before production. */
const store = {
  ...windows,
  nodeType: 'cache.t3.micro',
  clusterMode: true,
  shards: 2,
  replicasPerShard: 1,
  evictionPolicy: 'noeviction',
  snapshotRetentionDays: 5,
  finalSnapshot: false,
} as const satisfies RedisGroupConfig;

const cache = {
  ...windows,
  nodeType: 'cache.t3.micro',
  clusterMode: true,
  shards: 1,
  replicasPerShard: 1,
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
    store: { ...store, replicasPerShard: 0 },
    cache: { ...cache, replicasPerShard: 0 },
  },
  staging: { ...common, logRetentionDays: 14, secretRecoveryDays: 7 },
  prod: {
    ...common,
    logRetentionDays: 30,
    secretRecoveryDays: 30,
    store: {
      ...store,
      nodeType: 'cache.m7g.xlarge',
      shards: 8,
      finalSnapshot: true,
      // Below the 70 % at which the alarm calls somebody: it then means that scaling fell behind.
      shardScaling: { min: 8, max: 20, cpuPercent: 60 },
    },
    // A day's snapshot spares the database a cold start; older copies are of no use.
    cache: { ...cache, nodeType: 'cache.m7g.large', snapshotRetentionDays: 1 },
  },
} as const satisfies Record<Environment, CacheConfig>;

export const cacheConfig = (environment: Environment): CacheConfig => byEnvironment[environment];
