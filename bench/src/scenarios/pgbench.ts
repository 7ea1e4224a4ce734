/**
 * The hot row without any server: pgbench, 10 clients, one transaction per booking with a
 * conditional UPDATE and an INSERT. What PostgreSQL gives to anyone who asks row by row.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countBaseline, createBaselineEvent, createTables } from '../baselines/tables.ts';
import { createMeter, type Measurement } from '../measure.ts';
import type { Bench, RunSize, Variant } from '../scenario.ts';
import { verify } from '../verification.ts';

const SCHEMA = 'bench_pgbench';
const CLIENTS = 10;
const CAPACITY = 1_000_000;

export const hasPgbench = (): boolean => spawnSync('pgbench', ['--version']).status === 0;

/** The variant, or nothing (and a line for the reader) where pgbench is not installed. */
export async function pgbenchVariant(bench: Bench): Promise<Variant[]> {
  if (!bench.pgbench) {
    bench.note('skipped: pgbench on the hot row (pgbench is not installed)');
    return [];
  }
  await createTables(bench.postgres.admin, SCHEMA);
  return [
    {
      id: 'pgbench',
      title: `pgbench on the hot row, ${CLIENTS} clients`,
      run: (size) => run(bench, size),
    },
  ];
}

const scriptFor = (eventId: number): string => `
begin;
update ${SCHEMA}.events set available_seats = available_seats - 1
  where id = ${eventId} and available_seats >= 1;
insert into ${SCHEMA}.reservations (id, event_id, user_id, quantity, status)
  values (uuidv7(), ${eventId}, 'user', 1, 'CONFIRMED');
end;
`;

async function run(bench: Bench, size: RunSize): Promise<Measurement> {
  const { admin, url, pid } = bench.postgres;
  const eventId = await createBaselineEvent(admin, SCHEMA, CAPACITY);
  await admin.query('checkpoint');
  const folder = await mkdtemp(join(tmpdir(), 'onsale-pgbench-'));
  try {
    const script = join(folder, 'hot-row.sql');
    await writeFile(script, scriptFor(eventId));
    const seconds = Math.max(1, Math.round(size.durationMs / 1_000));
    const meter = createMeter({ postgres: pid });
    meter.start();
    const { transactions, perSecond } = readReport(await pgbench(script, seconds, url));
    meter.stop();
    const facts = await countBaseline(admin, SCHEMA, eventId);
    return {
      perSecond,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
      ...meter.read(transactions, seconds),
      peakMemoryMib: null,
      verification: verify({ accepted: transactions, unknown: 0 }, facts),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function pgbench(script: string, seconds: number, url: string): Promise<string> {
  const flags = ['--no-vacuum', '--protocol=prepared', `--client=${CLIENTS}`, `--time=${seconds}`];
  const child = spawn('pgbench', [...flags, `--file=${script}`, url]);
  let output = '';
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`pgbench ended with code ${code}: ${complaints}`);
  return output;
}

/** Reads the two figures that matter from pgbench's report; throws when they are not there. */
export function readReport(text: string): { transactions: number; perSecond: number } {
  const transactions = /^number of transactions actually processed: (\d+)/m.exec(text)?.[1];
  const perSecond = /^tps = ([\d.]+) \(without initial connection time\)/m.exec(text)?.[1];
  if (transactions === undefined || perSecond === undefined) {
    throw new Error(`pgbench's report is not understood: ${text}`);
  }
  return { transactions: Number(transactions), perSecond: Number(perSecond) };
}
