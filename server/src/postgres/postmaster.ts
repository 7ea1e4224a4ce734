/** One PostgreSQL process: started in a session of its own, watched until it is ready, stopped. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { childEnvironment, spawnAs } from './identity.ts';
import { readPidFile, stopProcess } from './orphan.ts';
import { serverSettings } from './settings.ts';
import type { Site } from './site.ts';
import { StartupError } from './startup-error.ts';

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type Postmaster = {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  stop(): Promise<void>;
};

export type Launch = {
  readonly site: Site;
  readonly binaries: Binaries;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
};

/** The port was taken between choosing it and using it. */
export class PortTakenError extends StartupError {
  override name = 'PortTakenError';
}

// Recovery after a crash replays at most max_wal_size, minutes on a slow disk.
const READY_DEADLINE_MS = 600_000;
const PROGRESS_EVERY_MS = 5_000;
const LOG_BYTES_MAX = 16 * 1_048_576;

/**
 * Starts PostgreSQL and resolves once it accepts connections. Throws a StartupError, also when
 * `signal` is aborted before.
 */
export async function launch(options: Launch, signal?: AbortSignal): Promise<Postmaster> {
  const { site } = options;
  rotateLog(site.log);
  const logOffset = existsSync(site.log) ? statSync(site.log).size : 0;
  // A file, not a pipe: PostgreSQL must be able to write after we are gone.
  const logFile = openSync(site.log, 'a', 0o600);
  const child = spawn(
    options.binaries.postgres,
    ['-D', site.cluster, ...serverSettings(options.port, options.settings)],
    {
      ...spawnAs(site.identity),
      cwd: site.cluster,
      env: childEnvironment,
      // Its own session: Ctrl-C in a terminal must not stop it before the server has drained.
      detached: true,
      stdio: ['ignore', logFile, logFile],
    },
  );
  closeSync(logFile);
  const exited: Promise<Exit> = new Promise((resolve) => {
    child.once('exit', (code, by) => resolve({ code, signal: by }));
    child.once('error', () => resolve({ code: -1, signal: null }));
  });
  if (child.pid === undefined) {
    const [error] = await once(child, 'error');
    throw new StartupError(`PostgreSQL cannot be started: ${String(error)}`);
  }
  child.unref();
  const { pid } = child;
  await untilReady(pid, exited, options, logOffset, signal);
  return {
    pid,
    exited,
    async stop() {
      // Running, it does not keep this process alive; stopping, its exit is what we wait for.
      if (child.exitCode === null && child.signalCode === null) child.ref();
      await stopProcess(pid);
      await exited;
    },
  };
}

async function untilReady(
  pid: number,
  exited: Promise<Exit>,
  options: Launch,
  logOffset: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { site, log } = options;
  const state: { exit?: Exit } = {};
  void exited.then((exit) => (state.exit = exit));
  const startedAt = performance.now();
  for (let nextWord = PROGRESS_EVERY_MS; ;) {
    const file = readPidFile(site.cluster);
    if (file?.pid === pid && file.status === 'ready') return;
    if (state.exit !== undefined) throw explainExit(site.log, logOffset, options.port);
    const waitedMs = performance.now() - startedAt;
    if (waitedMs > READY_DEADLINE_MS || signal?.aborted === true) break;
    if (waitedMs > nextWord) {
      log(`PostgreSQL is still starting or recovering after ${Math.round(waitedMs / 1_000)} s.`);
      nextWord += PROGRESS_EVERY_MS;
    }
    await delay(10);
  }
  await stopProcess(pid);
  if (signal?.aborted === true) throw new StartupError('PostgreSQL was stopped while starting.');
  throw new StartupError(`PostgreSQL was not ready in ${READY_DEADLINE_MS / 60_000} minutes.`);
}

function explainExit(logPath: string, offset: number, port: number): StartupError {
  const text = readFileSync(logPath).subarray(offset).toString('utf8').trim();
  const tail = text.split('\n').slice(-6).join('\n  ');
  if (/Address already in use/.test(text)) {
    return new PortTakenError(`Port ${port} on 127.0.0.1 is taken by another program.`);
  }
  const hint = /No space left on device/.test(text) ? ' The disk is full.' : '';
  return new StartupError(`PostgreSQL did not start.${hint} Its log (${logPath}) ends:\n  ${tail}`);
}

function rotateLog(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES_MAX) renameSync(path, `${path}.1`);
}
