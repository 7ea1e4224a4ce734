/**
 * Every kind of process of a cluster is told to end, or killed, under load: the sale goes on, whoever
 * died comes back, and in the end nothing that was acknowledged is missing.
 */
// oxlint-disable vitest/expect-expect -- they wait for facts, with a deadline
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ClusterNode } from '../../src/cluster/server-nodes.ts';
import { assert } from '../../src/lib/assert.ts';
import { auditFindings } from '../support/audited.ts';
import { createSaleEvent } from '../support/sale-events.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Load, startLoad } from './load.ts';
import { missing, untilStamped, useCluster } from './use-cluster.ts';
import { watch, type Watcher } from './watcher.ts';

const PLACES = 1_000_000;
/** Processes start slowly on a machine that has other things to do. */
const BACK_MS = 60_000;
vi.setConfig({ testTimeout: 2 * BACK_MS, hookTimeout: 2 * BACK_MS });
const cluster = useCluster();
let load: Load;
let watcher: Watcher;
let failuresBefore = 0;

beforeAll(async () => {
  const { primary, apiKey, url } = cluster();
  const eventId = await createSaleEvent(primary.url, apiKey, { capacity: PLACES });
  watcher = watch(url, eventId);
  await waitFor('the first snapshot', () => watcher.available() === PLACES);
  load = startLoad(url, apiKey, eventId);
  await load.more(20);
});
afterEach(() => {
  failuresBefore = load.failures.length;
});
afterAll(async () => {
  await load.stop();
  watcher.close();
});

function nodeNamed(name: string): ClusterNode {
  const node = cluster().nodes.find((one) => one.name === name);
  assert(node !== undefined, 'there is no such node');
  return node;
}
const failures = (): readonly string[] => load.failures.slice(failuresBefore);

/** The watcher has heard of everything that is sold by now. */
async function watcherIsCurrent(): Promise<void> {
  const sold = load.acknowledged.size;
  await waitFor('the watcher to know', () => watcher.available() <= PLACES - sold, BACK_MS);
}

async function comesBack(node: ClusterNode, formerPid: number): Promise<void> {
  const isBack = async (): Promise<boolean> => {
    const isNew = node.pid !== -1 && node.pid !== formerPid;
    return isNew && (await fetch(`${node.url}/readyz`)).ok;
  };
  await waitFor(`${node.name} to be back`, isBack, BACK_MS);
}

describe('told to end', () => {
  it('an api node fails no request', async () => {
    const node = nodeNamed('api-1');
    const { pid } = node;
    await node.kill('SIGTERM');
    await comesBack(node, pid);
    await load.more(50);
    expect(failures()).toEqual([]);
  });

  it('a realtime node says goodbye, and its watchers miss nothing', async () => {
    const node = nodeNamed('realtime-1');
    const [{ pid }, byes] = [node, watcher.byes];
    await node.kill('SIGTERM');
    expect(watcher.byes).toBe(byes + 1);
    await load.more(50);
    await watcherIsCurrent();
    await comesBack(node, pid);
    expect(failures()).toEqual([]);
  });

  it('a worker hands the relay over', async () => {
    const node = nodeNamed('worker-1');
    const { pid } = node;
    await node.kill('SIGTERM');
    await comesBack(node, pid);
    await load.more(20);
    await watcherIsCurrent();
    expect(failures()).toEqual([]);
  });
});

describe('killed', () => {
  it.each(['api-2', 'realtime-1', 'worker-1'])('%s comes back', async (name) => {
    const node = nodeNamed(name);
    const { pid } = node;
    await node.kill('SIGKILL');
    await load.more(20);
    await comesBack(node, pid);
    await watcherIsCurrent();
  });

  it('Redis comes back, and nothing waits for it', async () => {
    const { redis } = cluster();
    if (redis === undefined) {
      process.stdout.write('redis-server is not installed: its death was not tried.\n');
      return;
    }
    const { pid } = redis;
    await redis.kill('SIGKILL');
    await load.more(20);
    await waitFor('Redis to be back', () => redis.pid !== -1 && redis.pid !== pid);
    await load.more(20);
    await watcherIsCurrent();
  });

  it('the primary is started again, and the replica follows it', async () => {
    const { primary } = cluster();
    const { pid } = primary;
    primary.kill('SIGKILL');
    await waitFor('another primary', () => primary.pid > 0 && primary.pid !== pid, BACK_MS);
    await primary.restarted();
    await load.more(50);
    await watcherIsCurrent();
  });

  it('loses nothing that was acknowledged, and sells nothing twice', async () => {
    const { primary } = cluster();
    await load.stop();
    expect(load.acknowledged.size).toBeGreaterThan(200);
    expect(await missing(primary.url, load.acknowledged)).toEqual([]);
    await untilStamped(primary.url);
    await watcherIsCurrent();
    expect(await auditFindings(primary.url)).toEqual([]);
  });
});
