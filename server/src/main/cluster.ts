/**
 * `npm run cluster`: a cluster on this machine, until Ctrl-C. `-- --api 3 --realtime 2 --worker 2
 * --port 8080 --data-dir DIRECTORY --no-replica --no-redis`; variables of the environment that are
 * named with `--env NAME=VALUE` go to every node.
 */
import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startCluster, type Cluster, type ClusterOptions } from '../cluster/start-cluster.ts';
import { environment } from '../config/environment.ts';
import { StartupError } from '../postgres/startup-error.ts';

const PORT = '8080';
const PER_ROLE_MAX = 32;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function readOptions(): ClusterOptions {
  const { values } = parseArgs({
    allowNegative: true,
    options: {
      api: { type: 'string', default: '2' },
      realtime: { type: 'string', default: '1' },
      worker: { type: 'string', default: '1' },
      port: { type: 'string', default: PORT },
      'data-dir': { type: 'string' },
      env: { type: 'string', multiple: true, default: [] },
      replica: { type: 'boolean', default: true },
      redis: { type: 'boolean', default: true },
    },
  });
  const number = (
    name: 'api' | 'realtime' | 'worker' | 'port',
    min: number,
    max: number,
  ): number => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new StartupError(`--${name} must be a number from ${min} to ${max}.`);
  };
  const pairs = values.env.map((text) => [
    text.split('=', 1)[0] ?? '',
    text.replace(/^[^=]*=?/, ''),
  ]);
  const dataDir = values['data-dir'];
  return {
    fleet: {
      api: number('api', 1, PER_ROLE_MAX),
      realtime: number('realtime', 0, PER_ROLE_MAX),
      worker: number('worker', 1, PER_ROLE_MAX),
    },
    port: number('port', 1, 65_535),
    ...(dataDir !== undefined && { dataDir: resolve(dataDir) }),
    env: Object.fromEntries(pairs),
    replica: values.replica,
    redis: values.redis,
    path: environment()['PATH'] ?? '',
    log: say,
  };
}

function greet(cluster: Cluster): void {
  const rows = cluster.nodes.map(({ name, url, pid }) => `  ${name.padEnd(12)} ${url}  pid ${pid}`);
  const { primary, replica, redis } = cluster;
  say('');
  say(`  The cluster answers at ${cluster.url}`);
  for (const row of rows) say(row);
  say(`  ${'primary'.padEnd(12)} pid ${primary.pid}`);
  if (replica !== undefined) say(`  ${'replica'.padEnd(12)} pid ${replica.pid}`);
  if (redis !== undefined) say(`  ${'redis'.padEnd(12)} pid ${redis.pid}`);
  say(`  data, logs   ${cluster.dataDir}`);
  // Secrets go to a terminal and nowhere else.
  if (process.stdout.isTTY) say(`  partner key  ${cluster.apiKey}`);
  say('');
  say('  Kill what you like: it comes back. Ctrl-C ends all of it.');
}

async function main(): Promise<void> {
  let ending = false;
  let cluster: Cluster | undefined;
  let impatient = false;
  const end = (): void => {
    // A terminal and a wrapper may both pass the same Ctrl-C on.
    if (ending && impatient) process.exit(1);
    setTimeout(() => (impatient = true), 1_000).unref();
    if (ending) return;
    ending = true;
    say('Ending.');
    if (cluster !== undefined) void cluster.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  const started = await startCluster(readOptions());
  cluster = started;
  if (ending) return started.close();
  greet(started);
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error;
  if (!(error instanceof StartupError || isUsage)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
