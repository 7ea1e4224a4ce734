/** Whatever ends a cluster, nothing of it is left; and what goes on without some of its parts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Cluster } from '../../src/cluster/start-cluster.ts';
import { isRunning } from '../../src/postgres/processes.ts';
import { startChild } from '../support/child.ts';
import { createSaleEvent } from '../support/sale-events.ts';
import { waitFor } from '../support/wait-for.ts';
import { startLoad } from './load.ts';
import { testCluster } from './use-cluster.ts';
import { watch } from './watcher.ts';

/** Processes start slowly on a machine that has other things to do. */
const PATIENCE_MS = 60_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS });

describe('the process that started a cluster', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('leaves nothing after %s', async (signal) => {
    const child = startChild(join(import.meta.dirname, 'cluster-child.ts'), []);
    const { started, dataDir } = (await waitFor(
      `the cluster; it said ${JSON.stringify(child.facts)}`,
      () => child.facts.find((fact) => 'started' in fact),
      PATIENCE_MS,
    )) as { started: number[]; dataDir: string };
    expect(started.filter(isRunning)).toEqual(started);
    await child.end(signal);
    await waitFor(
      'everything to have ended',
      () => !started.some(isRunning) && !existsSync(dataDir),
      PATIENCE_MS,
    );
  });
});

describe('two workers, and no process for streams', () => {
  let cluster: Cluster | undefined;
  afterAll(() => cluster?.close());

  it('the second worker goes on when the first is told to end, or dies', async () => {
    cluster = await testCluster({
      fleet: { api: 1, realtime: 0, worker: 2 },
      replica: false,
      redis: false,
      revive: false,
    });
    const { primary, apiKey, url, nodes } = cluster;
    const eventId = await createSaleEvent(primary.url, apiKey, { capacity: 100_000 });
    // The api node serves the streams: there is nobody else.
    const watcher = watch(url, eventId);
    await waitFor('the first snapshot', () => watcher.available() === 100_000);
    const load = startLoad(url, apiKey, eventId, 2);
    const isTold = async (): Promise<void> => {
      await load.more(20);
      const sold = load.acknowledged.size;
      await waitFor('the stream to tell', () => watcher.available() <= 100_000 - sold, PATIENCE_MS);
    };
    await isTold();
    const [first, second] = nodes.filter(({ role }) => role === 'worker');
    await first?.kill('SIGTERM');
    await isTold();
    await first?.restart();
    await second?.kill('SIGKILL');
    await isTold();
    await load.stop();
    watcher.close();
    expect(load.failures).toEqual([]);
  });
});
