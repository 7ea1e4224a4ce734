/** What waiting lists count, for operators: labels are few and never of an event. */
import type { Counter, Metrics } from '../ops/metrics.ts';

export type WaitlistMetrics = {
  joined(outcome: string): void;
  /** Offers, by what became of them: made, taken, declined, lapsed. */
  offer(step: 'made' | 'taken' | 'declined' | 'lapsed'): void;
  /** Orders that somebody of a list has taken over. */
  returned(): void;
};

/** Read when somebody collects. */
export type WaitlistFigures = {
  readonly lists: number;
  readonly waiting: number;
  readonly offered: number;
  /** How late the list is that should have been looked at first, in ms. */
  readonly oldestMs: number;
};

export function createWaitlistMetrics(metrics: Metrics): WaitlistMetrics {
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
  const returned = metrics.counter(
    'waitlist_orders_returned_total',
    'Orders whose places somebody of a waiting list has taken over.',
  );
  return {
    joined: counters('waitlist_joins_total', 'Requests to join a waiting list.', 'outcome'),
    offer: counters('waitlist_offers_total', 'Offers, by what became of them.', 'step'),
    returned: () => returned.add(),
  };
}

export function registerWaitlists(metrics: Metrics, read: () => WaitlistFigures): void {
  metrics.gauge('waitlist_lists', 'Waiting lists on which somebody waits.', () => read().lists);
  metrics.gauge('waitlist_waiting', 'Entries without an offer.', () => read().waiting);
  metrics.gauge('waitlist_offers_held', 'Offers that stand.', () => read().offered);
  metrics.gauge(
    'waitlist_late_seconds',
    'How late the list is that should have been looked at first.',
    () => read().oldestMs / 1_000,
  );
}
