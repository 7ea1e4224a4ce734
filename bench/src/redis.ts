/** A Redis of the bench's own, for the documents' algorithm; absent when it is not installed. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { freePort, stopChild, until } from './processes.ts';

export type RunningRedis = {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
};

const START_TIMEOUT_MS = 10_000;

/**
 * Starts `redis-server` with an append-only file (its default: fsync once a second) in `dataDir`.
 * Undefined when there is no such program on the PATH.
 */
export async function startRedis(dataDir: string): Promise<RunningRedis | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  await mkdir(dataDir, { recursive: true });
  const port = await freePort();
  const options = {
    port,
    bind: '127.0.0.1',
    dir: dataDir,
    appendonly: 'yes',
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', flags, { stdio: 'ignore' });
  await until(START_TIMEOUT_MS, () => ping(port));
  return { pid: child.pid ?? 0, port, stop: () => stopChild(child) };
}

async function ping(port: number): Promise<void> {
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
