/**
 * A cluster in a process of its own, for the test that kills that process: one line of JSON with the
 * pids of everything it has started.
 */
import process from 'node:process';
import { testCluster } from './use-cluster.ts';

const cluster = await testCluster({ fleet: { api: 1, realtime: 0, worker: 1 } });
const { nodes, primary, replica, redis, simulator, dataDir } = cluster;
const started = [...nodes, primary, replica, redis, simulator].flatMap((one) => one?.pid ?? []);
process.stdout.write(`${JSON.stringify({ started, dataDir })}\n`);
// A test that was given up must not leave it behind.
const parent = process.ppid;
const check = setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 250);
check.unref();
process.once('SIGTERM', () => void cluster.close().then(() => process.exit(0)));
