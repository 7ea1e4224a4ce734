/**
 * Which reservation ids were committed lately, in two generations of a fixed age. With it a process can
 * tell that a client-chosen UUIDv7 is surely new, and refuse it from memory; any doubt asks the database.
 */
const GENERATION_MS = 30_000;
const GENERATION_MAX = 200_000;
const SKEW_MS = 1_000;

export class RecentIds {
  #current = new Set<string>();
  #previous = new Set<string>();
  #turnedMs: number;
  /** Ids made before this moment may have been committed without our hearing of it. */
  #knowsSinceMs: number;

  constructor(nowMs: number) {
    this.#turnedMs = nowMs;
    this.#knowsSinceMs = nowMs;
  }

  add(id: string, nowMs: number): void {
    this.#turn(nowMs);
    if (this.#current.size < GENERATION_MAX) this.#current.add(id);
    else this.#knowsSinceMs = nowMs;
  }

  /**
   * Somebody read the rows, not their story: they say that places are taken, but not by which of the
   * requests that may come again.
   */
  doubtOlder(nowMs: number): void {
    this.#knowsSinceMs = nowMs;
  }

  /** True only when this id cannot have been committed before. */
  surelyNew(id: string, nowMs: number): boolean {
    this.#turn(nowMs);
    const madeMs = uuidTimeMs(id);
    const covered =
      madeMs > this.#knowsSinceMs + SKEW_MS &&
      madeMs > nowMs - GENERATION_MS + SKEW_MS &&
      madeMs <= nowMs + SKEW_MS;
    return covered && !this.#current.has(id) && !this.#previous.has(id);
  }

  #turn(nowMs: number): void {
    if (nowMs - this.#turnedMs < GENERATION_MS) return;
    this.#previous = this.#current;
    this.#current = new Set();
    this.#turnedMs = nowMs;
  }
}

/** Milliseconds since the epoch that a UUIDv7 carries. */
export const uuidTimeMs = (id: string): number =>
  Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
