/** The parent's side of the load generator: one worker process for the whole bench, kept warm. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LoadResult, LoadSpec, WorkerMessage } from './plan.ts';
import type { WindowEvents } from './run-load.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
/** Connecting, reporting and a busy machine, beyond the times of the spec. */
const SLACK_MS = 60_000;

export type LoadProcess = {
  readonly pid: number;
  /** One run at a time. Rejects when the load could not be produced or the worker died. */
  run(spec: LoadSpec, events?: Partial<WindowEvents>): Promise<LoadResult>;
  close(): Promise<void>;
};

export async function startLoadProcess(): Promise<LoadProcess> {
  const child = fork(WORKER, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return {
    pid: child.pid ?? 0,
    run: (spec, events = {}) => run(child, spec, events),
    async close() {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

function run(
  child: ChildProcess,
  spec: LoadSpec,
  events: Partial<WindowEvents>,
): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => settle(() => reject(new Error('the load generator does not answer'))),
      spec.warmUpMs + spec.durationMs + spec.drainMs + SLACK_MS,
    );
    const onExit = (): void => settle(() => reject(new Error('the load generator died')));
    const onMessage = (message: WorkerMessage): void => {
      if (message.type === 'windowStarted') events.windowStarted?.();
      else if (message.type === 'windowEnded') events.windowEnded?.();
      else if (message.type === 'result') settle(() => resolve(message.result));
      else if (message.type === 'failed') settle(() => reject(new Error(message.message)));
    };
    function settle(done: () => void): void {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      done();
    }
    if (!child.connected) {
      settle(() => reject(new Error('the load generator has ended')));
      return;
    }
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.send(spec);
  });
}
