/**
 * The simulator as a child of the server: started with the first payment (or at once, when it has a
 * journal to go on with), started again after a pause when it dies, stopped with the server. When
 * another server has already started one on the same directory, that one is used.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemWait, type Wait } from '../lib/wait.ts';
import type { Log } from '../ops/log.ts';
import { backoffMs } from '../ops/loop.ts';
import { isHeld, readAddress } from './simulator-address.ts';
import type { Target } from './simulator-client.ts';
import { type ChildOptions, type Spawned, spawnSimulator } from './simulator-spawn.ts';
import { JOURNAL_FILE } from './simulator/start.ts';

/** The folder of the journal in the data directory. */
export const SIMULATOR_FOLDER = 'payments';

export type SimulatorChildOptions = Omit<ChildOptions, 'port' | 'webhookUrl'> & {
  /** The program; which one it is, is not for us to know. */
  readonly script: string;
  readonly log: Log;
  readonly wait?: Wait;
};

export type SimulatorChild = {
  /** Where it is; waits while it starts. Rejects when it cannot be started. */
  readonly target: () => Promise<Target>;
  /** Where events are to be told. Rejects when a running simulator did not take it. */
  readonly webhooksTo: (url: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Instance = Target & { readonly own: Spawned | undefined; readonly isAlive: () => boolean };

const backoff = { backoffMinMs: 100, backoffMaxMs: 10_000 };
/** A child that lived this long and dies is started again after the shortest pause. */
const HEALTHY_MS = 30_000;
const JOIN_TRIES_MAX = 5;
const JOIN_PAUSE_MS = 200;
const CALL_MS = 5_000;

export function openSimulatorChild(options: SimulatorChildOptions): SimulatorChild {
  const { script, log, wait = systemWait, ...told } = options;
  const closing = new AbortController();
  let current: Promise<Instance> | undefined;
  let instance: Instance | undefined;
  let failures = 0;
  let port = 0;
  let webhookUrl: string | undefined;

  async function start(): Promise<Instance> {
    if (failures > 0) await wait(backoffMs(backoff, failures - 1, Math.random()), closing.signal);
    for (let tries = 1; ; tries++) {
      if (closing.signal.aborted) throw new Error('the payment simulator is closed');
      const address = readAddress(told.directory);
      if (address !== undefined) return joined(address.pid, address);
      try {
        return await owned(webhookUrl);
      } catch (error) {
        // Another server's is starting: its address will be there in a moment.
        if (tries >= JOIN_TRIES_MAX || !isHeld(told.directory)) throw error;
        await wait(JOIN_PAUSE_MS, closing.signal);
      }
    }
  }

  function joined(pid: number, { url, secret }: Target): Instance {
    log.info({ simulatorPid: pid }, 'Using the payment simulator of another process.');
    const isAlive = (): boolean => readAddress(told.directory)?.pid === pid;
    return { url, secret, own: undefined, isAlive };
  }

  async function owned(toldUrl: string | undefined): Promise<Instance> {
    const wish = { ...told, webhookUrl: toldUrl, port };
    // The same port again, so that callers find it where it was; once only, as it may be taken now.
    port = 0;
    const child = await spawnSimulator(script, wish);
    port = Number(new URL(child.url).port);
    const startedMs = performance.now();
    void again(child, startedMs);
    log.info({ simulatorPid: child.pid }, 'The payment simulator is ready.');
    return { url: child.url, secret: told.secret, own: child, isAlive: child.isAlive };
  }

  async function again(child: Spawned, startedMs: number): Promise<void> {
    const words = await child.ended;
    if (closing.signal.aborted) return;
    log.warn({ words }, 'The payment simulator ended; it is started again.');
    failures = performance.now() - startedMs > HEALTHY_MS ? 1 : failures + 1;
    current = undefined;
    target().catch(() => {});
  }

  async function launch(): Promise<Instance> {
    try {
      const started = await start();
      instance = started;
      if (started.own === undefined) failures = 0;
      return started;
    } catch (error) {
      failures++;
      current = undefined;
      if (!closing.signal.aborted) log.error({ error }, 'The payment simulator does not start.');
      throw error;
    }
  }

  function target(): Promise<Instance> {
    if (instance !== undefined && !instance.isAlive()) {
      if (instance.own === undefined) current = undefined;
      instance = undefined;
    }
    return (current ??= launch());
  }

  if (existsSync(join(told.directory, JOURNAL_FILE))) target().catch(() => {});
  return {
    target,
    async webhooksTo(url) {
      webhookUrl = url;
      const running = await current?.catch(() => {});
      if (running?.own !== undefined) await putWebhook(running, url);
    },
    async close() {
      closing.abort();
      const running = await current?.catch(() => {});
      await running?.own?.stop();
    },
  };
}

async function putWebhook({ url, secret }: Target, webhookUrl: string): Promise<void> {
  const response = await fetch(new URL('/v1/webhook', url), {
    method: 'PUT',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: webhookUrl }),
    signal: AbortSignal.timeout(CALL_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the payment simulator answered ${response.status}`);
}
