/**
 * A process of the cluster: started, known to be ready when it says so itself, started again when it
 * dies (as ECS and Kubernetes do), ended with patience. Its log is a file, not a pipe, so nothing
 * depends on us reading it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { systemWait } from '../lib/wait.ts';
import { backoffMs } from '../ops/loop.ts';
import { StartupError } from '../postgres/startup-error.ts';
import type { Guard } from './guard.ts';

export type ChildSpec = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Asked again and again until it holds; rejecting means no. */
  readonly isReady: () => Promise<boolean>;
  /** Started again when it ends by itself. */
  readonly revive: boolean;
  readonly guard: Guard;
  readonly log: (line: string) => void;
};

export type ManagedChild = {
  readonly name: string;
  /** -1 while it is down. */
  readonly pid: number;
  /** Sends a signal and waits for the end; a living one is then started again, if that is wanted. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it if it is down; resolves when it is ready. */
  restart(): Promise<void>;
  /** Ends it for good: politely, and after `patienceMs` not. */
  stop(patienceMs: number): Promise<void>;
};

const READY_MS = 60_000;
const POLL_MS = 25;
/** A child that lived this long and dies is started again after the shortest pause. */
const STEADY_MS = 10_000;
const LOG_TAIL = 1_500;
const backoff = { backoffMinMs: 100, backoffMaxMs: 5_000 };

/** Resolves when it is ready for the first time; throws a StartupError with its last words. */
export async function startManaged(spec: ChildSpec): Promise<ManagedChild> {
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let reviving: Promise<void> | undefined;
  let failures = 0;

  function launch(): ChildProcess {
    const log = openSync(spec.logFile, 'a', 0o600);
    // A session of its own: on Ctrl-C the cluster ends everything in order.
    const started = spawn(spec.command, [...spec.args], {
      env: spec.env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    child = started;
    const { pid } = started;
    const startedMs = performance.now();
    if (pid !== undefined) spec.guard.watch(pid, 'server');
    started.once('error', () => {});
    started.once('exit', (code, by) => {
      if (pid !== undefined) spec.guard.forget(pid);
      if (stopping.signal.aborted) return;
      spec.log(`${spec.name} ended (${by ?? code}).`);
      failures = performance.now() - startedMs > STEADY_MS ? 0 : failures + 1;
      if (spec.revive) reviving ??= revive().finally(() => (reviving = undefined));
    });
    return started;
  }

  async function revive(): Promise<void> {
    await systemWait(backoffMs(backoff, failures, 0), stopping.signal);
    if (!stopping.signal.aborted && !isRunning(child)) launch();
  }

  async function ready(): Promise<void> {
    const deadlineMs = performance.now() + READY_MS;
    while (performance.now() < deadlineMs && !stopping.signal.aborted) {
      if (isRunning(child) && (await spec.isReady().catch(() => false))) return;
      if (!isRunning(child) && !spec.revive) break;
      // Its first start: what is wrong now will be wrong again.
      if (!isRunning(child) && failures > 3) break;
      await systemWait(POLL_MS, stopping.signal);
    }
    throw new StartupError(`${spec.name} does not start. Its log ends:\n${tail(spec.logFile)}`);
  }

  async function stop(patienceMs: number): Promise<void> {
    stopping.abort();
    await reviving;
    if (!isRunning(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child?.kill('SIGKILL'), patienceMs);
    // A stopped process hears nothing but SIGKILL until it is told to go on.
    child.kill('SIGCONT');
    await ended;
    clearTimeout(timer);
  }

  launch();
  await ready().catch(async (error: unknown) => {
    await stop(1_000);
    throw error;
  });
  return {
    name: spec.name,
    get pid() {
      return isRunning(child) ? (child.pid ?? -1) : -1;
    },
    async kill(signal) {
      if (!isRunning(child)) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
    async restart() {
      await reviving;
      if (!isRunning(child) && !stopping.signal.aborted) launch();
      await ready();
    },
    stop,
  };
}

const isRunning = (child: ChildProcess | undefined): child is ChildProcess =>
  child?.pid !== undefined && child.exitCode === null && child.signalCode === null;

function tail(file: string): string {
  return readFileSync(file, 'utf8').slice(-LOG_TAIL).trim();
}
