/** Child processes that report facts as JSON lines, for tests that kill them. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { waitFor } from './wait-for.ts';

export type Child = {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Everything that was said so far. */
  readonly facts: readonly Readonly<Record<string, unknown>>[];
  /** Waits until a line has one of these keys. */
  hear(...keys: string[]): Promise<Readonly<Record<string, unknown>>>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
};

export function startChild(script: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const facts: Record<string, unknown>[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => facts.push(JSON.parse(line)));
  // Kept with the facts: shown when a test fails, silent when a crash is what it wants.
  createInterface({ input: child.stderr }).on('line', (line) => facts.push({ stderr: line }));
  const ended = once(child, 'exit');
  return {
    process: child,
    pid: child.pid ?? -1,
    facts,
    hear: (...keys) =>
      waitFor(`${script} to say ${keys.join(' or ')}; it said ${JSON.stringify(facts)}`, () =>
        facts.find((fact) => keys.some((key) => key in fact)),
      ),
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
