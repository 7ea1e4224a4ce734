/**
 * Real servers of Redis for tests: one by itself, one with a password and TLS, and a cluster of three
 * masters with a replica each. Where there is no `redis-server` the tests that need it are left out,
 * and one line says so. Whatever ends the tests, the servers end too: each has a shell beside it that
 * kills it when our end of its pipe closes.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import { describe } from 'vitest';
import type { RedisConfig } from '../../src/config/config.ts';
import { isRunning } from '../../src/postgres/processes.ts';
import { freePort } from './free-port.ts';
import { waitFor } from './wait-for.ts';

const hasProgram = (name: string, flag: string): boolean => {
  try {
    execFileSync(name, [flag], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const hasRedis = hasProgram('redis-server', '--version');
const hasOpenssl = hasProgram('openssl', 'version');
if (!hasRedis) {
  process.stderr.write('No redis-server was found: tests of shared state in Redis are left out.\n');
} else if (!hasOpenssl) {
  process.stderr.write('No openssl was found: tests of Redis with TLS are left out.\n');
}

/** Like `describe`, where there is a redis-server. */
// oxlint-disable-next-line vitest/valid-describe-callback, vitest/valid-title -- a condition, not a title
export const describeWithRedis = describe.runIf(hasRedis);
/** The same, where certificates can be made too. */
// oxlint-disable-next-line vitest/valid-describe-callback, vitest/valid-title -- a condition, not a title
export const describeWithTls = describe.runIf(hasRedis && hasOpenssl);

export type RedisServer = {
  readonly port: number;
  readonly pid: number;
  /** Freezes it as a stalled machine would be, or lets it go on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what it had on disk. */
  restart(): Promise<void>;
  /** Kills it and takes its files away. */
  remove(): Promise<void>;
};

export type RedisServerOptions = {
  /** More of redis.conf: `['appendonly', 'yes']` is one setting. */
  readonly settings?: readonly (readonly string[])[];
  readonly port?: number;
  /** Without: the server answers nobody who does not encrypt. */
  readonly tls?: boolean;
};

const WATCHER = '"$@" >/dev/null 2>&1 & echo $!; cat >/dev/null; kill -9 $!';

export async function startRedis(options: RedisServerOptions = {}): Promise<RedisServer> {
  const port = options.port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'onsale-redis-'));
  const settings = [
    ['bind', '127.0.0.1'],
    [options.tls === true ? 'tls-port' : 'port', String(port)],
    ...(options.tls === true ? [['port', '0']] : []),
    ['dir', folder],
    ['save', ''],
    ...(options.settings ?? []),
  ];
  const args = settings.flatMap(([name = '', ...values]) => [`--${name}`].concat(values));
  let running = await launch(args, port);

  async function kill(): Promise<void> {
    running.input.end();
    await waitFor(`redis-server ${running.pid} to end`, () => !isRunning(running.pid));
  }
  return {
    port,
    get pid() {
      return running.pid;
    },
    signal: (name) => process.kill(running.pid, name),
    kill,
    async restart() {
      await kill();
      running = await launch(args, port);
    },
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function launch(args: readonly string[], port: number) {
  const shell = spawn('/bin/sh', ['-c', WATCHER, 'sh', 'redis-server', ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface({ input: shell.stdout }), 'line')) as [string];
  const pid = Number(line);
  await waitFor(`redis-server to listen on port ${port}`, () => {
    if (!isRunning(pid)) throw new Error('redis-server ended');
    return canConnect(port);
  });
  return { pid, input: shell.stdin };
}

async function canConnect(port: number): Promise<boolean> {
  const { connect } = await import('node:net');
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Talks to one server as an operator would; not to be used through the product's own client. */
export async function asOperator<Value>(
  port: number,
  work: (redis: Redis) => Promise<Value>,
): Promise<Value> {
  const redis = new Redis({
    port,
    host: '127.0.0.1',
    retryStrategy: () => null,
    lazyConnect: true,
  });
  redis.on('error', () => {});
  await redis.connect();
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

/** As the product would be configured, with the patience of a test. */
export const redisConfigFor = (port: number, more: Partial<RedisConfig> = {}): RedisConfig => ({
  url: `redis://127.0.0.1:${port}`,
  cluster: false,
  tls: false,
  caFile: undefined,
  username: undefined,
  password: undefined,
  commandTimeoutMs: 2_000,
  keyPrefix: 'onsale',
  ...more,
});
