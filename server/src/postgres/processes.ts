/**
 * Facts about processes by pid, so that a pid in a file is never believed alone: pids are reused.
 * Linux answers from /proc; macOS from `ps`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const onLinux = process.platform === 'linux';

/**
 * A text that is the same as long as this very process runs, and different for a later process
 * with the same pid. Undefined when no such process runs (a zombie does not run).
 */
export function identityOf(pid: number): string | undefined {
  if (!onLinux) return ps(pid, 'lstart')?.replaceAll(/\W+/g, '-');
  const fields = statFields(pid);
  if (fields === undefined) return undefined;
  return `${bootId()}-${fields.startTicks}`;
}

export const isRunning = (pid: number): boolean => identityOf(pid) !== undefined;

/** Whether `pid` is a PostgreSQL process that has `cluster` (a real path) as its data directory. */
export function isPostgresOf(pid: number, cluster: string): boolean {
  if (!onLinux) {
    const command = ps(pid, 'command') ?? '';
    return /\bpostgres\b/.test(command) && command.includes(cluster);
  }
  try {
    if (statFields(pid) === undefined) return false;
    // Every PostgreSQL process changes into its data directory and keeps its binary's name. The
    // kernel shows both links to the same user and to root only.
    const sameOwner = statSync(`/proc/${pid}`).uid === statSync(cluster).uid;
    // An upgraded or reinstalled binary is shown as "postgres (deleted)".
    const program = basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''));
    return sameOwner && program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}

/** All PostgreSQL processes of a data directory. Empty on macOS, where ps does not tell. */
export function postgresProcessesOf(cluster: string): number[] {
  if (!onLinux) return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => isPostgresOf(pid, cluster));
}

/** Sends a signal; false when the process is gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Waits until `done` holds, at most `timeoutMs`; answers whether it does. */
export async function waitUntil(done: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!done()) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

const POLL_MS = 20;

function statFields(pid: number): { startTicks: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name is in parentheses and may hold spaces: count fields from its end.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === undefined || startTicks === undefined || 'ZX'.includes(state)) return undefined;
    return { startTicks };
  } catch {
    return undefined;
  }
}

// Start times count from boot, so they repeat after a reboot.
const bootId = (): string =>
  readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8);

function ps(pid: number, column: string): string | undefined {
  try {
    const args = ['-o', `state=,${column}=`, '-ww', '-p', String(pid)];
    const output = execFileSync('/bin/ps', args, { encoding: 'utf8', stdio: 'pipe' });
    const [state = '', ...rest] = output.trim().split(/\s+/);
    return state === '' || state.startsWith('Z') ? undefined : rest.join(' ');
  } catch {
    return undefined;
  }
}
