/**
 * What processes share and may lose: rates, memory of what was used, counts of who was here, caches,
 * and the fan-out of numbered messages. Two engines keep this contract: one in this process, one in
 * Redis. Whatever must not be lost is in PostgreSQL. `SPEC.md` has the guarantees, one by one.
 */
import type { Rate } from '../lib/gcra.ts';

/** Texts that name something; longer ones are replaced by their digest where they are kept. */
export type Limiter = {
  /**
   * Takes `cost` tokens (1 <= cost <= rate.burst, 1 when absent) of `name`'s bucket. Answers 0, or the
   * milliseconds until they will be there; a refused call takes nothing. What stands before the first
   * colon of the name is its purpose and comes from the code, never from a caller.
   * @throws {SharedStateError}
   */
  take(name: string, rate: Rate, cost?: number): Promise<number>;
};

export type Once = {
  /**
   * True for the first call with this name, false for every other within `ttlMs` (>= 1) of it. No
   * answer is never a yes: whoever cannot know has to refuse.
   * @throws {SharedStateError} also when the call may have taken effect
   */
  first(name: string, ttlMs: number): Promise<boolean>;
};

export type Distinct = {
  /** Remembers that this member was here now. @throws {SharedStateError} */
  seen(group: string, member: string): Promise<void>;
  /**
   * How many different members were seen in the last minutes: nobody of the window is missed, those of
   * up to one minute before it may still count. Redis estimates (standard error 0.81 %), a process
   * counts exactly up to its bound. @throws {SharedStateError}
   */
  count(group: string): Promise<number>;
};

export type Cache = {
  /** @throws {SharedStateError} */
  get(name: string): Promise<string | undefined>;
  /**
   * Keeps `value` for `ttlMs` (>= 1) at most. One that is too large is not kept, and what was there
   * before goes. @throws {SharedStateError}
   */
  set(name: string, value: string, ttlMs: number): Promise<void>;
  /** @throws {SharedStateError}: the value may come back until its time is over. */
  delete(name: string): Promise<void>;
};

/** Positions are contiguous integers from 1, given by whoever keeps the messages for good. */
export type FeedMessage = { readonly position: number; readonly body: string };

export type FeedOptions = {
  /** The last position that is known already; 0 when none is. */
  readonly after: number;
  /**
   * In order, each position once; the next ones come when it has resolved. When it rejects, that is an
   * outage like any other: `onLost`, and the same messages again.
   */
  onMessages(messages: readonly FeedMessage[]): void | Promise<void>;
  /**
   * The feed does not have these (inclusive), and will not have them: read them where they are kept.
   * Later messages come when it has resolved.
   */
  onGap(from: number, to: number): void | Promise<void>;
  /** Nothing comes any more until `onBack`: read where the messages are kept. Once per outage. */
  onLost(error: unknown): void;
  /** The feed answers again. Positions that were never published meanwhile show as gaps, or later. */
  onBack(): void;
};

export type Subscription = {
  /** The last position that was handed over, reported as a gap, or skipped to. */
  readonly position: number;
  /** The subscriber knows everything up to `position` from elsewhere. */
  skipTo(position: number): void;
  /** Nothing is handed over after this resolves; not to be awaited by what hears the messages. */
  close(): Promise<void>;
};

/**
 * Quick, not complete: a quiet feed does not prove that nothing happened (its publisher may have been
 * cut off), so a subscriber also reads the messages' own store now and then.
 */
export type Feed = {
  /**
   * Publishes messages in the order of their positions; positions not above the highest published
   * are left out, so repeating is safe. @throws {SharedStateError} when some may not be published
   */
  publish(messages: readonly FeedMessage[]): Promise<void>;
  subscribe(options: FeedOptions): Subscription;
};

export type SharedHealth = {
  /** `embedded`: in this process, which is up when it can be asked. */
  readonly state: 'up' | 'down' | 'embedded';
  /** How long the answer took, in milliseconds. */
  readonly latencyMs: number;
};

export type SharedState = {
  readonly engine: 'in-process' | 'redis';
  readonly limiter: Limiter;
  readonly once: Once;
  /** Counts over a window of so many minutes (1 to 60). */
  distinct(windowMinutes: number): Distinct;
  /** A cache of its own; the purpose comes from the code. */
  cache(purpose: string): Cache;
  /** The feed of that name, which should change when positions begin anew (another database). */
  feed(name: string): Feed;
  health(): Promise<SharedHealth>;
  /** Subscriptions end, calls under way fail. */
  close(): Promise<void>;
};

export const operations = [
  'take',
  'first',
  'seen',
  'count',
  'get',
  'set',
  'delete',
  'publish',
  'read',
  'ping',
] as const;
export type Operation = (typeof operations)[number];

/** `refused`: not even sent, because the engine is away or has too much to do. */
export type Outcome = 'ok' | 'error' | 'timeout' | 'refused';

export type SharedObserver = {
  called(operation: Operation, outcome: Outcome, ms: number): void;
};

/** The shared state did not answer: the outcome is not known. */
export class SharedStateError extends Error {
  override name = 'SharedStateError';
  readonly operation: Operation;
  readonly outcome: Exclude<Outcome, 'ok'>;

  constructor(operation: Operation, outcome: Exclude<Outcome, 'ok'>, cause?: unknown) {
    super(`Shared state: ${operation} ${said[outcome]}.`, { cause });
    this.operation = operation;
    this.outcome = outcome;
  }
}

const said = {
  error: 'failed',
  timeout: 'was not answered in time',
  refused: 'was not tried',
} as const;
