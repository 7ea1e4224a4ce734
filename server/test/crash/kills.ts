/** Who is killed, and how everything comes back. */
import process from 'node:process';
import { Client } from 'pg';
import type { ServerProcess } from '../support/server-process.ts';
import type { Throwaway } from '../support/throwaway.ts';
import { waitFor } from '../support/wait-for.ts';
import type { Random } from '../../src/lib/random.ts';

export const victims = ['server', 'postmaster', 'backend', 'session'] as const;
export type Victim = (typeof victims)[number];

/** The server twice as often as the others: most of what can go wrong is in it. */
export const chooseVictim = (random: Random): Victim =>
  victims[Math.max(0, random.below(victims.length + 1) - 1)] ?? 'server';

export type Target = { readonly server: ServerProcess; readonly postgres: Throwaway };

/**
 * `server` and `postmaster` die of SIGKILL, a `backend` too (PostgreSQL then ends all sessions and
 * recovers), a `session` is ended politely. Resolves when what has to be restarted has been.
 */
export async function kill(
  victim: Victim,
  { server, postgres }: Target,
  random: Random,
): Promise<void> {
  if (victim === 'server') {
    await server.end('SIGKILL');
    return server.restart();
  }
  if (victim === 'postmaster') {
    const { pid } = postgres;
    process.kill(pid, 'SIGKILL');
    // It is restarted by those who watch it; see embedded.ts.
    await waitFor('another postmaster', () => postgres.pid !== pid && postgres.pid > 0, 30_000);
    return;
  }
  const pid = await someBackend(postgres.url, random);
  if (pid === undefined) return;
  if (victim === 'backend') process.kill(pid, 'SIGKILL');
  else await query(postgres.url, `SELECT pg_terminate_backend(${pid})`).catch(() => undefined);
}

/** The sessions of the server under test, the engine's own before the pool's. */
async function someBackend(url: string, random: Random): Promise<number | undefined> {
  const rows = await query<{ pid: number }>(
    url,
    `SELECT pid FROM pg_stat_activity
      WHERE application_name LIKE 'onsale-%' ORDER BY application_name LIKE '%-engine-%', pid`,
  );
  return rows.at(random.chance(0.5) ? -1 : random.below(Math.max(rows.length, 1)))?.pid;
}

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
