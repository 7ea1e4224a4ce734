/** The table of the product's metrics says what the server registers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { metricTable } from '../../../server/src/ops/metric-table.ts';
import { productMetrics } from './product-metrics.ts';

const server = join(import.meta.dirname, '..', '..', '..', 'server', 'src');
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('test'))
  .map((path) => readFileSync(join(server, path), 'utf8'))
  .join('\n');

const kinds = {
  counter: 'counter',
  counterFrom: 'counter',
  counters: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
} as const;

/** Names registered beside the code that counts, with their kind. */
const registered = (): Map<string, string> => {
  const calls = sources.matchAll(
    /\b(?<call>counters|counterFrom|counter|gauge|histogram)\(\s*'(?<name>[a-z][a-z0-9_]+)'/g,
  );
  return new Map(
    [...calls].map(({ groups = {} }) => [
      groups.name ?? '',
      kinds[groups.call as keyof typeof kinds],
    ]),
  );
};

it('knows every metric of the server, and no other', () => {
  const known = new Map(Object.entries(productMetrics).map(([name, { kind }]) => [name, kind]));
  const all = new Map([
    ...registered(),
    ...Object.entries(metricTable).map(([name, { kind }]) => [name, kind] as const),
  ]);
  expect(Object.fromEntries(all)).toEqual(Object.fromEntries(known));
});

it('knows the labels of those in the table of the server', () => {
  for (const [name, { labels }] of Object.entries(metricTable)) {
    expect([name, ...(productMetrics[name]?.labels ?? [])]).toEqual([name, ...labels]);
  }
});
