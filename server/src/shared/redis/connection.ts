/** One process's way to Redis: the client that all ordinary calls share, and clients for those that wait. */
import { once } from 'node:events';
import type { RedisConfig } from '../../config/config.ts';
import type { Clock } from '../../lib/clock.ts';
import { withDeadline } from '../../lib/deadline.ts';
import type { Log } from '../../ops/log.ts';
import { tagOf } from '../bounds.ts';
import type { Operation, SharedObserver } from '../contract.ts';
import { createOccasion } from '../occasion.ts';
import { connect, endpointOf, type RedisClient } from './connect.ts';
import { createGuard, type Guard } from './guard.ts';
import type { Script } from './scripts.ts';

type Argument = string | number;

export type Connection = {
  readonly config: RedisConfig;
  readonly observer: SharedObserver;
  /** `prefix:purpose:{name}` and what follows: keys of one name live in one slot of a cluster. */
  key(purpose: string, name: string, rest?: string): string;
  call(operation: Operation, command: string, ...args: Argument[]): Promise<unknown>;
  run(operation: Operation, script: Script, key: string, ...args: Argument[]): Promise<unknown>;
  /** A client of its own for reads that wait; `answerMs` is the longest they take. */
  own(answerMs: number): RedisClient;
  close(): Promise<void>;
};

export type ConnectionOptions = {
  readonly config: RedisConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly observer: SharedObserver;
  readonly processName: string;
};

const IN_FLIGHT_MAX = 20_000;
const LOG_EVERY_MS = 10_000;

/** Waits for the first connection, but not long: a process also starts without Redis. */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const { config, clock, log, observer, processName } = options;
  const name = processName;
  const client = connect(config, { name, answerMs: config.commandTimeoutMs });
  const guard = createGuard({
    timeoutMs: config.commandTimeoutMs,
    inFlightMax: IN_FLIGHT_MAX,
    isConnected: () => client.status === 'ready',
    observer,
    clock,
  });
  tell(client, config, clock, log);
  await withDeadline(once(client, 'ready'), config.commandTimeoutMs).catch(() => undefined);
  const clients = new Set<RedisClient>([client]);
  return {
    config,
    observer,
    key: (purpose, of, rest = '') => `${config.keyPrefix}:${purpose}:{${tagOf(of)}}${rest}`,
    call: (operation, command, ...args) => guard(operation, () => client.call(command, ...args)),
    run: (operation, script, key, ...args) =>
      runScript(client, guard, operation, script, key, args),
    own(answerMs) {
      const own = connect(config, { name: `${name}-feed`, answerMs });
      // The one who reads hears of it; the log hears of it from the shared client.
      own.on('error', () => {});
      own.once('end', () => clients.delete(own));
      clients.add(own);
      return own;
    },
    close: () => closeAll(clients),
  };
}

/** By digest, as a server mostly knows the script already; with its text when it does not. */
const runScript = (
  client: RedisClient,
  guard: Guard,
  operation: Operation,
  { lua, sha }: Script,
  key: string,
  args: readonly Argument[],
): Promise<unknown> =>
  guard(operation, async () => {
    try {
      return await client.call('evalsha', sha, 1, key, ...args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return client.call('eval', lua, 1, key, ...args);
    }
  });

async function closeAll(clients: Iterable<RedisClient>): Promise<void> {
  const open = [...clients].filter((client) => client.status !== 'end');
  await Promise.all(
    open.map(async (client) => {
      const ended = once(client, 'end');
      client.disconnect();
      await withDeadline(ended, 2_000).catch(() => undefined);
    }),
  );
}

/** Says where it connects to and when it cannot, now and then. */
function tell(client: RedisClient, config: RedisConfig, clock: Clock, log: Log): void {
  const endpoint = endpointOf(config);
  const occasion = createOccasion(clock, LOG_EVERY_MS);
  let isChecked = false;
  const trouble = (error: unknown): void => {
    if (occasion()) log.warn({ error, endpoint }, 'Redis is not reachable.');
  };
  client.on('error', trouble);
  client.on('node error', trouble);
  client.on('ready', () => {
    log.info({ endpoint, cluster: config.cluster }, 'Redis is connected.');
    if (isChecked) return;
    isChecked = true;
    void warnOfEviction(client, log);
  });
}

async function warnOfEviction(client: RedisClient, log: Log): Promise<void> {
  // Managed servers forbid CONFIG, but not this.
  const info = await client.call('info', 'memory').catch(() => '');
  const [, policy] = /^maxmemory_policy:(\S+)/m.exec(String(info)) ?? [];
  if (policy === undefined || policy === 'noeviction') return;
  log.warn(
    { policy },
    'Redis may drop what is used once and what limits count: maxmemory-policy should be noeviction.',
  );
}
