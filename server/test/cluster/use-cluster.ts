/** A cluster for the tests of a file, and questions about the truth behind it. */
import process from 'node:process';
import { afterAll, beforeAll } from 'vitest';
import { Client } from 'pg';
import {
  type Cluster,
  type ClusterOptions,
  startCluster,
} from '../../src/cluster/start-cluster.ts';
import { assert } from '../../src/lib/assert.ts';
import { waitFor } from '../support/wait-for.ts';

/** Without log lines, on free ports, in a folder that goes with it. */
export const testCluster = (options: Partial<ClusterOptions> = {}): Promise<Cluster> =>
  startCluster({ path: process.env['PATH'] ?? '', log: () => {}, ...options });

export function useCluster(options: Partial<ClusterOptions> = {}): () => Cluster {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    cluster = await testCluster(options);
  });
  afterAll(() => cluster?.close());
  return () => {
    assert(cluster !== undefined, 'the cluster is not open yet');
    return cluster;
  };
}

/** One statement on a connection of its own. */
export async function ask<Row extends object>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The value of a series in a node's metrics; 0 while it is not there. */
export async function metric(metricsUrl: string, series: RegExp): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  const line = text.split('\n').find((one) => series.test(one));
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** Every row of the outbox is numbered. */
export const untilStamped = (url: string): Promise<unknown> =>
  waitFor('the outbox to be stamped to its end', async () => {
    const rows = await ask(url, 'SELECT 1 FROM outbox WHERE position IS NULL LIMIT 1');
    return rows.length === 0;
  });

/** Of these reservations, those that are not there and confirmed. */
export async function missing(url: string, ids: ReadonlySet<string>): Promise<string[]> {
  const rows = await ask<{ id: string }>(
    url,
    `SELECT wanted.id FROM unnest($1::uuid[]) AS wanted (id)
      WHERE NOT EXISTS (SELECT FROM reservations r WHERE r.id = wanted.id AND r.state = 1)`,
    [[...ids]],
  );
  return rows.map(({ id }) => id);
}
