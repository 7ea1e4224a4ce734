/** The shared state of several processes, in Redis or Valkey: one server or a cluster. */
import { bounds, checkTake, checkTtl, checkWindow, tagOf } from '../bounds.ts';
import type { Cache, Distinct, Limiter, Once, SharedState } from '../contract.ts';
import { type ConnectionOptions, type Connection, openConnection } from './connection.ts';
import { createRedisFeed } from './feed.ts';
import { seenScript, takeScript } from './scripts.ts';

/** Works also when Redis is not there: calls are refused until it is. */
export async function openRedis(options: ConnectionOptions): Promise<SharedState> {
  const { clock } = options;
  const connection = await openConnection(options);
  return {
    engine: 'redis',
    limiter: limiterIn(connection),
    once: onceIn(connection),
    distinct: (windowMinutes) => distinctIn(connection, windowMinutes, () => clock.nowMs()),
    cache: (purpose) => cacheIn(connection, purpose),
    feed: (name) => createRedisFeed(connection, name),
    async health() {
      const beganMs = clock.monotonicMs();
      const isUp = await connection.call('ping', 'ping').then(
        () => true,
        () => false,
      );
      return { state: isUp ? 'up' : 'down', latencyMs: clock.monotonicMs() - beganMs };
    },
    close: () => connection.close(),
  };
}

const limiterIn = (connection: Connection): Limiter => ({
  async take(name, rate, cost = 1) {
    checkTake(rate, cost);
    const tokenMicros = 1_000_000 / rate.perSecond;
    const key = connection.key('limit', name);
    const micros = [cost * tokenMicros, rate.burst * tokenMicros];
    return Number(await connection.run('take', takeScript, key, ...micros)) / 1_000;
  },
});

const onceIn = (connection: Connection): Once => ({
  async first(name, ttlMs) {
    const key = connection.key('once', name);
    const answer = await connection.call('first', 'set', key, 1, 'NX', 'PX', checkTtl(ttlMs));
    return answer === 'OK';
  },
});

const MINUTE_MS = 60_000;

/**
 * The minute is that of the asking process: clocks a few seconds apart change who counts by as much.
 */
function distinctIn(connection: Connection, windowMinutes: number, nowMs: () => number): Distinct {
  const window = checkWindow(windowMinutes);
  const keyOf = (group: string, minute: number): string =>
    connection.key('distinct', group, `:${window}:${minute}`);
  return {
    async seen(group, member) {
      const key = keyOf(group, Math.floor(nowMs() / MINUTE_MS));
      const ttlMs = (window + 2) * MINUTE_MS;
      await connection.run('seen', seenScript, key, tagOf(member), ttlMs);
    },
    async count(group) {
      const minute = Math.floor(nowMs() / MINUTE_MS);
      const keys = Array.from({ length: window + 1 }, (_, ago) => keyOf(group, minute - ago));
      return Number(await connection.call('count', 'pfcount', ...keys));
    },
  };
}

const cacheIn = (connection: Connection, purpose: string): Cache => {
  const keyOf = (name: string): string => connection.key(`cache:${purpose}`, name);
  return {
    async get(name) {
      const value = await connection.call('get', 'get', keyOf(name));
      return typeof value === 'string' ? value : undefined;
    },
    async set(name, value, ttlMs) {
      const ttl = checkTtl(ttlMs);
      if (value.length > bounds.cacheValueChars) await connection.call('set', 'del', keyOf(name));
      else await connection.call('set', 'set', keyOf(name), value, 'PX', ttl);
    },
    async delete(name) {
      await connection.call('delete', 'del', keyOf(name));
    },
  };
};
