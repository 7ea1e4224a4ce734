/** What a worker does for tickets: follows the outbox, issues and revokes. */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { Metrics } from '../ops/metrics.ts';
import { createConsumer } from '../outbox/consume.ts';
import { type Issued, issueTickets } from './issue-tickets.ts';
import { firstPace, isDue, paceAfter } from './model/issuing-pace.ts';
import { countWaiting } from './sql/issue.ts';

export type IssuingDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly metrics: Metrics;
  /** Bookings that wait or are in flight in this process. */
  readonly depth: () => number;
};

export type TicketIssuer = {
  /** The outbox has rows that were not there before. */
  hear(): void;
  /** Handles a batch if one is due. Cheap otherwise: to be called every few milliseconds. */
  step(): Promise<void>;
};

const CONSUMER = 'tickets';
const LOOK_MS = 5_000;
const nothing: Issued = { asked: 0, issued: 0, revoked: 0 };

export function createTicketIssuer({ db, clock, ids, metrics, depth }: IssuingDeps): TicketIssuer {
  const issued = metrics.counter('tickets_issued_total', 'Tickets issued by this process.');
  const revoked = metrics.counter('tickets_revoked_total', 'Tickets revoked from the outbox.');
  let waiting = 0;
  metrics.gauge('tickets_waiting_rows', 'Outbox rows whose tickets are to come.', () => waiting);

  let done = nothing;
  const consumer = createConsumer(db, CONSUMER, async (tx, rows) => {
    done = await issueTickets(tx, rows, ids);
  });
  let pace = firstPace(clock.monotonicMs());
  let isTold = true;
  let lookMs = Number.NEGATIVE_INFINITY;

  async function batch(startMs: number): Promise<void> {
    done = nothing;
    // Whatever is told from here on may come too late for this batch.
    isTold = false;
    try {
      const rows = await consumer.step(pace.rows);
      issued.add(done.issued);
      revoked.add(done.revoked);
      const endMs = clock.monotonicMs();
      pace = paceAfter(pace, { startMs, endMs, rows, tickets: done.asked });
    } catch (error) {
      isTold = true;
      throw error;
    }
  }

  return {
    hear() {
      isTold = true;
    },
    async step() {
      const nowMs = clock.monotonicMs();
      if (isDue(pace, { nowMs, depth: depth(), isTold })) await batch(nowMs);
      if (nowMs < lookMs) return;
      lookMs = nowMs + LOOK_MS;
      waiting = (await db.query(countWaiting))[0]?.waiting ?? 0;
    },
  };
}
