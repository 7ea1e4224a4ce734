/** What web push counts, for operators: outcomes and how much waits, never of a person. */
import type { Counter, Metrics } from '../ops/metrics.ts';

export const pushOutcomes = ['sent', 'gone', 'refused', 'later', 'expired', 'given_up'] as const;
export type PushOutcome = (typeof pushOutcomes)[number];

export type PushMetrics = {
  told(outcome: PushOutcome): void;
  waiting(count: number, oldestMs: number): void;
};

export function createPushMetrics(metrics: Metrics): PushMetrics {
  const counters = new Map<PushOutcome, Counter>(
    pushOutcomes.map((outcome) => [
      outcome,
      metrics.counter('push_messages_total', 'Notifications to devices, by what became of them.', {
        outcome,
      }),
    ]),
  );
  const figures = { waiting: 0, oldestMs: 0 };
  metrics.gauge('push_waiting', 'Notifications that have not been sent.', () => figures.waiting);
  metrics.gauge(
    'push_oldest_seconds',
    'Age of the oldest notification that has not been sent.',
    () => figures.oldestMs / 1_000,
  );
  return {
    told: (outcome) => counters.get(outcome)?.add(),
    waiting: (waiting, oldestMs) => Object.assign(figures, { waiting, oldestMs }),
  };
}
