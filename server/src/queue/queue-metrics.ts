/** What waiting rooms count, for operators: labels are few and never of an event. */
import type { Counter, Histogram, Metrics } from '../ops/metrics.ts';
import type { QueueObserver } from './core.ts';

export type QueueMetrics = {
  joined(outcome: string): void;
  admitted(outcome: string): void;
  challenge(step: 'asked' | 'required' | 'solved' | 'failed' | 'unavailable'): void;
  /** A booking without a good pass. */
  refused(code: string): void;
};

/** Read when somebody collects. */
export type RoomFigures = {
  readonly rooms: number;
  readonly waiting: number;
  readonly active: number;
  /** The highest of these rooms: the share of the called who never come, as the controller sees it. */
  readonly noShow: number;
  /** People that the controllers of these rooms would call per minute, together. */
  readonly targetPerMinute: number;
  /** Age of what is known of the most neglected room, in seconds. */
  readonly ageSeconds: number;
};

export function createQueueMetrics(metrics: Metrics): QueueMetrics {
  const counters = (name: string, help: string, label: string) => {
    const known = new Map<string, Counter>();
    return (value: string): void => {
      let counter = known.get(value);
      if (counter === undefined) {
        counter = metrics.counter(name, help, { [label]: value });
        known.set(value, counter);
      }
      counter.add();
    };
  };
  return {
    joined: counters('queue_joins_total', 'Requests to join a waiting room.', 'outcome'),
    admitted: counters('queue_admissions_total', 'Requests to come in.', 'outcome'),
    challenge: counters(
      'queue_challenges_total',
      'Proofs of work, by what became of them.',
      'step',
    ),
    refused: counters('queue_refusals_total', 'Bookings refused at the pass.', 'code'),
  };
}

export function registerRooms(metrics: Metrics, read: () => RoomFigures): void {
  metrics.gauge('queue_rooms', 'Waiting rooms that this process follows.', () => read().rooms);
  metrics.gauge('queue_waiting', 'People in these who have not been called.', () => read().waiting);
  metrics.gauge('queue_active', 'People in these who may buy.', () => read().active);
  metrics.gauge(
    'queue_no_show_ratio',
    'Share of the called who never come, in the room where it is highest.',
    () => read().noShow,
  );
  metrics.gauge(
    'queue_target_per_minute',
    'People whom the controllers of these rooms would call per minute.',
    () => read().targetPerMinute,
  );
  metrics.gauge(
    'queue_status_age_seconds',
    'Age of what this process knows of the room that it read longest ago.',
    () => read().ageSeconds,
  );
}

const sizes = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];
const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function observeLines(metrics: Metrics): QueueObserver {
  const batch = metrics.histogram(
    'queue_batch_commands',
    'Joins, leaves and admissions in one transaction.',
    sizes,
  );
  const wait = metrics.histogram(
    'queue_wait_seconds',
    'How long a join, leave or admission waited for its transaction.',
    seconds,
  );
  return { batch: (size) => batch.record(size), waited: (ms) => wait.record(ms / 1_000) };
}

/** Of a worker. */
export const tickSeconds = (metrics: Metrics): Histogram =>
  metrics.histogram('queue_tick_seconds', 'How long it took to tick a waiting room.', seconds);
