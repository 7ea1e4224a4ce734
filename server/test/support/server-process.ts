/** Real server processes for tests: started, waited for, stopped or killed, and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

export type ChildProcessHandle = {
  readonly pid: number;
  /** The last lines of the log, oldest first. */
  readonly log: readonly string[];
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port; it must have ended. */
  restart(): Promise<void>;
};

export type ServerProcess = ChildProcessHandle & {
  /** `http://127.0.0.1:port`; stays the same over restarts. */
  readonly url: string;
};

export type ServerSettings = {
  /** A free one when absent. */
  readonly port?: number;
  readonly databaseUrl: string;
  readonly apiKey: string;
  readonly dataDir: string;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
};

const serverScript = join(import.meta.dirname, '../../src/main/server.ts');
const LOG_LINES_MAX = 200;

export async function startServer(settings: ServerSettings): Promise<ServerProcess> {
  const [port, metricsPort] = [settings.port ?? (await freePort()), await freePort()];
  const env = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'test',
    DATABASE_URL: settings.databaseUrl,
    DATABASE_POOL_MAX: '8',
    PARTNER_API_KEY: settings.apiKey,
    DATA_DIR: settings.dataDir,
    DEMO: 'false',
    HOST: '127.0.0.1',
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    ...settings.env,
  };
  const child = await startChild(serverScript, env, 'Onsale is ready.');
  // Not spread: what it is changes with every restart.
  return Object.assign(child, { url: `http://127.0.0.1:${port}` });
}

/** Starts a script of ours; it is there when it has said `ready`. */
export async function startChild(
  script: string,
  env: NodeJS.ProcessEnv,
  ready: string,
): Promise<ChildProcessHandle> {
  const log: string[] = [];
  let child = await launch(script, env, ready, log);
  return {
    log,
    get pid() {
      return child.pid ?? -1;
    },
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
    async restart() {
      child = await launch(script, env, ready, log);
    },
  };
}

/** Resolves when the process says that it is ready; rejects with its log when it ends before. */
async function launch(
  script: string,
  env: NodeJS.ProcessEnv,
  readyLine: string,
  log: string[],
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  // A test process that ends in any way must not leave servers behind.
  const onExit = (): void => void child.kill('SIGKILL');
  process.once('exit', onExit);
  child.once('exit', () => process.off('exit', onExit));
  const ready = Promise.withResolvers<ChildProcess>();
  const hear = (line: string): void => {
    log.push(line);
    if (log.length > LOG_LINES_MAX) log.shift();
    if (line.includes(readyLine)) ready.resolve(child);
  };
  createInterface({ input: child.stdout }).on('line', hear);
  createInterface({ input: child.stderr }).on('line', hear);
  child.once('error', ready.reject);
  child.once('exit', (code, signal) => {
    ready.reject(new Error(`the process ended (${code ?? signal}):\n${log.slice(-20).join('\n')}`));
  });
  return ready.promise;
}
