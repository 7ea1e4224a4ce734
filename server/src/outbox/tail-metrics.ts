/** What an operator sees of the fan-out of rows between processes. */
import type { Metrics } from '../ops/metrics.ts';
import type { TailStats } from './tail.ts';

export function registerTail(metrics: Metrics, stats: () => TailStats): void {
  const rows = (source: string, read: () => number): void =>
    metrics.counterFrom('outbox_heard_total', 'Rows heard, by where they came from.', read, {
      source,
    });
  rows('feed', () => stats().fromFeed);
  rows('database', () => stats().fromDatabase);
  metrics.counterFrom(
    'outbox_looks_total',
    'Times that the end of the outbox was looked at.',
    () => stats().looks,
  );
  metrics.counterFrom(
    'outbox_feed_gaps_total',
    'Runs of rows that the feed did not have.',
    () => stats().gaps,
  );
  metrics.counterFrom(
    'outbox_feed_outages_total',
    'Times that the feed ceased to answer.',
    () => stats().outages,
  );
  metrics.counterFrom(
    'outbox_published_total',
    'Rows passed on to other processes.',
    () => stats().published,
  );
  metrics.counterFrom(
    'outbox_left_out_total',
    'Rows that could not be passed on; others read them in the database.',
    () => stats().leftOut,
  );
  metrics.gauge(
    'outbox_feed_lag_rows',
    'Rows that this process had not heard yet when it last looked.',
    () => stats().lag,
  );
}
