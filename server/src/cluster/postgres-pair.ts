/**
 * A primary and a streaming replica on this machine, from the embedded PostgreSQL. The replica is a
 * cold copy of the primary, made anew at every start: a copy of an earlier run may have gone another
 * way. It has nothing that the primary does not have.
 */
import { execFile } from 'node:child_process';
import { appendFile, chown, copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from '../postgres/connect.ts';
import { type Embedded, startEmbedded } from '../postgres/embedded.ts';
import { claimSite, pathsIn } from '../postgres/site.ts';
import { signal } from '../postgres/processes.ts';
import type { Guard } from './guard.ts';

export type PairOptions = {
  readonly dataDir: string;
  readonly ports: { readonly primary: number; readonly replica: number };
  readonly replica: boolean;
  readonly connectionsMax: number;
  readonly guard: Guard;
  readonly log: (line: string) => void;
};

export type DatabaseServer = {
  readonly url: string;
  readonly pid: number;
  readonly clusterDir: string;
  /** Sends a signal to it. What dies is started again at once, on the same port. */
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it takes connections. */
  restarted(): Promise<void>;
};

export type PostgresPair = {
  readonly primary: DatabaseServer;
  readonly replica: DatabaseServer | undefined;
  stop(): Promise<void>;
};

const shared = (connectionsMax: number): Readonly<Record<string, string>> => ({
  // A replica allows as many connections as its primary, or it refuses to replay.
  max_connections: String(connectionsMax),
  // How far a replica may fall behind and still catch up.
  wal_keep_size: '512MB',
});

const replicaOnly: Readonly<Record<string, string>> = {
  // After a restart of the primary it is back at once, not after the usual five seconds.
  wal_retrieve_retry_interval: '200ms',
  wal_receiver_timeout: '5s',
  hot_standby_feedback: 'on',
  max_standby_streaming_delay: '1s',
};

export async function startPostgresPair(options: PairOptions): Promise<PostgresPair> {
  const { dataDir, ports, guard, log } = options;
  const settings = shared(options.connectionsMax);
  const [primaryDir, replicaDir] = [join(dataDir, 'primary'), join(dataDir, 'replica')];
  const startPrimary = (): Promise<Embedded> =>
    start(primaryDir, ports.primary, settings, 'primary', options);
  let first = await startPrimary();
  if (!options.replica) return pairOf(first, undefined);
  // Stopped in good order, its files are a whole and consistent copy of themselves.
  await first.stop();
  await copyCluster(first, replicaDir, log);
  first = await startPrimary();
  try {
    const second = await start(
      replicaDir,
      ports.replica,
      { ...settings, ...replicaOnly },
      'replica',
      {
        guard,
        log,
      },
    );
    return pairOf(first, second);
  } catch (error) {
    await first.stop();
    throw error;
  }
}

async function start(
  dataDir: string,
  port: number,
  settings: Readonly<Record<string, string>>,
  name: string,
  { guard, log }: Pick<PairOptions, 'guard' | 'log'>,
): Promise<Embedded> {
  const server = await startEmbedded({
    dataDir,
    port,
    settings,
    log,
    onEvent(event) {
      if (event.kind === 'restarted') guard.watch(event.pid, 'postgres');
      log(`PostgreSQL (${name}): ${event.kind.replaceAll('_', ' ')}.`);
    },
  });
  guard.watch(server.pid, 'postgres');
  return server;
}

/** The copy belongs to the same user as the original, and knows where to stream from. */
async function copyCluster(
  primary: Embedded,
  replicaDir: string,
  log: (line: string) => void,
): Promise<void> {
  const site = await claimSite({ dataDir: replicaDir, log });
  try {
    await rm(site.cluster, { recursive: true, force: true });
    await promisify(execFile)('cp', ['-a', primary.clusterDir, site.cluster]);
    await copyFile(pathsIn(join(primary.clusterDir, '..')).password, site.password);
    const { hostname, port, username, password } = new URL(primary.url);
    const source =
      `host=${hostname} port=${port} user=${username} password=${password} ` +
      'application_name=replica';
    const marker = join(site.cluster, 'standby.signal');
    await writeFile(marker, '', { mode: 0o600 });
    if (site.identity.dropped) await chown(marker, site.identity.uid, site.identity.gid);
    // In a file and not on the command line, which everybody on the machine can read.
    const file = join(site.cluster, 'postgresql.auto.conf');
    await appendFile(file, `primary_conninfo = '${source}'\n`);
  } finally {
    site.release();
  }
}

function pairOf(primary: Embedded, replica: Embedded | undefined): PostgresPair {
  return {
    primary: serverOf(primary),
    replica: replica && serverOf(replica),
    async stop() {
      await replica?.stop();
      await primary.stop();
    },
  };
}

function serverOf(server: Embedded): DatabaseServer {
  return {
    url: server.url,
    clusterDir: server.clusterDir,
    get pid() {
      return server.pid;
    },
    kill: (name) => void signal(server.pid, name),
    async restarted() {
      const client = await connect(server.url, { applicationName: 'onsale cluster' });
      await client.end();
    },
  };
}
