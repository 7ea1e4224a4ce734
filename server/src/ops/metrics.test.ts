/** From the registry to the text of a scrape, over the internal port. */
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../lib/clock.ts';
import { createMetricsExport } from './metrics-export.ts';
import { startMetricsServer } from './metrics-server.ts';
import { Metrics } from './metrics.ts';
import { registerDbMetrics, registerProcessMetrics } from './process-metrics.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function scrape(metrics: Metrics): Promise<string[]> {
  const source = createMetricsExport(metrics, systemClock);
  cleanUps.push(source.close);
  return (await source.text()).split('\n');
}

describe('the registry', () => {
  it('exports counters, gauges and histograms by label', async () => {
    const metrics = new Metrics();
    metrics.counter('bookings_total', 'Bookings.', { kind: 'seats' }).add();
    metrics.counter('bookings_total', 'Bookings.', { kind: 'pool' }).add(41);
    metrics.counter('bookings_total', 'Bookings.', { kind: 'pool' }).add();
    let depth = 3;
    metrics.gauge('queue_depth', 'Waiting.', () => depth);
    metrics.counterFrom('cache_hits_total', 'Hits.', () => 9, { cache: 'events' });
    const rows = metrics.histogram('batch_rows', 'Rows.', [1, 10, 100]);
    for (const size of [1, 2, 10, 11, 1_000]) rows.record(size);
    depth = 4;
    const lines = await scrape(metrics);
    expect(lines).toEqual(
      expect.arrayContaining([
        '# HELP bookings_total Bookings.',
        '# TYPE bookings_total counter',
        'bookings_total{kind="seats"} 1',
        'bookings_total{kind="pool"} 42',
        '# TYPE queue_depth gauge',
        'queue_depth 4',
        'cache_hits_total{cache="events"} 9',
        '# TYPE batch_rows histogram',
        'batch_rows_count 5',
        'batch_rows_sum 1024',
        'batch_rows_bucket{le="1"} 1',
        'batch_rows_bucket{le="10"} 3',
        'batch_rows_bucket{le="100"} 4',
        'batch_rows_bucket{le="+Inf"} 5',
      ]),
    );
    expect(lines.filter((line) => line === '# TYPE bookings_total counter')).toHaveLength(1);
  });

  it('refuses what would spoil the export', () => {
    const metrics = new Metrics();
    metrics.gauge('depth', 'Depth.', () => 1);
    expect(() => metrics.gauge('depth', 'Depth.', () => 2)).toThrow('registered twice');
    expect(() => metrics.counter('hits', 'Hits.')).toThrow('ends in _total');
    expect(() => metrics.histogram('depth', 'Depth.', [1], { a: 'b' })).toThrow('is a gauge');
    expect(() => metrics.histogram('size', 'Size.', [2, 1])).toThrow('ascend');
    expect(() => metrics.gauge('Bad name', 'Bad.', () => 1)).toThrow('not the name');
  });

  it('shows the process and the pool', async () => {
    const metrics = new Metrics();
    cleanUps.push(registerProcessMetrics(metrics));
    registerDbMetrics(metrics, { usage: () => ({ total: 5, idle: 2, waiting: 1 }) });
    const lines = await scrape(metrics);
    expect(lines).toContain('db_pool_connections{state="busy"} 3');
    const memory = lines.find((line) => line.startsWith('process_resident_memory_bytes '));
    expect(Number(memory?.split(' ')[1])).toBeGreaterThan(10_000_000);
    const values = lines.filter((line) => line.startsWith('process_event_loop_delay_seconds{'));
    expect(values).toHaveLength(3);
    for (const line of values) expect(Number(line.split(' ')[1])).toBeGreaterThanOrEqual(0);
  });
});

describe('the internal port', () => {
  it('serves /metrics and nothing else', async () => {
    const metrics = new Metrics();
    metrics.counter('bookings_total', 'Bookings.').add(7);
    const source = createMetricsExport(metrics, systemClock);
    const errors: unknown[] = [];
    const server = await startMetricsServer(source, {
      host: '127.0.0.1',
      port: 0,
      onError: (error) => errors.push(error),
    });
    cleanUps.push(server.close, source.close);
    const base = `http://127.0.0.1:${server.port}`;
    const response = await fetch(`${base}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(await response.text()).toContain('bookings_total 7');
    expect((await fetch(`${base}/`)).status).toBe(404);
    expect((await fetch(`${base}/metrics`, { method: 'POST' })).status).toBe(405);
    const taken = startMetricsServer(source, {
      host: '127.0.0.1',
      port: server.port,
      onError: () => {},
    });
    await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(errors).toEqual([]);
  });
});
