/**
 * One load run: N connections in a closed loop (each sends its next request when the answer to the
 * last one is in), through a warm-up, a measured window and a drain.
 */
import { Connection } from './connection.ts';
import type { LoadResult, LoadSpec } from './plan.ts';
import { createRequests } from './requests.ts';
import { Tally } from './tally.ts';

export type WindowEvents = {
  windowStarted(): void;
  windowEnded(): void;
};

/** After this many broken connections per connection of the run the server counts as gone. */
const BREAKS_PER_CONNECTION_MAX = 10;
const CONNECT_TIMEOUT_MS = 20_000;

/** Rejects when the connections cannot be opened or break all the time. */
export function runLoad(spec: LoadSpec, events: WindowEvents): Promise<LoadResult> {
  if (spec.host !== '127.0.0.1') {
    return Promise.reject(new RangeError(`load goes to 127.0.0.1 only, not to ${spec.host}`));
  }
  return new Promise((resolve, reject) => new Run(spec, events, resolve, reject).start());
}

type Phase = 'connecting' | 'running' | 'draining' | 'done';

class Run {
  readonly #spec: LoadSpec;
  readonly #events: WindowEvents;
  readonly #resolve: (result: LoadResult) => void;
  readonly #reject: (error: Error) => void;
  readonly #next: ReturnType<typeof createRequests>;
  readonly #connections: Connection[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #tally = new Tally();
  #phase: Phase = 'connecting';
  #connected = 0;
  #requestsLeft: number;
  #waiting = 0;
  #breaks = 0;
  #windowOpen = false;

  constructor(
    spec: LoadSpec,
    events: WindowEvents,
    resolve: (result: LoadResult) => void,
    reject: (error: Error) => void,
  ) {
    this.#spec = spec;
    this.#events = events;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#next = createRequests(spec.plan, spec.port);
    this.#requestsLeft = spec.requestsMax ?? Number.POSITIVE_INFINITY;
  }

  start(): void {
    this.#after(CONNECT_TIMEOUT_MS, () => {
      if (this.#phase === 'connecting') {
        this.#fail(`${this.#connected} of ${this.#spec.connections} connections opened`);
      }
    });
    for (let i = 0; i < this.#spec.connections; i++) {
      const connection = new Connection(this.#spec.port, {
        ready: (ready) => this.#ready(ready),
        answered: (free, status, latencyMs, tickets) => {
          this.#waiting--;
          this.#tally.answered(status, latencyMs, tickets);
          this.#proceed(free);
        },
        broke: (broken, tickets) => this.#broke(broken, tickets),
      });
      this.#connections.push(connection);
      connection.open();
    }
  }

  #ready(connection: Connection): void {
    if (this.#phase === 'running') this.#proceed(connection);
    if (this.#phase !== 'connecting') return;
    this.#connected++;
    if (this.#connected < this.#spec.connections) return;
    this.#phase = 'running';
    this.#after(this.#spec.warmUpMs, () => this.#openWindow());
    this.#after(this.#spec.warmUpMs + this.#spec.durationMs, () => this.#drain());
    for (const idle of this.#connections) this.#proceed(idle);
  }

  #openWindow(): void {
    if (this.#phase !== 'running' || this.#windowOpen) return;
    this.#windowOpen = true;
    this.#tally.startWindow(performance.now());
    this.#events.windowStarted();
  }

  #proceed(connection: Connection): void {
    if (this.#phase === 'running') {
      const request = this.#requestsLeft > 0 ? this.#next() : undefined;
      if (request !== undefined) {
        // A run bounded by its number of requests and without warm-up is measured from its first.
        if (this.#spec.warmUpMs === 0) this.#openWindow();
        this.#requestsLeft--;
        this.#waiting++;
        this.#tally.sent();
        connection.send(request);
        return;
      }
      // Out of requests: the window ends with the last answer, not while others are under way.
      if (this.#waiting === 0) this.#drain();
      return;
    }
    if (this.#phase === 'draining' && this.#waiting === 0) this.#finish();
  }

  #broke(connection: Connection, tickets: number | undefined): void {
    if (this.#phase === 'done') return;
    this.#breaks++;
    this.#tally.connectionBroke();
    if (tickets !== undefined) {
      this.#waiting--;
      this.#tally.unanswered(tickets);
    }
    if (this.#breaks > this.#spec.connections * BREAKS_PER_CONNECTION_MAX) {
      this.#fail('the server keeps closing its connections');
    } else if (this.#phase === 'draining') this.#proceed(connection);
    else connection.open();
  }

  #drain(): void {
    if (this.#phase !== 'running') return;
    this.#openWindow();
    this.#phase = 'draining';
    this.#tally.endWindow(performance.now());
    this.#events.windowEnded();
    this.#after(this.#spec.drainMs, () => this.#finish());
    if (this.#waiting === 0) this.#finish();
  }

  #finish(): void {
    if (this.#phase === 'done') return;
    for (const connection of this.#connections) {
      if (connection.isWaiting) this.#tally.unanswered(connection.outstandingTickets);
    }
    this.#close();
    this.#resolve(this.#tally.result());
  }

  #fail(message: string): void {
    this.#close();
    this.#reject(new Error(message));
  }

  #close(): void {
    this.#phase = 'done';
    for (const timer of this.#timers) clearTimeout(timer);
    for (const connection of this.#connections) connection.close();
  }

  #after(ms: number, work: () => void): void {
    this.#timers.push(setTimeout(work, ms));
  }
}
