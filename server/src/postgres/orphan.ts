/**
 * What an earlier run left behind. After kill -9 of our process PostgreSQL lives on; after kill -9
 * of PostgreSQL its pid file, and for a moment some of its backends, stay. The pid file alone is
 * never believed: another program may have that pid by now.
 */
import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isPostgresOf, isRunning, postgresProcessesOf, signal, waitUntil } from './processes.ts';
import { StartupError } from './startup-error.ts';

export type PidFile = {
  readonly pid: number;
  readonly port: number;
  /** PostgreSQL's own word on its state: "starting", "ready", "stopping". */
  readonly status: string;
};

/** Reads `postmaster.pid`; undefined when there is none or it is not complete yet. */
export function readPidFile(cluster: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Math.abs(Number(lines[0]));
    if (!Number.isInteger(pid) || pid === 0) return undefined;
    return { pid, port: Number(lines[3] ?? NaN), status: (lines[7] ?? 'starting').trim() };
  } catch {
    return undefined;
  }
}

/** Stops whatever still uses `cluster`. The caller holds the instance lock. */
export async function stopOrphan(cluster: string, log: (line: string) => void): Promise<void> {
  const file = readPidFile(cluster);
  if (file === undefined) return;
  const real = realpathSync(cluster);
  if (isPostgresOf(file.pid, real)) {
    log(`Stopping PostgreSQL (process ${file.pid}) that an earlier run left behind.`);
    await stopProcess(file.pid);
  } else if (isRunning(file.pid)) {
    // PostgreSQL would refuse to start because "its" process runs, but that is another program.
    rmSync(join(real, 'postmaster.pid'), { force: true });
  }
  await stopStragglers(real);
}

/** Fast shutdown, then immediate, then kill: each with a bounded wait. */
export async function stopProcess(pid: number, fastMs = 30_000): Promise<void> {
  const gone = (): boolean => !isRunning(pid);
  signal(pid, 'SIGINT');
  if (await waitUntil(gone, fastMs)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntil(gone, 6_000)) return;
  signal(pid, 'SIGKILL');
  if (!(await waitUntil(gone, 2_000))) {
    throw new StartupError(`PostgreSQL (process ${pid}) cannot be stopped. Stop it by hand.`);
  }
}

/** Backends whose postmaster was killed leave by themselves, unless they are deep in a query. */
export async function stopStragglers(cluster: string): Promise<void> {
  const none = (): boolean => postgresProcessesOf(cluster).length === 0;
  if (await waitUntil(none, 1_000)) return;
  for (const pid of postgresProcessesOf(cluster)) signal(pid, 'SIGQUIT');
  if (await waitUntil(none, 2_000)) return;
  for (const pid of postgresProcessesOf(cluster)) signal(pid, 'SIGKILL');
  await waitUntil(none, 2_000);
}
