/**
 * The shape of Redis: two replication groups with opposite duties. `store` keeps what must not
 * vanish (waiting queues, admissions, sessions) and rather refuses a write than forget; `cache`
 * holds copies and forgets what was not used for longest.
 */
import type { Problem } from '../lib/problem.ts';

export type EvictionPolicy =
  | 'noeviction'
  | 'allkeys-lru'
  | 'allkeys-lfu'
  | 'allkeys-random'
  | 'volatile-lru'
  | 'volatile-ttl';

export type ShardScaling = {
  readonly min: number;
  readonly max: number;
  /** Of the primaries' engine, on average; AWS takes 35 to 70. */
  readonly cpuPercent: number;
};

export type RedisGroupConfig = {
  /** E.g. `cache.t3.micro`. */
  readonly nodeType: string;
  /** Spread over shards by hash slot; clients have to speak the cluster protocol. */
  readonly clusterMode: boolean;
  /** One without cluster mode. */
  readonly shards: number;
  /** Of each shard. None: no failover; what is in memory is lost with its node. */
  readonly replicasPerShard: number;
  readonly evictionPolicy: EvictionPolicy;
  /** 0: no snapshots, where what is lost can be filled again from the database. */
  readonly snapshotRetentionDays: number;
  /** In UTC, at least an hour: `kstWindow`. */
  readonly snapshotWindow: string;
  /** In UTC, at least an hour: `kstWeeklyWindow`. */
  readonly maintenanceWindow: string;
  /** Keeps a snapshot of the first shard when the group is deleted. */
  readonly finalSnapshot: boolean;
  readonly shardScaling?: ShardScaling;
};

/** What the engine is told besides its eviction policy. */
export type RedisParameters = {
  readonly idleTimeoutSeconds: number;
  /** Keys it looks at to find one to evict. */
  readonly evictionSamples: number;
  /** Commands slower than this are logged. */
  readonly slowLogMicroseconds: number;
  readonly slowLogEntries: number;
};

export type CacheConfig = {
  readonly engine: 'redis' | 'valkey';
  /** Major and minor, e.g. `7.1`. */
  readonly engineVersion: string;
  readonly parameters: RedisParameters;
  readonly logRetentionDays: number;
  /** One more makes a new AUTH token; the old one stays valid until the next change. */
  readonly authTokenVersion: number;
  /** How long a deleted token can be brought back, 7 to 30; its name is taken so long. 0: gone. */
  readonly secretRecoveryDays: number;
  readonly store: RedisGroupConfig;
  readonly cache: RedisGroupConfig;
};

/** As documented for the EC2 topology, the only one that says any. */
export const redisParameters: RedisParameters = {
  idleTimeoutSeconds: 300,
  evictionSamples: 5,
  slowLogMicroseconds: 10_000,
  slowLogEntries: 128,
};

/** Of one group, unless AWS is asked for more. */
const nodesMax = 90;
const nodePattern = /^cache\.[a-z]+\d[a-z]*\.(?:micro|small|medium|large|\d*xlarge)$/;
/** AWS scales shards of these only. */
const scalablePattern = /^cache\.(?:r8g|r7g|r6gd?|r5|m8g|m7g|m6g|m5|c8gn|c7gn)\.(?:|x|2x)large$/;

/** At `where`, e.g. `fargate/prod cache`. */
export function checkCache(where: string, config: CacheConfig): Problem[] {
  const problems = [
    ...checkVersion(`${where}.engineVersion`, config),
    ...checkGroup(`${where}.store`, config.store),
    ...checkGroup(`${where}.cache`, config.cache),
  ];
  const { secretRecoveryDays: days } = config;
  if (days !== 0 && (days < 7 || days > 30)) {
    problems.push({
      setting: `${where}.secretRecoveryDays`,
      problem: `is ${days}.`,
      remedy: 'Use 7 to 30, or 0.',
    });
  }
  if (config.store.evictionPolicy !== 'noeviction') {
    problems.push({
      setting: `${where}.store.evictionPolicy`,
      problem: `${config.store.evictionPolicy} forgets queues, admissions and sessions.`,
      remedy: 'Use noeviction.',
    });
  }
  if (config.cache.evictionPolicy === 'noeviction') {
    problems.push({
      setting: `${where}.cache.evictionPolicy`,
      problem: 'noeviction refuses every write once memory is full.',
      remedy: 'Use allkeys-lru.',
    });
  }
  return problems;
}

function checkVersion(setting: string, { engine, engineVersion }: CacheConfig): Problem[] {
  const oldest = engine === 'redis' ? 7 : 7.2;
  if (/^\d\.\d$/.test(engineVersion) && Number(engineVersion) >= oldest) return [];
  return [
    {
      setting,
      problem: `"${engineVersion}" is no version of ${engine} that is supported here.`,
      remedy: `Give major and minor, ${oldest.toFixed(1)} or newer.`,
    },
  ];
}

function checkGroup(where: string, group: RedisGroupConfig): Problem[] {
  const { nodeType, clusterMode, shards, replicasPerShard, shardScaling } = group;
  const problems: Problem[] = [];
  const refuse = (wrong: boolean, part: string, problem: string, remedy: string): void => {
    if (wrong) problems.push({ setting: `${where}.${part}`, problem, remedy });
  };
  refuse(
    !nodePattern.test(nodeType),
    'nodeType',
    `"${nodeType}" is not offered.`,
    'Use one such as cache.t3.micro, the smallest, or cache.m7g.large.',
  );
  refuse(shards < 1, 'shards', `${shards} shards keep nothing.`, 'Use at least one.');
  refuse(
    !clusterMode && shards !== 1,
    'shards',
    `${shards} shards need cluster mode.`,
    'Set clusterMode, or use one shard.',
  );
  refuse(
    replicasPerShard < 0 || replicasPerShard > 5,
    'replicasPerShard',
    `${replicasPerShard} replicas are not possible.`,
    'Use 0 to 5.',
  );
  const nodes = Math.max(shards, shardScaling?.max ?? 0) * (1 + replicasPerShard);
  refuse(
    nodes > nodesMax,
    'shards',
    `make ${nodes} nodes with their replicas.`,
    `Stay within ${nodesMax}.`,
  );
  if (shardScaling === undefined) return problems;
  const { min, max, cpuPercent } = shardScaling;
  refuse(
    !clusterMode || !scalablePattern.test(nodeType),
    'shardScaling',
    `is not possible for ${nodeType}${clusterMode ? '' : ' without cluster mode'}.`,
    'Use cluster mode and large to 2xlarge nodes of a family such as m7g, or leave it out.',
  );
  refuse(
    min < 1 || min > shards || shards > max,
    'shardScaling',
    `goes from ${min} to ${max}, but ${shards} shards are made.`,
    'Let the range contain the number of shards.',
  );
  refuse(
    cpuPercent < 35 || cpuPercent > 70,
    'shardScaling.cpuPercent',
    `${cpuPercent} is out of range.`,
    'Use 35 to 70.',
  );
  return problems;
}
