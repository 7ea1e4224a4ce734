/**
 * `node scripts/with-node.mjs server/test/cluster/main.ts [--rounds 3]`: kills every kind of process of a
 * cluster under load and tells for how long nobody could book, and for how long streams were behind.
 * Exit code 1 when anything that was acknowledged is missing, or the audit finds something.
 */
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Cluster } from '../../src/cluster/start-cluster.ts';
import { auditFindings } from '../support/audited.ts';
import { createSaleEvent } from '../support/sale-events.ts';
import { waitFor } from '../support/wait-for.ts';
import { type Load, startLoad } from './load.ts';
import { ask, missing, testCluster, untilStamped } from './use-cluster.ts';
import { watch, type Watcher } from './watcher.ts';

type Scene = { readonly cluster: Cluster; readonly load: Load; readonly watcher: Watcher };
type Deed = { readonly name: string; readonly act: (cluster: Cluster) => Promise<void> | void };

const PLACES = 1_000_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, workers: { type: 'string', default: '1' } },
});

const ofNode = (name: string, signal: NodeJS.Signals): Deed => ({
  name: `${name.padEnd(11)} ${signal}`,
  act: async ({ nodes }) => nodes.find((node) => node.name === name)?.kill(signal),
});
/** The worker that stamps the outbox: the other one only waits for its lease. */
const leader = (signal: NodeJS.Signals): Deed => ({
  name: `worker      ${signal}`,
  async act({ nodes, primary }) {
    const rows = await ask<{ holder: string }>(primary.url, 'SELECT holder FROM outbox_relay');
    // Named like onsale-<pid>-<random>.
    const pid = Number(rows[0]?.holder.split('-')[1]);
    await nodes.find((node) => node.pid === pid)?.kill(signal);
  },
});
const deeds: readonly Deed[] = [
  ...(['SIGTERM', 'SIGKILL'] as const).flatMap((signal) => [
    ofNode('api-1', signal),
    ofNode('realtime-1', signal),
    leader(signal),
  ]),
  { name: 'redis       SIGKILL', act: ({ redis }) => redis?.kill('SIGKILL') },
  { name: 'replica     SIGKILL', act: ({ replica }) => replica?.kill('SIGKILL') },
  {
    name: 'primary     SIGKILL',
    async act({ primary }) {
      primary.kill('SIGKILL');
      await primary.restarted();
    },
  },
];

const booked = ({ load }: Scene): number => load.acknowledged.size;
const shown = ({ watcher }: Scene): number => PLACES - watcher.available();

/** The longest time that the stream showed nothing new, from the deed on. */
async function streamPauseMs(scene: Scene, untilOver: () => boolean): Promise<number> {
  let [lastMs, longestMs, known] = [performance.now(), 0, shown(scene)];
  while (!untilOver()) {
    await delay(10);
    const now = shown(scene);
    if (now === known) continue;
    known = now;
    longestMs = Math.max(longestMs, performance.now() - lastMs);
    lastMs = performance.now();
  }
  return Math.max(longestMs, performance.now() - lastMs);
}

async function perform(scene: Scene, { name, act }: Deed): Promise<void> {
  const { load, cluster } = scene;
  const failuresBefore = load.failures.length;
  const sinceMs = performance.now();
  let isOver = false;
  const stream = streamPauseMs(scene, () => isOver);
  await act(cluster);
  await load.more(50);
  const sold = booked(scene);
  await waitFor('the stream to tell', () => shown(scene) >= sold, 30_000);
  isOver = true;
  const bookings = load.longestPauseMs(sinceMs) / 1_000;
  const failed = load.failures.length - failuresBefore;
  const streams = ((await stream) / 1_000).toFixed(2);
  say(
    `${name}   bookings ${bookings.toFixed(2)} s   streams ${streams} s   failed requests ${failed}`,
  );
  // The next one meets a cluster that is whole again.
  await waitFor(
    'all nodes to be ready',
    async () => {
      const ready = cluster.nodes.map(async ({ url }) => (await fetch(`${url}/readyz`)).ok);
      return (await Promise.all(ready)).every(Boolean);
    },
    30_000,
  );
  await load.more(50);
}

const workers = Number(values.workers);
const cluster = await testCluster({ fleet: { worker: workers } });
let found: readonly unknown[] = [];
try {
  const { primary, apiKey, url } = cluster;
  const eventId = await createSaleEvent(primary.url, apiKey, { capacity: PLACES });
  const watcher = watch(url, eventId);
  await waitFor('the first snapshot', () => watcher.available() === PLACES);
  const scene = { cluster, watcher, load: startLoad(url, apiKey, eventId) };
  await scene.load.more(100);
  say('the longest time without an acknowledged booking, and without news on a stream');
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    say(`round ${round}`);
    for (const deed of deeds) await perform(scene, deed);
  }
  await scene.load.stop();
  watcher.close();
  await untilStamped(primary.url);
  found = [
    ...(await missing(primary.url, scene.load.acknowledged)),
    ...(await auditFindings(primary.url)),
  ];
  say(`acknowledged ${booked(scene)}, missing or wrong: ${found.length}`);
} finally {
  await cluster.close();
}
process.exitCode = found.length === 0 ? 0 : 1;
