/**
 * Keeps PostgreSQL running for as long as the server does: when it dies, it is started again on
 * the same port, so that connection pools find it where it was.
 */
import { statSync, truncateSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { readPidFile, stopOrphan } from './orphan.ts';
import { launch } from './postmaster.ts';
import type { Exit, Launch, Postmaster } from './postmaster.ts';
import { signal } from './processes.ts';
import { messageOf } from './startup-error.ts';

export type EmbeddedEvent =
  | ({ readonly kind: 'exited'; readonly pid: number } & Exit)
  | { readonly kind: 'restart_failed'; readonly reason: string; readonly nextTryMs: number }
  | { readonly kind: 'restarted'; readonly pid: number; readonly downMs: number };

export type Supervisor = {
  readonly pid: number;
  stop(): Promise<void>;
};

const BACKOFF_MIN_MS = 100;
const BACKOFF_MAX_MS = 5_000;
/** Dying again within this time counts as the same trouble: the back-off goes on growing. */
const STEADY_MS = 30_000;
const LOG_CHECK_MS = 60_000;
const LOG_BYTES_MAX = 64 * 1_048_576;

/** Watches a started postmaster. `report` must not throw. */
export function supervise(
  first: Postmaster,
  options: Launch,
  report: (event: EmbeddedEvent) => void,
): Supervisor {
  const stopping = new AbortController();
  let current: Postmaster | undefined = first;
  let backoffMs = BACKOFF_MIN_MS;

  // When this process ends without stop() (an uncaught error), nothing may be left running. During
  // a restart the pid file knows more than we do.
  const onExit = (): void => {
    const pid = current?.pid ?? readPidFile(options.site.cluster)?.pid;
    if (pid !== undefined) signal(pid, 'SIGINT');
  };
  process.once('exit', onExit);
  const logCheck = setInterval(() => truncateLog(options.site.log), LOG_CHECK_MS);
  logCheck.unref();

  async function restart(): Promise<Postmaster | undefined> {
    while (!stopping.signal.aborted) {
      await delay(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return undefined;
      backoffMs = Math.min(BACKOFF_MAX_MS, backoffMs * 2);
      try {
        await stopOrphan(options.site.cluster, options.log);
        return await launch(options, stopping.signal);
      } catch (error) {
        report({ kind: 'restart_failed', reason: messageOf(error), nextTryMs: backoffMs });
      }
    }
    return undefined;
  }

  async function watch(): Promise<void> {
    while (current !== undefined) {
      const { pid, exited } = current;
      const startedAt = performance.now();
      const exit = await exited;
      if (stopping.signal.aborted) return;
      const diedAt = performance.now();
      if (diedAt - startedAt > STEADY_MS) backoffMs = BACKOFF_MIN_MS;
      current = undefined;
      report({ kind: 'exited', pid, ...exit });
      current = await restart();
      if (current === undefined) return;
      if (stopping.signal.aborted) return current.stop();
      const downMs = Math.round(performance.now() - diedAt);
      report({ kind: 'restarted', pid: current.pid, downMs });
    }
  }
  const watching = watch();

  return {
    get pid() {
      return current?.pid ?? readPidFile(options.site.cluster)?.pid ?? -1;
    },
    async stop() {
      stopping.abort();
      clearInterval(logCheck);
      await current?.stop();
      // A restart that was under way notices and stops what it started.
      await watching;
      process.off('exit', onExit);
    },
  };
}

/** PostgreSQL appends, so cutting the file under it is safe. */
function truncateLog(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES_MAX) truncateSync(path);
}
