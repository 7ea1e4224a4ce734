/** The engine in Redis keeps the contract: on one server, with TLS and a password, and in a cluster. */
import { describe } from 'vitest';
import {
  describeWithRedis,
  describeWithTls,
  redisConfigFor,
  startRedis,
} from '../../test/support/redis.ts';
import { startRedisCluster } from '../../test/support/redis-cluster.ts';
import { startSecureCluster, startSecureRedis } from '../../test/support/redis-tls.ts';
import type { RedisConfig } from '../config/config.ts';
import { describeContract, type Opened } from '../../test/shared/contract-suite.ts';
import { openTestRedis } from '../../test/shared/open-redis.ts';

const PROCESSES = 4;

async function openAll(config: RedisConfig, remove: () => Promise<void>): Promise<Opened> {
  const opened = await Promise.all(Array.from({ length: PROCESSES }, () => openTestRedis(config)));
  const processes = opened.map(({ state }) => state);
  return {
    processes,
    async close() {
      await Promise.all(processes.map((state) => state.close()));
      await remove();
    },
  };
}

describeWithRedis('one Redis', () => {
  describeContract(async () => {
    const server = await startRedis();
    return openAll(redisConfigFor(server.port), () => server.remove());
  });
});

describeWithTls('a Redis with TLS, a user and a password', () => {
  describeContract(async () => {
    const server = await startSecureRedis();
    return openAll(server.config, () => server.remove());
  });
});

describeWithRedis('a cluster of Redis', () => {
  describe('of three masters and three replicas', () => {
    describeContract(async () => {
      const cluster = await startRedisCluster();
      return openAll(cluster.config, () => cluster.remove());
    });
  });
});

describeWithTls('a cluster of Redis with TLS', () => {
  describeContract(async () => {
    const cluster = await startSecureCluster();
    return openAll(cluster.config, () => cluster.remove());
  });
});
