/** A cluster whose masters die or stall, and whose slots move, while it is used. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asOperator, describeWithRedis } from '../../test/support/redis.ts';
import {
  type RedisCluster,
  type RedisNode,
  startRedisCluster,
} from '../../test/support/redis-cluster.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import type { SharedState } from './contract.ts';
import { listen, numbered } from '../../test/shared/feed-suite.ts';
import { openTestRedis } from '../../test/shared/open-redis.ts';
import { startTraffic } from '../../test/shared/traffic.ts';

const PROCESSES = 3;
const slow = 1 / 3_600;

let cluster: RedisCluster;
let processes: readonly SharedState[] = [];
const stateOf = (caller: number): SharedState => {
  const state = processes[caller % PROCESSES];
  if (state === undefined) throw new Error('no process');
  return state;
};

beforeEach(async () => {
  cluster = await startRedisCluster();
  const config = { ...cluster.config, commandTimeoutMs: 500 };
  const opened = Array.from({ length: PROCESSES }, () => openTestRedis(config));
  processes = (await Promise.all(opened)).map(({ state }) => state);
});
afterEach(async () => {
  await Promise.all(processes.map((state) => state.close()));
  await cluster.remove();
});

const firstNode = (): RedisNode => {
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('no node');
  return node;
};

/** Where what has this name lives. */
async function slotOf(name: string, purpose = 'limit'): Promise<number> {
  const key = `onsale:${purpose}:{${name}}`;
  return asOperator(firstNode().port, (redis) => redis.cluster('KEYSLOT', key));
}

const masterOf = async (slot: number, of: RedisNode = firstNode()): Promise<RedisNode> =>
  cluster.masterOf(slot, of);

/** Another node than this one, to ask what the cluster thinks of it. */
function witnessOf(node: RedisNode): RedisNode {
  const other = cluster.nodes.find(({ id }) => id !== node.id);
  if (other === undefined) throw new Error('no other node');
  return other;
}

describeWithRedis('a cluster of Redis', () => {
  it.each([
    ['dies', (node: RedisNode) => node.kill()],
    ['stalls', (node: RedisNode) => Promise.resolve(node.signal('SIGSTOP'))],
  ])('goes on by itself when a master %s', async (_what, strike) => {
    const name = `test:${randomUUID()}`;
    const slot = await slotOf(name);
    const master = await masterOf(slot);
    const rate = { perSecond: slow, burst: 1_000_000_000 };
    const there = startTraffic(6, (caller) => stateOf(caller).limiter.take(name, rate));
    const elsewhere = startTraffic(6, (caller, n) =>
      stateOf(caller).once.first(`${name} ${caller} ${n}`, 60_000),
    );
    await there.more(100);
    await strike(master);
    await waitFor('the replica to take over', async () => {
      const now = await masterOf(slot, witnessOf(master));
      return now.id !== master.id;
    });
    await there.more(100);
    await elsewhere.more(100);
    await Promise.all([there.stop(), elsewhere.stop()]);
    // Each of these was a name of its own: nobody was told that it had been used.
    expect(elsewhere.answers.every(Boolean)).toBe(true);
    expect(there.answers.every((waitMs) => waitMs === 0)).toBe(true);
    expect((await stateOf(0).health()).state).toBe('up');
    process.stdout.write(
      `master ${_what}: ${there.longestSilence().toFixed(1)} s without an answer of its slots, ` +
        `${there.failures.length} calls failed; ${elsewhere.failures.length} elsewhere\n`,
    );
  });

  it('keeps a feed together when its master dies', async () => {
    const name = randomUUID();
    const slot = await slotOf(name, 'feed');
    const heard = [listen(stateOf(0).feed(name)), listen(stateOf(1).feed(name))];
    let published = 0;
    const publisher = startTraffic(1, async () => {
      await stateOf(2)
        .feed(name)
        .publish(numbered(published + 1, published + 1));
      published++;
    });
    await publisher.more(50);
    await (await masterOf(slot)).kill();
    await waitFor('failures', () => publisher.failures.length > 0);
    await publisher.more(50);
    await publisher.stop();
    for (const { events, subscription } of heard) {
      await waitFor('the last message', () => subscription.position >= published, 30_000);
      // The promoted replica may lack the latest entries: they show as a gap, never out of order.
      const positions = events.map((event) => (typeof event === 'number' ? event : event[1]));
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      const told = events.flatMap((event) =>
        typeof event === 'number' ? 1 : event[1] - event[0] + 1,
      );
      expect(told.reduce((sum, one) => sum + one, 0)).toBe(published);
      await subscription.close();
    }
  });

  it('counts right while a slot moves to another master', async () => {
    const name = `test:${randomUUID()}`;
    const rate = { perSecond: slow, burst: 3_000 };
    const slot = await slotOf(name);
    const from = await masterOf(slot);
    const to = await masterOf((slot + 8_192) % 16_384);
    expect(to.id).not.toBe(from.id);
    const traffic = startTraffic(6, (caller) => stateOf(caller).limiter.take(name, rate));
    await traffic.more(300);
    const setSlot = (node: RedisNode, ...how: string[]) =>
      asOperator(node.port, (redis) => redis.call('cluster', 'setslot', slot, ...how));
    await setSlot(to, 'importing', from.id);
    await setSlot(from, 'migrating', to.id);
    await traffic.more(300);
    await asOperator(from.port, async (redis) => {
      const keys = (await redis.call('cluster', 'getkeysinslot', slot, 100)) as string[];
      expect(keys).toEqual([`onsale:limit:{${name}}`]);
      await redis.call('migrate', '127.0.0.1', to.port, '', 0, 5_000, 'KEYS', ...keys);
    });
    // The key has gone, its slot has not: from now on clients are told to ask the other one.
    await traffic.more(300);
    await setSlot(to, 'node', to.id);
    await setSlot(from, 'node', to.id);
    await traffic.more(300);
    await waitFor('the end of the burst', () => traffic.answers.some((waitMs) => waitMs > 0));
    await traffic.stop();
    expect(traffic.failures).toEqual([]);
    expect(traffic.answers.filter((waitMs) => waitMs === 0)).toHaveLength(3_000);
    expect((await masterOf(slot)).id).toBe(to.id);
  });
});
