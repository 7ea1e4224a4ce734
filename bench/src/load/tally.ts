/**
 * Counts what a load run sees: everything for the verification, the measured window for the
 * figures.
 */
import { Histogram } from './histogram.ts';
import type { Latency, LoadResult } from './plan.ts';

export class Tally {
  #sent = 0;
  #accepted = 0;
  #acceptedTickets = 0;
  #unknown = 0;
  #unknownTickets = 0;
  #connectionErrors = 0;

  #windowStartMs: number | undefined;
  #windowEndMs: number | undefined;
  #answeredInWindow = 0;
  #acceptedInWindow = 0;
  readonly #statuses = new Map<number, number>();
  readonly #all = new Histogram();
  readonly #acceptedLatency = new Histogram();

  startWindow(nowMs: number): void {
    this.#windowStartMs = nowMs;
  }

  endWindow(nowMs: number): void {
    this.#windowEndMs = nowMs;
  }

  sent(): void {
    this.#sent++;
  }

  answered(status: number, latencyMs: number, tickets: number): void {
    const accepted = status >= 200 && status < 300;
    if (accepted) {
      this.#accepted++;
      this.#acceptedTickets += tickets;
    }
    if (this.#windowStartMs === undefined) return;
    // Requests still under way when the window ends are the slow ones: without them a server that
    // lets some starve would have the better latencies.
    this.#all.record(latencyMs);
    if (accepted) this.#acceptedLatency.record(latencyMs);
    if (this.#windowEndMs !== undefined) return;
    this.#answeredInWindow++;
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    if (accepted) this.#acceptedInWindow++;
  }

  /** A request was sent and its answer will never come. */
  unanswered(tickets: number): void {
    this.#unknown++;
    this.#unknownTickets += tickets;
  }

  connectionBroke(): void {
    this.#connectionErrors++;
  }

  result(): LoadResult {
    if (this.#windowStartMs === undefined || this.#windowEndMs === undefined) {
      throw new Error('the measured window has not ended');
    }
    return {
      seconds: (this.#windowEndMs - this.#windowStartMs) / 1_000,
      statuses: Object.fromEntries(this.#statuses),
      answered: this.#answeredInWindow,
      accepted: this.#acceptedInWindow,
      latency: { all: summary(this.#all), accepted: summary(this.#acceptedLatency) },
      total: {
        sent: this.#sent,
        accepted: this.#accepted,
        acceptedTickets: this.#acceptedTickets,
        unknown: this.#unknown,
        unknownTickets: this.#unknownTickets,
      },
      connectionErrors: this.#connectionErrors,
    };
  }
}

const summary = (histogram: Histogram): Latency => ({
  p50Ms: histogram.quantileMs(0.5),
  p95Ms: histogram.quantileMs(0.95),
  p99Ms: histogram.quantileMs(0.99),
  maxMs: histogram.maxMs,
});
