/**
 * The real server as its own process, as an operator would start it, against the bench's
 * PostgreSQL.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkHealth, serverEnvironment } from './api.ts';
import { freePort, type RunningServer, stopChild, until } from './processes.ts';

const SERVER = fileURLToPath(new URL('../../server/src/main/server.ts', import.meta.url));
const START_TIMEOUT_MS = 60_000;
const LOG_TAIL_CHARACTERS = 2_000;

export type ProductOptions = {
  readonly databaseUrl: string;
  readonly apiKey: string;
  readonly dataDir: string;
};

/** Rejects with the end of the server's log when it does not become healthy within 60 s. */
export async function startProduct(options: ProductOptions): Promise<RunningServer> {
  await mkdir(options.dataDir, { recursive: true });
  const [port, metricsPort] = await Promise.all([freePort(), freePort()]);
  const logFile = join(options.dataDir, 'server.log');
  const log = createWriteStream(logFile);
  const child = spawn(process.execPath, [SERVER], {
    env: serverEnvironment({ ...options, port, metricsPort }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  try {
    await until(START_TIMEOUT_MS, async () => {
      // Asking a process that has ended would only use up the time.
      if (child.exitCode === null) await checkHealth(port);
    });
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
  } catch (error) {
    await stopChild(child);
    const text = await readFile(logFile, 'utf8');
    throw new Error(`the server did not start:\n${text.slice(-LOG_TAIL_CHARACTERS)}`, {
      cause: error,
    });
  }
  return { pid: child.pid ?? 0, port, stop: () => stopChild(child) };
}
