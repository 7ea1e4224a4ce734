/**
 * A realistic cluster on this machine: PostgreSQL with a streaming replica, Redis, several processes of
 * the real server by role, one payment simulator for all of them, and a balancer in front. For tests,
 * rehearsals, and for seeing what happens when a part of it dies.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settings } from '../config/settings.ts';
import { newSecret } from '../identity/api-keys.ts';
import { migrate } from '../postgres/migrate.ts';
import { StartupError } from '../postgres/startup-error.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { freePort } from './free-port.ts';
import { type Guard, startGuard } from './guard.ts';
import { type ManagedChild, startManaged } from './managed-child.ts';
import { type Fleet, poolMaxOf, processesOf, type Surroundings } from './node-settings.ts';
import { simulatorEnvironment } from './node-settings.ts';
import { type DatabaseServer, type PostgresPair, startPostgresPair } from './postgres-pair.ts';
import { findRedis, redisSpec } from './redis-server.ts';
import { answers, type ClusterNode, planNodes } from './server-nodes.ts';

export type ClusterOptions = {
  /** How many processes by role; 2 api, 1 realtime, 1 worker where absent. */
  readonly fleet?: Partial<Fleet>;
  /** Kept from one start to the next; a temporary folder, removed at the end, when absent. */
  readonly dataDir?: string;
  /** The port of the balancer; any free one when absent. */
  readonly port?: number;
  /** Where programs are looked for, as in PATH. */
  readonly path: string;
  /** Further variables for every node, over those of the cluster. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether there is a replica, and Redis; both when absent. */
  readonly replica?: boolean;
  readonly redis?: boolean;
  /** Whether processes that die are started again; yes when absent. */
  readonly revive?: boolean;
  /** `max_connections` of PostgreSQL; 200 when absent. */
  readonly connectionsMax?: number;
  /** Receives whole sentences for whoever started it. */
  readonly log: (line: string) => void;
};

export type Cluster = {
  /** Of the balancer. */
  readonly url: string;
  readonly balancer: Balancer;
  readonly nodes: readonly ClusterNode[];
  /** Undefined: redis-server is not installed, or not wanted. */
  readonly redis: ManagedChild | undefined;
  readonly simulator: ManagedChild;
  readonly primary: DatabaseServer;
  readonly replica: DatabaseServer | undefined;
  /** The key for booking that every node knows. */
  readonly apiKey: string;
  readonly dataDir: string;
  /** Ends everything, in order. */
  close(): Promise<void>;
};

type Closers = (() => Promise<unknown>)[];

const fleetDefault: Fleet = { api: 2, realtime: 1, worker: 1 };
const CONNECTIONS_MAX = 200;
const HELPER_MS = 3_000;
const simulatorScript = join(import.meta.dirname, '../main/payment-simulator.ts');

/** Throws a StartupError, with nothing left behind, when something does not come up. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    // The last first; one that fails keeps none from ending.
    for (const one of closers.splice(0).reverse()) {
      await one().catch((error: unknown) => options.log(`While ending: ${String(error)}`));
    }
  };
  try {
    return { ...(await open(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(options: ClusterOptions, closers: Closers): Promise<Omit<Cluster, 'close'>> {
  const { log, revive = true, connectionsMax = CONNECTIONS_MAX } = options;
  const fleet = { ...fleetDefault, ...options.fleet };
  const guard = startGuard();
  closers.push(() => guard.dismiss());
  const dataDir = await folderOf(options, guard, closers);
  const ports = new Set<number>();
  const logs = join(dataDir, 'logs');
  await mkdir(logs, { recursive: true });
  const child = (name: string) => ({
    logFile: join(logs, `${name}.log`),
    revive,
    guard,
    log,
  });

  const pair = await openDatabases({ ...options, dataDir, connectionsMax }, ports, guard);
  closers.push(() => pair.stop());
  await migrate(pair.primary.url, { mode: 'apply', log });
  const redisPort = await freePort(ports);
  const redis = await openRedis(options, (command) =>
    redisSpec(command, redisPort, dataDir, child('redis')),
  );
  if (redis !== undefined) closers.push(() => redis.stop(HELPER_MS));
  const simulatorPort = await freePort(ports);
  const around: Surroundings = {
    databaseUrl: pair.primary.url,
    replicaUrl: pair.replica?.url,
    redisUrl: redis && `redis://127.0.0.1:${redisPort}`,
    simulatorUrl: `http://127.0.0.1:${simulatorPort}`,
    simulatorSecret: newSecret(),
    webhookSecret: randomBytes(32).toString('base64url'),
    apiKey: await keyIn(dataDir),
    connectionsMax,
    fleet,
  };
  requireConnections(around);
  const planned = await planNodes({ around, dataDir, ports, child, options });
  const balancer = await openBalancer(planned.targets, options);
  closers.push(() => balancer.close());
  const where = { port: simulatorPort, dataDir, balancerUrl: balancer.url };
  const simulator = await startManaged({
    name: 'payments',
    command: process.execPath,
    args: [simulatorScript],
    env: simulatorEnvironment(around, where),
    isReady: () => answers(`${around.simulatorUrl}/healthz`),
    ...child('payments'),
  });
  closers.push(() => simulator.stop(HELPER_MS));
  const nodes = await planned.start((stop) => closers.push(stop));
  return {
    url: balancer.url,
    balancer,
    nodes,
    redis,
    simulator,
    primary: pair.primary,
    replica: pair.replica,
    apiKey: around.apiKey,
    dataDir,
  };
}

async function folderOf(
  { dataDir }: ClusterOptions,
  guard: Guard,
  closers: Closers,
): Promise<string> {
  if (dataDir !== undefined) {
    await mkdir(dataDir, { recursive: true });
    return dataDir;
  }
  const folder = await mkdtemp(join(tmpdir(), 'onsale-cluster-'));
  // PostgreSQL's user has to get in, also when we are root.
  await chmod(folder, 0o755);
  guard.remove(folder);
  closers.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

async function openDatabases(
  {
    dataDir,
    replica = true,
    connectionsMax,
    log,
  }: ClusterOptions & {
    readonly dataDir: string;
    readonly connectionsMax: number;
  },
  ports: Set<number>,
  guard: Guard,
): Promise<PostgresPair> {
  const chosen = { primary: await freePort(ports), replica: await freePort(ports) };
  const folder = join(dataDir, 'databases');
  await mkdir(folder, { recursive: true, mode: 0o755 });
  return startPostgresPair({ dataDir: folder, ports: chosen, replica, connectionsMax, guard, log });
}

async function openRedis(
  { redis = true, path, log }: ClusterOptions,
  specOf: (command: string) => Parameters<typeof startManaged>[0],
): Promise<ManagedChild | undefined> {
  if (!redis) return undefined;
  const command = await findRedis(path);
  if (command === undefined) {
    log('redis-server is not installed: the nodes share nothing but the database.');
    return undefined;
  }
  if (settings['REDIS_URL']?.notYet === true) return undefined;
  return startManaged(specOf(command));
}

async function openBalancer(
  targets: Parameters<typeof startBalancer>[0]['targets'],
  { port = 0 }: ClusterOptions,
): Promise<Balancer> {
  try {
    return await startBalancer({ targets, port });
  } catch (error) {
    throw new StartupError(`Port ${port} is taken; choose another one.`, { cause: error });
  }
}

function requireConnections(around: Surroundings): void {
  if (poolMaxOf(around) >= 1) return;
  throw new StartupError(
    `${processesOf(around.fleet)} processes do not fit into ${around.connectionsMax} connections ` +
      'of PostgreSQL: start fewer, or allow more.',
  );
}

/** The same key over restarts. */
async function keyIn(dataDir: string): Promise<string> {
  const file = join(dataDir, 'partner-api-key');
  if (!existsSync(file)) await writeFile(file, `${newSecret()}\n`, { mode: 0o600 });
  return (await readFile(file, 'utf8')).trim();
}
