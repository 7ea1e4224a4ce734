/**
 * The last changes of a topic, contiguous and bounded: what a client that was away, or slow, is brought
 * up with. Whoever is further behind than the log reaches needs a snapshot.
 */
import { addChange, type Change, changeAfter, weightOf } from './change.ts';

export class ChangeLog {
  readonly #weightMax: number;
  readonly #entries: { readonly change: Change; readonly atMs: number }[] = [];
  #weight = 0;
  /** Clients at this sequence number or later, up to `head`, can be brought up. */
  base: number;
  head: number;

  /** `seq`: where it begins. `weightMax`: places named in all changes together, at most. */
  constructor(seq: number, weightMax: number) {
    this.base = seq;
    this.head = seq;
    this.#weightMax = weightMax;
  }

  get weight(): number {
    return this.#weight;
  }

  /** Appends a change that begins at the head, or behind a gap: then what came before is forgotten. */
  append(change: Change, nowMs: number): void {
    if (change.from !== this.head) {
      this.#entries.length = 0;
      this.#weight = 0;
      this.base = change.from;
    }
    this.head = change.seq;
    this.#entries.push({ change, atMs: nowMs });
    this.#weight += weightOf(change);
    this.#trim(() => this.#weight > this.#weightMax);
  }

  /** Forgets what is older than `beforeMs`. */
  forget(beforeMs: number): void {
    this.#trim((atMs) => atMs < beforeMs);
  }

  #trim(isTooMuch: (atMs: number) => boolean): void {
    let oldest = this.#entries[0];
    while (oldest !== undefined && isTooMuch(oldest.atMs)) {
      this.#entries.shift();
      this.#weight -= weightOf(oldest.change);
      this.base = oldest.change.seq;
      oldest = this.#entries[0];
    }
  }

  /** Everything after `seq` (base <= seq < head) as one change, which may begin before it. */
  since(seq: number): Change {
    const first = this.#entries.findIndex(({ change }) => change.seq > seq);
    const [only, ...rest] = this.#entries.slice(first);
    if (first < 0 || only === undefined) throw new RangeError(`nothing after ${seq}`);
    if (rest.length === 0) return only.change;
    const merged = changeAfter(only.change.from);
    addChange(merged, only.change);
    for (const { change } of rest) addChange(merged, change);
    return merged;
  }

  /** How much has changed since: places named after `seq`. */
  weightSince(seq: number): number {
    let weight = 0;
    for (let at = this.#entries.length - 1; at >= 0; at--) {
      const entry = this.#entries[at];
      if (entry === undefined || entry.change.seq <= seq) break;
      weight += weightOf(entry.change);
    }
    return weight;
  }
}
