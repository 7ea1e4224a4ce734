/** What a worker counts, and says once a second: steps of buyers, requests by operation, latencies. */
import { type Latencies, record } from './latencies.ts';

export const operations = [
  'session',
  'event',
  'status',
  'join',
  'entry',
  'admit',
  'leave',
  'state',
  'hold',
  'release',
  'order',
  'pay',
  'tickets',
  'read back',
] as const;
export type Operation = (typeof operations)[number];

export const steps = [
  'arrived',
  'joined',
  'admitted',
  'held',
  'ordered',
  'bought',
  'gone',
] as const;
export type Step = (typeof steps)[number];

/** One second of one worker, or of all of them. */
export type Second = {
  readonly steps: Partial<Record<Step, number>>;
  /** Places bought. */
  tickets: number;
  requests: number;
  answered: number;
  /** Refusals that belong to an ordinary sale, by code. */
  readonly refusals: Record<string, number>;
  /** What no visitor should see: failures of the server, limits, lost connections; by code. */
  readonly errors: Record<string, number>;
  readonly latencies: Partial<Record<Operation, Latencies>>;
  /** The longest that the event loop of a worker stood still. */
  lagMs: number;
  /** Requests that waited for a connection of ours. */
  unsent: number;
};

export const emptySecond = (): Second => ({
  steps: {},
  tickets: 0,
  requests: 0,
  answered: 0,
  refusals: {},
  errors: {},
  latencies: {},
  lagMs: 0,
  unsent: 0,
});

/** The answer to a sound request in a sale that works; everything else from 400 on is an error. */
const ordinary: ReadonlySet<string> = new Set([
  'sold_out',
  'seats_unavailable',
  'single_seat_gap',
  'limit_reached',
  'hold_expired',
  'sale_not_open',
  'sale_ended',
  'not_your_turn',
  'room_full',
  'queue_not_open',
  'queue_closed',
  'challenge_required',
  'entry_not_found',
  'admission_required',
  'session_required',
  'payment_in_progress',
  'invalid_transition',
]);

export const isOrdinary = (code: string): boolean => ordinary.has(code);

export type Tally = {
  step(step: Step): void;
  tickets(count: number): void;
  answered(operation: Operation, ms: number, code: string | undefined): void;
  failed(operation: Operation, ms: number, code: string): void;
  /** Hands over what was counted since the last time. */
  take(): Second;
};

const count = (into: Record<string, number>, name: string): void => {
  into[name] = (into[name] ?? 0) + 1;
};

export function createTally(): Tally {
  let second = emptySecond();
  const time = (operation: Operation, ms: number): void => {
    second.requests += 1;
    record((second.latencies[operation] ??= {}), ms);
  };
  return {
    step: (step) => count(second.steps, step),
    tickets(more) {
      second.tickets += more;
    },
    answered(operation, ms, code) {
      time(operation, ms);
      if (code === undefined) second.answered += 1;
      else if (isOrdinary(code)) {
        second.answered += 1;
        count(second.refusals, code);
      } else count(second.errors, code);
    },
    failed(operation, ms, code) {
      time(operation, ms);
      count(second.errors, code);
    },
    take() {
      const taken = second;
      second = emptySecond();
      return taken;
    },
  };
}

const addCounts = (into: Record<string, number>, more: Readonly<Record<string, number>>): void => {
  for (const [name, value] of Object.entries(more)) into[name] = (into[name] ?? 0) + value;
};

/** Adds what another worker counted in the same second. */
export function addSecond(into: Second, more: Second): void {
  addCounts(into.steps, more.steps);
  addCounts(into.refusals, more.refusals);
  addCounts(into.errors, more.errors);
  for (const operation of operations) {
    const latencies = more.latencies[operation];
    if (latencies === undefined) continue;
    const mine = (into.latencies[operation] ??= {});
    for (const [bucket, value] of Object.entries(latencies)) {
      mine[Number(bucket)] = (mine[Number(bucket)] ?? 0) + value;
    }
  }
  into.tickets += more.tickets;
  into.requests += more.requests;
  into.answered += more.answered;
  into.lagMs = Math.max(into.lagMs, more.lagMs);
  into.unsent += more.unsent;
}
