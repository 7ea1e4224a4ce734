/**
 * A real PostgreSQL inside the product: created on the first start, durable, listening on
 * 127.0.0.1 only, watched and restarted while the server runs, and gone when it stops.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { Client } from 'pg';
import { findBinaries } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { DATABASE, ROLE, prepareCluster } from './cluster.ts';
import { readPidFile, stopOrphan } from './orphan.ts';
import { PortTakenError, launch } from './postmaster.ts';
import type { Launch, Postmaster } from './postmaster.ts';
import { isPostgresOf } from './processes.ts';
import { claimSite, findHome, pathsIn } from './site.ts';
import { createDatabase, databaseExists } from './sql/create-database.ts';
import { StartupError, messageOf } from './startup-error.ts';
import { supervise } from './supervisor.ts';
import type { EmbeddedEvent } from './supervisor.ts';

export type EmbeddedOptions = {
  /** The product's data directory, e.g. `<root>/.data`. Made when it does not exist. */
  readonly dataDir: string;
  /** Receives whole sentences for the operator. */
  readonly log: (line: string) => void;
  /** A fixed port; by default a free one. */
  readonly port?: number;
  /** PostgreSQL settings that replace ours, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told when PostgreSQL died and when it is back. Must not throw. */
  readonly onEvent?: (event: EmbeddedEvent) => void;
  /** Where data and programs go when root's PostgreSQL cannot reach them. */
  readonly relocationRoot?: string;
};

export type Embedded = {
  /** Connection string with the password; stays the same across restarts of PostgreSQL. */
  readonly url: string;
  /** The postmaster's process id now; -1 while it is down. */
  readonly pid: number;
  /** The real data directory of PostgreSQL. */
  readonly clusterDir: string;
  /** Stops PostgreSQL (fast, at most 30 s, then at once) and gives the data directory free. */
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL for `dataDir`. Throws a StartupError, fit to be shown, when the directory is
 * in use, cannot be written, or holds data of another PostgreSQL version.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log } = options;
  const site = await claimSite(options);
  try {
    const binaries = await findBinaries(site.identity, site.copyRoot, log);
    await stopOrphan(site.cluster, log);
    const password = await prepareCluster(site, binaries, log);
    const base = { site, binaries, settings: options.settings ?? {}, log };
    const { port, postmaster } = await launchOnPort(base, options.port);
    const url = urlOf(password, port);
    await ensureDatabase(url).catch(async (error: unknown) => {
      await postmaster.stop();
      throw new StartupError(`The database cannot be opened: ${messageOf(error)}`, {
        cause: error,
      });
    });
    const supervisor = supervise(postmaster, { ...base, port }, options.onEvent ?? (() => {}));
    let stopped: Promise<void> | undefined;
    return {
      url,
      clusterDir: site.cluster,
      get pid() {
        return supervisor.pid;
      },
      stop: () => (stopped ??= supervisor.stop().finally(() => site.release())),
    };
  } catch (error) {
    site.release();
    throw error;
  }
}

/** The PostgreSQL that runs for `dataDir` right now, whoever started it. Changes nothing. */
export function findRunning(dataDir: string): { url: string; pid: number } | undefined {
  const home = findHome(dataDir);
  if (home === undefined) return undefined;
  const { cluster, password } = pathsIn(home);
  const file = readPidFile(cluster);
  if (file === undefined || file.status !== 'ready') return undefined;
  if (!isPostgresOf(file.pid, realpathSync(cluster))) return undefined;
  return { url: urlOf(readFileSync(password, 'utf8').trim(), file.port), pid: file.pid };
}

const PORT_ATTEMPTS_MAX = 5;

async function launchOnPort(
  base: Omit<Launch, 'port'> & { readonly binaries: Binaries },
  fixed: number | undefined,
): Promise<{ port: number; postmaster: Postmaster }> {
  for (let attempt = 1; ; attempt++) {
    const port = fixed ?? (await freePort());
    try {
      return { port, postmaster: await launch({ ...base, port }) };
    } catch (error) {
      const again = error instanceof PortTakenError && fixed === undefined;
      if (!again || attempt >= PORT_ATTEMPTS_MAX) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const urlOf = (password: string, port: number, database = DATABASE): string =>
  `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;

/** On every start: a crash may have come between initdb and this. */
async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href });
  // A connection lost in here is reported by the query that needed it.
  client.on('error', () => {});
  await client.connect();
  try {
    const found = await client.query(databaseExists.text, [DATABASE]);
    if (found.rowCount === 0) await client.query(createDatabase(client.escapeIdentifier(DATABASE)));
  } finally {
    await client.end();
  }
}
