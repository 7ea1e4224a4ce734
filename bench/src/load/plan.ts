/** What a load run sends, for how long, and what comes back. Plain data: it crosses processes. */

/**
 * The requests of one run. Texts may contain placeholders, filled anew for every request:
 * `%id%` a fresh UUIDv7, `%n%` a number of fixed width unique in the run, `%seats%` seat numbers,
 * `%count%` how many seats those are, `%line%` the next line of a file.
 */
export type RequestPlan = {
  readonly method: 'GET' | 'POST';
  /** With several paths, the next one is used when the seats of the one before are used up. */
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Tickets in one request; for plans with `seats` the number of seats counts instead. */
  readonly tickets: number;
  readonly seats?: SeatPlan;
  readonly lines?: LinePlan;
};

/** Texts that are prepared beforehand, too many to send to the worker, e.g. a session per request. */
export type LinePlan = {
  readonly file: string;
  /** The run ends with the last line; otherwise they begin anew. */
  readonly once: boolean;
};

export type SeatPlan = {
  /** Seats 0 ... perEvent-1 exist in every event of the plan. */
  readonly perEvent: number;
  /** Requests ask for 1, 2, ... ticketsMax neighbouring seats in turn. */
  readonly ticketsMax: number;
  /** The share of requests (0 to 1) that ask for seats asked for before. */
  readonly conflictShare: number;
};

export type LoadSpec = {
  /** 127.0.0.1; anything else is refused. */
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly plan: RequestPlan;
  /** Answers in the first `warmUpMs` are not measured. */
  readonly warmUpMs: number;
  /** The longest the measured window lasts. */
  readonly durationMs: number;
  /** The run also ends after this many requests. */
  readonly requestsMax?: number;
  /** How long outstanding answers are awaited at the end, in milliseconds. */
  readonly drainMs: number;
};

export type Latency = {
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number;
};

export type LoadResult = {
  /** Length of the measured window. */
  readonly seconds: number;
  /** Answers in the window by HTTP status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly answered: number;
  /** 2xx answers in the window. */
  readonly accepted: number;
  /**
   * Latency as the client sees it, from the write of a request to the end of its answer, of every
   * request that was under way in the window, also when its answer came during the drain. It
   * includes the client's own queueing; that is the same for all variants.
   */
  readonly latency: { readonly all: Latency; readonly accepted: Latency };
  /** The whole run, warm-up and drain included: what the database must agree with. */
  readonly total: {
    readonly sent: number;
    readonly accepted: number;
    readonly acceptedTickets: number;
    /** Requests without an answer: their connection broke or the drain ended. */
    readonly unknown: number;
    readonly unknownTickets: number;
  };
  /** Connections that broke or answered nonsense. */
  readonly connectionErrors: number;
};

/** What the worker process tells its parent. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'windowStarted' }
  | { readonly type: 'windowEnded' }
  | { readonly type: 'result'; readonly result: LoadResult }
  | { readonly type: 'failed'; readonly message: string };
