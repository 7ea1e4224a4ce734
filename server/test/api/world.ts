/**
 * The product as its callers meet it: one or more running processes on one real database, keys of
 * several organizations, events of every kind, and a client that keeps status, headers and body.
 */
import { afterAll, beforeAll } from 'vitest';
import type { Scope } from '@onsale/contract/route.ts';
import { loadConfig } from '../../src/config/load.ts';
import { createApiKey, ensureOrganization, newSecret } from '../../src/identity/api-keys.ts';
import type { Db } from '../../src/lib/db.ts';
import { type Running, run } from '../../src/main/run.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { openTestDb } from '../support/test-db.ts';
import { temporaryFolder } from '../support/throwaway.ts';
import { createHouse, type House } from './house.ts';

export { startsAtMs } from './house.ts';

export type Reply = {
  readonly status: number;
  /** Parsed, or undefined when there is none. */
  readonly body: unknown;
  readonly text: string;
  readonly headers: Headers;
};

export type Wish = {
  /** The caller's secret; without it no Authorization header is sent. */
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Which process answers; the first one when absent. */
  readonly at?: number;
};

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Key = {
  readonly keyId: number;
  readonly organizationId: number;
  readonly secret: string;
};
export type KeyWish = {
  readonly organization?: string;
  readonly scopes?: readonly Scope[];
  readonly ratePerSecond?: number;
};

export type World = House & {
  readonly databaseUrl: string;
  /** For looking at rows; not the pool of a process. */
  readonly db: Db;
  readonly processes: readonly Running[];
  send(method: Method, path: string, wish?: Wish): Promise<Reply>;
  createKey(wish?: KeyWish): Promise<Key>;
  /** Starts another process on the same database; it is stopped with the others. */
  startProcess(env?: Readonly<Record<string, string>>): Promise<Running>;
  metrics(at?: number): Promise<string>;
  close(): Promise<void>;
};

/** A configuration for tests on any free ports, changed by `env` as an operator would. */
export async function startRunning(
  databaseUrl: string,
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
    DATABASE_POOL_MAX: '8',
    ...env,
  });
  const http = { ...config.http, ...(env['PORT'] === undefined ? { port: 0 } : {}) };
  const metrics = { ...config.metrics, ...(env['METRICS_PORT'] === undefined ? { port: 0 } : {}) };
  return run({ ...config, http, metrics });
}

export async function send(
  url: string,
  method: Method,
  path: string,
  { key, body, headers }: Wish = {},
): Promise<Reply> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  return { status: response.status, body: parsed, text, headers: response.headers };
}

export type WorldOptions = {
  readonly processes?: number;
  readonly env?: Readonly<Record<string, string>>;
};

export async function openWorld({ processes = 1, env = {} }: WorldOptions = {}): Promise<World> {
  const database: TestDatabase = await createTestDatabase();
  const folder = await temporaryFolder();
  const running: Running[] = [];
  const db = openTestDb(database.url, 4);
  const start = async (more: Readonly<Record<string, string>> = {}): Promise<Running> => {
    const one = await startRunning(database.url, folder.path, { ...env, ...more });
    running.push(one);
    return one;
  };
  await Promise.all(Array.from({ length: processes }, () => start()));
  return {
    ...createHouse(db),
    databaseUrl: database.url,
    db,
    processes: running,
    send: (method, path, wish = {}) =>
      send(running[wish.at ?? 0]?.url ?? 'no such process', method, path, wish),
    async createKey({ organization = 'Onsale', ...rest } = {}) {
      const secret = newSecret();
      return db.transaction(async (tx) => {
        const organizationId = await ensureOrganization(tx, organization);
        const keyId = await createApiKey(tx, { organizationId, name: 'key', secret, ...rest });
        return { keyId, organizationId, secret };
      });
    },
    startProcess: start,
    async metrics(at = 0) {
      const port = running[at]?.metricsPort ?? 0;
      return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    },
    async close() {
      await Promise.all(running.map((one) => one.stop()));
      await db.close();
      await database.drop();
      await folder.remove();
    },
  };
}

/** A world for the tests of a file; `world()` inside of them. */
export function useWorld(options: WorldOptions = {}): () => World {
  let world: World | undefined;
  beforeAll(async () => {
    world = await openWorld(options);
  });
  afterAll(() => world?.close());
  return () => {
    if (world === undefined) throw new Error('the world is not open yet');
    return world;
  };
}
