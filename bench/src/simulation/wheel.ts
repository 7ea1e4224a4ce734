/**
 * When each person acts next: at most one event a person, in slots of 100 ms. Slots are linked lists in
 * typed arrays, so a million people take eight megabytes and an event costs a few nanoseconds.
 */

const SLOT_MS = 100;
const NOBODY = -1;

export class Wheel {
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  /** The slot that is being run; what is due in the past comes right after it. */
  #current = -1;

  constructor(people: number, horizonMs: number) {
    this.#heads = new Int32Array(Math.ceil(horizonMs / SLOT_MS) + 1).fill(NOBODY);
    this.#next = new Int32Array(people).fill(NOBODY);
  }

  /** Whoever is due after the horizon never acts again. */
  schedule(person: number, atMs: number): void {
    const slot = Math.max(this.#current + 1, Math.floor(atMs / SLOT_MS));
    if (slot >= this.#heads.length) return;
    this.#next[person] = this.#heads[slot] ?? NOBODY;
    this.#heads[slot] = person;
  }

  /** Runs everybody due before `untilMs`, slot by slot. */
  run(untilMs: number, act: (person: number, atMs: number) => void): void {
    const last = Math.min(this.#heads.length, Math.floor(untilMs / SLOT_MS));
    while (this.#current + 1 < last) {
      this.#current += 1;
      let person = this.#heads[this.#current] ?? NOBODY;
      this.#heads[this.#current] = NOBODY;
      while (person !== NOBODY) {
        const following = this.#next[person] ?? NOBODY;
        act(person, this.#current * SLOT_MS);
        person = following;
      }
    }
  }
}
