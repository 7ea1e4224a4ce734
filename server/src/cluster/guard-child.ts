/**
 * Sees to it that nothing of a cluster outlives the process that started it, however that one ended.
 * It is told pids on standard input; when that closes without a goodbye, it ends what is left: servers
 * first, then databases. Signals are not for it.
 */
import { rmSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { identityOf, signal, waitUntil } from '../postgres/processes.ts';
import type { Told } from './guard.ts';

type Watched = { readonly identity: string; readonly kind: 'server' | 'postgres' };

const SERVERS_MS = 3_000;
const DATABASES_MS = 10_000;
const KILL_MS = 2_000;

const watched = new Map<number, Watched>();
const folders = new Set<string>();
let isOver = false;

function hear(told: Told): void {
  if ('watch' in told) watched.set(told.watch, told);
  else if ('forget' in told) watched.delete(told.forget);
  else if ('remove' in told) folders.add(told.remove);
  else isOver = true;
}

/** Of this kind, and still the very processes that were meant. */
const left = (kind: Watched['kind']): number[] =>
  [...watched].flatMap(([pid, one]) =>
    one.kind === kind && identityOf(pid) === one.identity ? [pid] : [],
  );

async function end(kind: Watched['kind'], name: NodeJS.Signals, patienceMs: number): Promise<void> {
  for (const pid of left(kind)) signal(pid, name);
  if (await waitUntil(() => left(kind).length === 0, patienceMs)) return;
  for (const pid of left(kind)) signal(pid, 'SIGKILL');
  await waitUntil(() => left(kind).length === 0, KILL_MS);
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {});
for await (const line of createInterface({ input: process.stdin })) hear(JSON.parse(line) as Told);
if (!isOver) {
  await end('server', 'SIGTERM', SERVERS_MS);
  // Fast shutdown, in the words of PostgreSQL.
  await end('postgres', 'SIGINT', DATABASES_MS);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
