/** How connections to Redis are set up; every rule about clients is here. */
import { readFileSync } from 'node:fs';
import { checkServerIdentity, type ConnectionOptions, type PeerCertificate } from 'node:tls';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisConfig } from '../../config/config.ts';
import { backoffMs } from '../../ops/loop.ts';

export type RedisClient = Redis | Cluster;

export type ConnectOptions = {
  /** Shown by CLIENT LIST. */
  readonly name: string;
  /** The longest wait for an answer, in milliseconds: longer than a blocking read blocks. */
  readonly answerMs: number;
};

const BACKOFF = { backoffMinMs: 50, backoffMaxMs: 2_000 };
const CONNECT_MIN_MS = 1_000;
const SLOTS_EVERY_MS = 5_000;
/** Waits after "the node is gone" and the like; the caller's time-out ends them. */
const CLUSTER_RETRY_MS = 100;

/** `host:port`, without credentials. */
export const endpointOf = (config: RedisConfig): string => {
  const { hostname, port } = new URL(config.url);
  return `${hostname}:${port === '' ? 6_379 : port}`;
};

/** Connects by itself, now and whenever the connection is lost. Has to be closed. */
export function connect(config: RedisConfig, options: ConnectOptions): RedisClient {
  const url = new URL(config.url);
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  const port = url.port === '' ? 6_379 : Number(url.port);
  const common = commonOptions(config, options, host);
  if (!config.cluster) {
    return new Redis({
      ...common,
      host,
      port,
      db: Number(url.pathname.slice(1) || 0),
      enableOfflineQueue: false,
      retryStrategy: pause,
    });
  }
  return new Cluster([{ host, port }], {
    redisOptions: common,
    enableOfflineQueue: false,
    // A replica may be behind: a limit read there would admit twice.
    scaleReads: 'master',
    clusterRetryStrategy: pause,
    slotsRefreshTimeout: Math.max(CONNECT_MIN_MS, config.commandTimeoutMs),
    slotsRefreshInterval: SLOTS_EVERY_MS,
    retryDelayOnFailover: CLUSTER_RETRY_MS,
    retryDelayOnClusterDown: CLUSTER_RETRY_MS,
    retryDelayOnTryAgain: CLUSTER_RETRY_MS,
    // A certificate is for names: the name has to reach the TLS connection.
    ...(config.tls && { dnsLookup: (address, done) => done(null, address) }),
  });
}

const pause = (failures: number): number => backoffMs(BACKOFF, failures - 1, Math.random());

// The client's own type of options does not fit the two constructors that take them.
// oxlint-disable-next-line typescript/explicit-function-return-type
function commonOptions(config: RedisConfig, options: ConnectOptions, host: string) {
  return {
    connectionName: options.name,
    ...(config.username !== undefined && { username: config.username }),
    ...(config.password !== undefined && { password: config.password }),
    ...(config.tls && { tls: tlsOptions(config, host) }),
    // RESP 3 would need another handshake and none of its answers is used here.
    protocol: 2 as const,
    commandTimeout: options.answerMs,
    connectTimeout: Math.max(CONNECT_MIN_MS, config.commandTimeoutMs),
    // A connection that does not even answer the next command is dead, whatever TCP thinks.
    socketTimeout: 2 * options.answerMs,
    // What was under way when the connection broke may have happened: sending it again could do it
    // twice. It fails, and the caller decides.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // A primary that was replaced: the name leads to the new one.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  } satisfies RedisOptions;
}

/** Nodes of a cluster tell their own addresses: a certificate for the name in the URL will do. */
function tlsOptions(config: RedisConfig, named: string): ConnectionOptions {
  return {
    ...(config.caFile !== undefined && { ca: readFileSync(config.caFile) }),
    minVersion: 'TLSv1.2',
    checkServerIdentity(host: string, certificate: PeerCertificate) {
      const problem = checkServerIdentity(host, certificate);
      return problem && config.cluster ? checkServerIdentity(named, certificate) : problem;
    },
  };
}
