/** What an operator sees of the live channel. */
import type { Metrics } from '../ops/metrics.ts';
import type { Admission } from './admission.ts';
import type { Hub } from './hub.ts';
import type { Traffic } from './traffic.ts';

export type LiveParts = {
  readonly hub: Hub;
  readonly admission: Admission;
  readonly sse: Readonly<Traffic>;
  readonly socketIo?: Readonly<Traffic>;
};

export function registerLive(metrics: Metrics, { hub, admission, sse, socketIo }: LiveParts): void {
  metrics.gauge('live_streams', 'Open live streams.', () => hub.stats.streams);
  metrics.gauge(
    'live_topics',
    'Events and waiting rooms that live streams follow.',
    () => hub.stats.topics,
  );
  metrics.counterFrom('live_opened_total', 'Live streams opened.', () => hub.stats.opened);
  metrics.counterFrom(
    'live_refused_total',
    'Live streams refused: too many in the process, of an address or of a session.',
    () => admission.refused,
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
  registerTraffic(metrics, 'sse', sse);
  if (socketIo !== undefined) registerTraffic(metrics, 'socket.io', socketIo);
}

function registerTraffic(metrics: Metrics, transport: string, traffic: Readonly<Traffic>): void {
  const labels = { transport };
  metrics.gauge(
    'live_connections',
    'Connections of the live channel, by transport.',
    () => traffic.open,
    labels,
  );
  metrics.counterFrom(
    'live_frames_total',
    'Frames written to clients, by transport.',
    () => traffic.frames,
    labels,
  );
  metrics.counterFrom('live_bytes_total', 'Bytes of these frames.', () => traffic.bytes, labels);
}
