/** Redis that could not be created, or would forget what it must keep, is refused. */
import { describe, expect, it } from 'vitest';
import { type CacheConfig, checkCache } from './cache-config.ts';
import { cacheConfig as disasterRecovery, standbyCacheConfig } from './disaster-recovery/cache.ts';
import { cacheConfig as ec2Aurora } from './ec2-aurora/cache.ts';
import { cacheConfig as eks } from './eks/cache.ts';
import { cacheConfig as fargate } from './fargate/cache.ts';
import { environments } from './names.ts';

const good = eks('prod');
const settingsOf = (config: CacheConfig) =>
  checkCache('eks/prod cache', config).map(({ setting }) => setting);

const sizeOf = ({ store }: CacheConfig) => [
  store.nodeType,
  store.shards,
  store.replicasPerShard,
  store.snapshotRetentionDays,
];

describe('cache configuration', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const config of [ec2Aurora, eks, fargate, disasterRecovery, standbyCacheConfig]) {
        expect(checkCache('cache', config(environment))).toEqual([]);
      }
    }
  });

  it('has two zones in production, for what must not vanish', () => {
    for (const config of [ec2Aurora, eks, fargate, disasterRecovery, standbyCacheConfig]) {
      expect(config('prod').store.replicasPerShard).toBeGreaterThan(0);
    }
  });

  it('keeps the sizes of the documents', () => {
    expect(sizeOf(ec2Aurora('prod'))).toEqual(['cache.t3.micro', 1, 1, 5]);
    expect(sizeOf(eks('prod'))).toEqual(['cache.m7g.xlarge', 8, 1, 5]);
    expect(sizeOf(fargate('prod'))).toEqual(['cache.t3.micro', 1, 1, 3]);
    const { store, cache } = fargate('prod');
    const nodes = [store, cache].map(({ shards, replicasPerShard }) => [shards, replicasPerShard]);
    expect(nodes).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('refuses a store that forgets and a cache that does not', () => {
    const { store, cache } = good;
    expect(
      settingsOf({
        ...good,
        store: { ...store, evictionPolicy: 'volatile-lru' },
        cache: { ...cache, evictionPolicy: 'noeviction' },
      }),
    ).toEqual(['eks/prod cache.store.evictionPolicy', 'eks/prod cache.cache.evictionPolicy']);
  });

  it.each([
    ['nodeType', { nodeType: 'cache.t3.nano' }],
    ['shards', { clusterMode: false, shards: 2 }],
    ['shards', { shards: 0 }],
    ['shards', { shards: 50 }],
    ['replicasPerShard', { replicasPerShard: 6 }],
    ['shardScaling', { shardScaling: { min: 1, max: 4, cpuPercent: 60 } }],
    ['shardScaling', { clusterMode: true, shardScaling: { min: 1, max: 4, cpuPercent: 60 } }],
  ] as const)('refuses a wrong %s', (setting, change) => {
    const { cache } = good;
    const config = { ...good, cache: { ...cache, nodeType: 'cache.t3.micro', ...change } };
    expect(settingsOf(config)).toContain(`eks/prod cache.cache.${setting}`);
  });

  it.each([
    ['shardScaling', { min: 9, max: 20, cpuPercent: 60 }],
    ['shardScaling', { min: 2, max: 7, cpuPercent: 60 }],
    ['shardScaling.cpuPercent', { min: 8, max: 20, cpuPercent: 80 }],
  ] as const)('refuses a wrong %s of a group that can scale', (setting, shardScaling) => {
    const config = { ...good, store: { ...good.store, shardScaling } };
    expect(settingsOf(config)).toEqual([`eks/prod cache.store.${setting}`]);
  });

  it('lets a name be used again at once, or after the days that AWS offers', () => {
    for (const secretRecoveryDays of [0, 7, 30]) {
      expect(settingsOf({ ...good, secretRecoveryDays })).toEqual([]);
    }
    for (const secretRecoveryDays of [1, 31]) {
      expect(settingsOf({ ...good, secretRecoveryDays })).toEqual([
        'eks/prod cache.secretRecoveryDays',
      ]);
    }
    // What is deleted and made again the same day would meet its own name.
    for (const config of [ec2Aurora, eks, fargate, disasterRecovery, standbyCacheConfig]) {
      expect(config('dev').secretRecoveryDays).toBe(0);
    }
  });

  it.each([
    ['redis', '6.2'],
    ['redis', '7'],
    ['valkey', '7.0'],
  ] as const)('refuses %s %s', (engine, engineVersion) => {
    expect(settingsOf({ ...good, engine, engineVersion })).toEqual([
      'eks/prod cache.engineVersion',
    ]);
  });
});
