/** What an operator sees of the live channel. */
import type { Metrics } from '../ops/metrics.ts';
import type { LiveHandler } from './handler.ts';
import type { Hub } from './hub.ts';

export function registerLive(metrics: Metrics, hub: Hub, handler: LiveHandler): void {
  metrics.gauge('live_streams', 'Open live streams.', () => hub.stats.streams);
  metrics.gauge('live_topics', 'Events that live streams follow.', () => hub.stats.topics);
  metrics.counterFrom('live_opened_total', 'Live streams opened.', () => hub.stats.opened);
  metrics.counterFrom(
    'live_refused_total',
    'Live streams refused: too many in the process, of an address or of a session.',
    () => handler.refused(),
  );
  metrics.counterFrom(
    'live_skipped_total',
    'Times a slow client was skipped, to be told a newer state later.',
    () => hub.stats.skipped,
  );
  metrics.counterFrom(
    'live_dropped_total',
    'Slow clients that were disconnected.',
    () => hub.stats.dropped,
  );
  metrics.counterFrom(
    'live_snapshots_total',
    'Snapshots read for live streams.',
    () => hub.stats.snapshots,
  );
}
