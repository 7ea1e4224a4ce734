/**
 * A demo of our own for tools that measure pages: the server as `npm start` runs it, with a database in
 * a folder that goes away again, on ports that are free; and its events.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { freePort } from '../server/test/support/free-port.ts';

export type DemoServer = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

export type DemoEvent = {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly capacity: number;
  readonly available: number;
  readonly seatingPlan?: object;
};

const START_TIMEOUT_MS = 120_000;
const READY = 'Onsale is ready';
const LINES_KEPT = 30;

/** Uses the server at `given`, which is left alone afterwards, or starts one with these settings. */
export async function demoServer(
  given?: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<DemoServer> {
  if (given !== undefined) return { url: new URL(given).origin, stop: () => Promise.resolve() };
  const dataDir = await mkdtemp(join(tmpdir(), 'onsale-demo-'));
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start.ts')], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      METRICS_PORT: String(await freePort()),
      DATA_DIR: dataDir,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  const lines: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    const limit = setTimeout(reject, START_TIMEOUT_MS, new Error('it took too long'));
    child.once('exit', (code) => reject(new Error(`it ended with code ${code}`)));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        lines.splice(0, lines.length - LINES_KEPT);
        if (!line.includes(READY)) return;
        clearTimeout(limit);
        resolve();
      });
    }
  });
  try {
    await ready;
  } catch (error) {
    await stop();
    throw new Error(`the server did not start:\n${lines.join('\n')}`, { cause: error });
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** What is on sale with a seat map, the largest house first. */
export async function eventsOnSale(url: string): Promise<readonly DemoEvent[]> {
  const response = await fetch(`${url}/api/v1/events?limit=100&when=upcoming`);
  const { events } = (await response.json()) as { readonly events: readonly DemoEvent[] };
  return events
    .filter(({ status, seatingPlan }) => status === 'on_sale' && seatingPlan !== undefined)
    .toSorted((a, b) => b.capacity - a.capacity);
}
