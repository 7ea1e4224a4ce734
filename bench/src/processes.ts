/** Child processes of the bench: started with a deadline, ended by handle, in reverse order. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export type RunningServer = {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
};

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;

/** Starts a file of `baselines/`; it receives `options` and answers with its port. */
export async function startBaseline(file: string, options: object): Promise<RunningServer> {
  const path = fileURLToPath(new URL(`baselines/${file}`, import.meta.url));
  const child = fork(path, [JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${file} ended before it was ready`);
  });
  const late = AbortSignal.timeout(START_TIMEOUT_MS);
  try {
    const [{ port }] = (await Promise.race([once(child, 'message', { signal: late }), ended])) as [
      { port: number },
    ];
    // From here on `stop` waits for the exit; an early one shows as failing requests.
    ended.catch(() => undefined);
    return { pid: child.pid ?? 0, port, stop: () => stopChild(child) };
  } catch (error) {
    ended.catch(() => undefined);
    child.kill('SIGKILL');
    throw new Error(`${file} did not start`, { cause: error });
  }
}

/** SIGTERM, and SIGKILL when the process takes longer than 15 s. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}

/** A port on 127.0.0.1 that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('not a TCP address');
  return address.port;
}

/**
 * Asks until the answer is there: the bench waits for facts, not for a length of time. Rejects with
 * the last error after `timeoutMs`.
 */
export async function until<T>(timeoutMs: number, attempt: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
