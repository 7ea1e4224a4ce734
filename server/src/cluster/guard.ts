/** The side of the cluster that tells its guard what must not outlive it; see guard-child.ts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { identityOf } from '../postgres/processes.ts';

export type Told =
  | { readonly watch: number; readonly identity: string; readonly kind: 'server' | 'postgres' }
  | { readonly forget: number }
  /** A folder of ours that goes with us. */
  | { readonly remove: string }
  | { readonly done: true };

export type Guard = {
  watch(pid: number, kind: 'server' | 'postgres'): void;
  forget(pid: number): void;
  remove(folder: string): void;
  /** Everything has ended in good order. */
  dismiss(): Promise<void>;
};

const script = join(import.meta.dirname, 'guard-child.ts');

export function startGuard(): Guard {
  // A session of its own: Ctrl-C in a terminal is for the cluster, and a guard outlives it.
  const child = spawn(process.execPath, [script], {
    env: {},
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.unref();
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  const tell = (told: Told): void => void child.stdin.write(`${JSON.stringify(told)}\n`);
  return {
    watch(pid, kind) {
      const identity = identityOf(pid);
      if (identity !== undefined) tell({ watch: pid, identity, kind });
    },
    forget: (pid) => tell({ forget: pid }),
    remove: (folder) => tell({ remove: folder }),
    async dismiss() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      // Running, it keeps nobody alive; ending, it is what we wait for.
      child.ref();
      const ended = once(child, 'exit');
      tell({ done: true });
      child.stdin.end();
      await ended;
    },
  };
}
