/**
 * What a cache does with the public status, for one point of presence: it keeps an answer as long as
 * `max-age` says, serves it for `stale-while-revalidate` longer while it asks anew, and asks once at a time.
 */

export type OriginAnswer = {
  readonly status: number;
  readonly body: string;
  readonly etag: string | undefined;
  readonly cacheControl: string;
};

/** Asks the origin; `etag`: of what is kept. A refused or broken request rejects. */
export type AskOrigin = (etag: string | undefined) => Promise<OriginAnswer>;

export type CacheCounts = {
  asked: number;
  /** Served from what was kept, fresh or stale. */
  hits: number;
  stale: number;
  origin: number;
  notModified: number;
  failed: number;
};

export const noCounts = (): CacheCounts => ({
  asked: 0,
  hits: 0,
  stale: 0,
  origin: 0,
  notModified: 0,
  failed: 0,
});

type Kept = { readonly answer: OriginAnswer; readonly atMs: number };

export class StatusCache {
  readonly #askOrigin: AskOrigin;
  readonly counts: CacheCounts;
  #kept: Kept | undefined;
  #asking: Promise<void> | undefined;

  constructor(askOrigin: AskOrigin, counts: CacheCounts = noCounts()) {
    this.#askOrigin = askOrigin;
    this.counts = counts;
  }

  /** The body for somebody who asks now; undefined when there is none yet or the origin failed. */
  async ask(nowMs: number): Promise<string | undefined> {
    this.counts.asked += 1;
    const kept = this.#kept;
    const ageMs = kept === undefined ? Infinity : nowMs - kept.atMs;
    const freshMs = secondsOf(kept?.answer.cacheControl ?? '', 'max-age') * 1_000;
    const staleMs = secondsOf(kept?.answer.cacheControl ?? '', 'stale-while-revalidate') * 1_000;
    if (kept !== undefined && ageMs < freshMs + staleMs) {
      this.counts.hits += 1;
      if (ageMs < freshMs) return kept.answer.body;
      this.counts.stale += 1;
      void this.#refresh(nowMs);
      return kept.answer.body;
    }
    await this.#refresh(nowMs);
    return this.#kept?.answer.body;
  }

  #refresh(nowMs: number): Promise<void> {
    this.#asking ??= this.#fetch(nowMs).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #fetch(nowMs: number): Promise<void> {
    this.counts.origin += 1;
    const kept = this.#kept;
    try {
      const answer = await this.#askOrigin(kept?.answer.etag);
      if (answer.status === 304 && kept !== undefined) {
        this.counts.notModified += 1;
        this.#kept = { answer: { ...answer, body: kept.answer.body }, atMs: nowMs };
      } else if (answer.status === 200) {
        this.#kept = { answer, atMs: nowMs };
      } else {
        this.counts.failed += 1;
      }
    } catch {
      this.counts.failed += 1;
    }
  }
}

/** 0 where the header does not name it: such an answer is not kept. */
function secondsOf(cacheControl: string, directive: string): number {
  const found = new RegExp(`(?:^|[\\s,])${directive}=(\\d+)`).exec(cacheControl);
  return Number(found?.[1] ?? 0);
}
