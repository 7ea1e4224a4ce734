/**
 * One running instance per data directory. The lock is a directory with one file per claimant,
 * named after the process (pid and start time). Each claimant first writes its file, then looks
 * for others: of two at once at least one sees the other, so two can never both hold it. A file of
 * a process that no longer runs is removed by whoever finds it; because names are unique to a
 * process, nobody removes the file of a living one by mistake, even after kill -9 and pid reuse.
 *
 * Pids say nothing across containers or machines that share a volume. There the file's age decides:
 * its owner touches it every few seconds.
 */
import { mkdirSync, readFileSync, readlinkSync, readdirSync, rmSync } from 'node:fs';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf } from './processes.ts';
import { StartupError, errnoOf } from './startup-error.ts';

export type InstanceLock = { release(): void };

type Claim = { readonly pid: number; readonly elsewhere: boolean };

/** An owner elsewhere that has not touched its claim for this long is gone. */
const SILENT_MS = 10_000;
/** Two that start at the same moment both step back; chance decides who comes first. */
const PATIENCE_MS = 600;

/** Takes the lock of `directory`, which must exist. Throws a StartupError naming the holder. */
export async function lockInstance(
  directory: string,
  silentMs: number = SILENT_MS,
): Promise<InstanceLock> {
  const folder = join(directory, 'onsale.lock');
  mkdirSync(folder, { recursive: true });
  const mine = join(folder, `${process.pid}-${identityOf(process.pid) ?? 'unknown'}`);
  const startedAt = performance.now();
  for (;;) {
    claim(mine, directory);
    const holder = livingClaims(folder, silentMs, mine).find((other) => other.pid !== process.pid);
    if (holder === undefined) return hold(mine, silentMs / 5);
    rmSync(mine, { force: true });
    // A container that replaces a killed one waits until that one's claim is old.
    const patienceMs = PATIENCE_MS + (holder.elsewhere ? silentMs : 0);
    if (performance.now() - startedAt > patienceMs) throw heldBy(holder, directory);
    await delay(20 + Math.random() * 80);
  }
}

/** The pid of the running process that holds the lock of `directory`, if any. */
export function lockHolder(directory: string): number | undefined {
  try {
    return livingClaims(join(directory, 'onsale.lock'), SILENT_MS)[0]?.pid;
  } catch {
    return undefined;
  }
}

function claim(file: string, directory: string): void {
  try {
    writeFileSync(file, pidNamespace(), { flag: 'wx' });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    throw heldBy({ pid: process.pid, elsewhere: false }, directory);
  }
}

function hold(file: string, heartbeatMs: number): InstanceLock {
  const heartbeat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The data directory was deleted under a running server: nothing left to protect.
    }
  }, heartbeatMs);
  heartbeat.unref();
  return {
    release() {
      clearInterval(heartbeat);
      rmSync(file, { force: true });
    },
  };
}

/** `mine` was written just now: its time is "now" by the clock of the file system. */
function livingClaims(folder: string, silentMs: number, mine?: string): Claim[] {
  const nowMs = mine === undefined ? Date.now() : statSync(mine).mtimeMs;
  const living: Claim[] = [];
  for (const name of readdirSync(folder)) {
    const dash = name.indexOf('-');
    const pid = Number(name.slice(0, dash));
    const file = join(folder, name);
    const age = nowMs - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    const elsewhere = readNamespace(file) !== pidNamespace();
    const lives = elsewhere ? age < silentMs : identityOf(pid) === name.slice(dash + 1);
    if (lives) living.push({ pid, elsewhere });
    else rmSync(file, { force: true });
  }
  return living;
}

function readNamespace(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Where our pids mean something: this machine, this container. */
function pidNamespace(): string {
  const space = process.platform === 'linux' ? readlinkSync('/proc/self/ns/pid') : '';
  return `${hostname()} ${space}`;
}

function heldBy({ pid, elsewhere }: Claim, directory: string): StartupError {
  const where = elsewhere ? ' in another container or on another machine' : '';
  return new StartupError(
    `The data in ${directory} is in use by another instance (process ${pid}${where}). ` +
      'Stop that one first, or set DATA_DIR to another directory.',
  );
}
