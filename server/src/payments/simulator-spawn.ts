/** Starts the simulator's process and knows when it is ready, that it lives, and why it ended. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import process from 'node:process';
import type { SimulatorOptions } from './simulator/start.ts';

/** What the child is told: values only. */
export type ChildOptions = Pick<
  SimulatorOptions,
  'directory' | 'secret' | 'webhookSecret' | 'webhookUrl' | 'port' | 'faults'
>;

export type Spawned = {
  readonly url: string;
  readonly pid: number;
  readonly isAlive: () => boolean;
  /** Resolves, with its last words, when it has ended. */
  readonly ended: Promise<string>;
  /** Asks it to end and waits; after a few seconds it is killed. */
  readonly stop: () => Promise<void>;
};

const READY_MS = 30_000;
const STOP_MS = 5_000;
const LAST_WORDS_LENGTH = 4_000;

/** Rejects with what it said on its way out when it does not come up. */
export function spawnSimulator(script: string, options: ChildOptions): Promise<Spawned> {
  // Nothing of our environment: it has no use for the secrets in there.
  const child = spawn(process.execPath, [script, '--child'], { env: {}, stdio: 'pipe' });
  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS_LENGTH);
  });
  // The other end of a pipe may be gone at any time; `ended` tells.
  child.stdin.on('error', () => {});
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(`${lastWords.trim()} (${signal ?? code})`));
  });
  // By standard input, because arguments are there for everybody to see.
  child.stdin.write(`${JSON.stringify(options)}\n`);

  async function stop(): Promise<void> {
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }

  const { promise, resolve, reject } = Promise.withResolvers<Spawned>();
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    reject(new Error('the payment simulator did not become ready'));
  }, READY_MS);
  createInterface({ input: child.stdout }).once('line', (line) => {
    clearTimeout(timer);
    const { url } = JSON.parse(line) as { url: string };
    const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
    resolve({ url, pid: child.pid ?? 0, isAlive, ended, stop });
  });
  async function giveUp(): Promise<void> {
    const words = await ended;
    clearTimeout(timer);
    reject(new Error(words));
  }
  void giveUp();
  return promise;
}
