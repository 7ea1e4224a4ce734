/**
 * A token bucket per caller as one number each: the generic cell rate algorithm (ITU-T I.371). The
 * number is the time at which the caller's bucket will be full again; a request moves it by 1/rate
 * and is refused when it would lie further ahead than a full bucket's worth.
 */

export type Rate = {
  /** Requests per second in the long run, > 0. */
  readonly perSecond: number;
  /** Requests that may come at once after a pause, >= 1. */
  readonly burst: number;
};

export type GcraOptions = {
  /** Callers remembered at most; the least recently added make way. */
  readonly callersMax: number;
};

// When the table is full, look at this many old callers for one whose bucket is full again:
// forgetting that one changes nothing.
const EVICTION_PROBES = 8;

export class Gcra<Caller> {
  readonly #callersMax: number;
  readonly #slots = new Map<Caller, number>();
  readonly #fullAtMs: Float64Array;
  readonly #free: number[] = [];

  constructor(options: GcraOptions) {
    this.#callersMax = options.callersMax;
    this.#fullAtMs = new Float64Array(options.callersMax);
    for (let slot = options.callersMax - 1; slot >= 0; slot--) this.#free.push(slot);
  }

  get size(): number {
    return this.#slots.size;
  }

  /**
   * Takes tokens of `caller`. Answers 0 when they were there, else the milliseconds until they will
   * be; a refused request takes nothing.
   * @param nowMs of a clock that never goes back
   * @param cost tokens, at most the burst
   */
  take(caller: Caller, rate: Rate, nowMs: number, cost = 1): number {
    const slot = this.#slots.get(caller) ?? this.#add(caller, nowMs);
    const tokenMs = 1_000 / rate.perSecond;
    const fullAtMs = this.#fullAtMs[slot] ?? 0;
    const nextMs = (fullAtMs > nowMs ? fullAtMs : nowMs) + cost * tokenMs;
    const waitMs = nextMs - nowMs - rate.burst * tokenMs;
    // Sums of fractions: a microsecond is not a reason to refuse.
    if (waitMs > 0.001) return waitMs;
    this.#fullAtMs[slot] = nextMs;
    return 0;
  }

  #add(caller: Caller, nowMs: number): number {
    if (this.#slots.size >= this.#callersMax) this.#evict(nowMs);
    const slot = this.#free.pop() ?? 0;
    this.#fullAtMs[slot] = 0;
    this.#slots.set(caller, slot);
    return slot;
  }

  #evict(nowMs: number): void {
    let probes = 0;
    let oldest: [Caller, number] | undefined;
    for (const entry of this.#slots) {
      oldest ??= entry;
      if ((this.#fullAtMs[entry[1]] ?? 0) <= nowMs) {
        oldest = entry;
        break;
      }
      if (++probes >= EVICTION_PROBES) break;
    }
    if (oldest === undefined) return;
    this.#slots.delete(oldest[0]);
    this.#free.push(oldest[1]);
  }
}
