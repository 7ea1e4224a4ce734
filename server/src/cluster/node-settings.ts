/** What the processes of a cluster are told: pure, from what the cluster has. */
import type { Config } from '../config/config.ts';
import { ACCOUNT_CONNECTIONS, RELAY_CONNECTIONS } from '../config/settings-database.ts';
import { webhookPathOf } from '../http/webhooks.ts';

export type NodeRole = Exclude<Config['role'], 'all'>;

export type Fleet = Readonly<Record<NodeRole, number>>;

export type Surroundings = {
  readonly databaseUrl: string;
  readonly replicaUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly simulatorUrl: string;
  readonly simulatorSecret: string;
  readonly webhookSecret: string;
  readonly apiKey: string;
  readonly connectionsMax: number;
  readonly fleet: Fleet;
};

const ENGINE_CONNECTIONS = 2;
const HEADROOM = 20;
const POOL_MAX = 20;
/** Longer than a few questions of the balancer for readiness. */
const UNREADY_MS = 500;
const STOP_MS = 10_000;

export const processesOf = (fleet: Fleet): number => fleet.api + fleet.realtime + fleet.worker;

/** As large as the budget allows; below 1 there is no fleet that fits. */
export function poolMaxOf({ fleet, connectionsMax }: Surroundings): number {
  const dedicated = ENGINE_CONNECTIONS + RELAY_CONNECTIONS + ACCOUNT_CONNECTIONS;
  const each = Math.floor((connectionsMax - HEADROOM) / processesOf(fleet));
  return Math.min(POOL_MAX, each - dedicated);
}

/** The environment of one node; every node gets the same but for its role, ports and folder. */
export function nodeEnvironment(
  around: Surroundings,
  node: {
    readonly role: NodeRole;
    readonly port: number;
    readonly metricsPort: number;
    readonly dataDir: string;
  },
): Record<string, string> {
  return {
    NODE_ENV: 'development',
    ROLE: node.role,
    HOST: '127.0.0.1',
    PORT: String(node.port),
    METRICS_PORT: String(node.metricsPort),
    DATA_DIR: node.dataDir,
    DEMO: 'false',
    DATABASE_URL: around.databaseUrl,
    ...(around.replicaUrl !== undefined && { DATABASE_READ_URL: around.replicaUrl }),
    ...(around.redisUrl !== undefined && { REDIS_URL: around.redisUrl }),
    DATABASE_MIGRATE: 'require',
    DATABASE_POOL_MAX: String(poolMaxOf(around)),
    ENGINE_CONNECTIONS: String(ENGINE_CONNECTIONS),
    // The server does the sum itself, and refuses a fleet that could exhaust the database.
    DATABASE_MAX_CONNECTIONS_BUDGET: String(around.connectionsMax),
    DATABASE_CONNECTIONS_HEADROOM: String(HEADROOM),
    INSTANCES_MAX: String(processesOf(around.fleet)),
    DATABASE_CONNECT_TIMEOUT_MS: '5000',
    PARTNER_API_KEY: around.apiKey,
    PAYMENT_SIMULATOR_URL: around.simulatorUrl,
    PAYMENT_SIMULATOR_SECRET: around.simulatorSecret,
    PAYMENT_WEBHOOK_SECRET: around.webhookSecret,
    TRUSTED_PROXIES: '127.0.0.1',
    STOP_UNREADY_MS: String(UNREADY_MS),
    STOP_TIMEOUT_MS: String(STOP_MS),
  };
}

/** One simulator for all nodes: two would each know a part of the payments. */
export const simulatorEnvironment = (
  around: Pick<Surroundings, 'simulatorSecret' | 'webhookSecret'>,
  where: { readonly port: number; readonly dataDir: string; readonly balancerUrl: string },
): Record<string, string> => ({
  DATA_DIR: where.dataDir,
  PAYMENT_SIMULATOR_PORT: String(where.port),
  PAYMENT_SIMULATOR_SECRET: around.simulatorSecret,
  PAYMENT_WEBHOOK_SECRET: around.webhookSecret,
  PAYMENT_SIMULATOR_WEBHOOK_URL: `${where.balancerUrl}${webhookPathOf('simulator')}`,
});
