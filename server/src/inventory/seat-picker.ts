/**
 * Chooses seats for the parties of one event that want whatever is best, from what this process
 * remembers. It proposes and never sells: whether a party gets its seats is the engine's verdict.
 *
 * What makes it fit for a stampede: seats that are on their way to somebody are not proposed to anybody
 * else, one search serves the next parties of the same wish, and where others are choosing too,
 * any seats about as good as the best will do, so that processes seldom want the same ones.
 */
import { seatStates } from '@onsale/contract/seat-state.ts';
import type { Clock } from '../lib/clock.ts';
import { bestAvailable } from './model/choose/best-available.ts';
import { type Equivalent, equivalents } from './model/choose/equivalents.ts';
import type { SeatIndex } from './model/choose/seat-index.ts';
import { leavesSingleNow } from './model/choose/single-now.ts';
import type { Choice, Rung, Suggestion, TierRoom, Wish } from './model/choose/wish.ts';
import type { InventoryView } from './model/view.ts';

export type Picked = { readonly ok: true; readonly rung: Rung; readonly seats: readonly number[] };
export type NoPick = {
  readonly ok: false;
  readonly possible: readonly TierRoom[];
  /** Seats on their way to others would do, should they come back. */
  readonly mayCome: boolean;
};

/** What one search finds for the next parties. */
const DECK = 40;
/** Seats may have come back since: a better choice is looked for this often. */
const DECK_MS = 500;
const DECKS_MAX = 100;
/** Seats that a refusal has named are left alone until the outbox has told who has them. */
const DOUBT_MS = 2_000;
/** Two seats to the left or to the right are equally near for people who share their bad luck. */
const NEAR_TOLERANCE_CM = 60;

type Deck = { readonly suggestions: Suggestion[]; readonly untilMs: number };
type Nothing = { readonly choice: NoPick; readonly as: string };

export class SeatPicker {
  readonly index: SeatIndex;
  #view: InventoryView;
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #databaseNowMs: () => number;
  readonly #random: () => number;
  readonly #onTheirWay = new Set<number>();
  readonly #doubtful = new Map<number, number>();
  readonly #decks = new Map<string, Deck>();
  readonly #nothing = new Map<string, Nothing>();
  readonly #landings = new Set<Promise<unknown>>();
  /** Counts what changes apart from the view: seats that leave, land or are in doubt. */
  #marks = 0;

  constructor(options: {
    readonly index: SeatIndex;
    readonly view: InventoryView;
    readonly clock: Pick<Clock, 'monotonicMs'>;
    readonly databaseNowMs: () => number;
    /** 0 <= x < 1. */
    readonly random: () => number;
  }) {
    this.index = options.index;
    this.#view = options.view;
    this.#clock = options.clock;
    this.#databaseNowMs = options.databaseNowMs;
    this.#random = options.random;
  }

  /** The process may have had to read its view of the event anew. */
  see(view: InventoryView): void {
    this.#view = view;
  }

  isFree(seat: number): boolean {
    const isHere = this.#view.stateOf(seat, this.#databaseNowMs()) === seatStates.AVAILABLE;
    return isHere && !this.#onTheirWay.has(seat) && !this.#doubtful.has(seat);
  }

  /** Seats for this party. `again`: a choice was lost to somebody else already. */
  pick(wish: Wish, again: boolean): Picked | NoPick {
    const key = wish.avoid || wish.accessible ? undefined : keyOf(wish);
    const dealt = key === undefined ? undefined : this.#deal(key);
    if (dealt !== undefined) return { ok: true, rung: 1, seats: dealt.seats };
    const as = `${this.#view.revision} ${this.#marks} ${Math.floor(this.#databaseNowMs() / 100)}`;
    const known = key === undefined ? undefined : this.#nothing.get(key);
    if (known?.as === as) return known.choice;
    const isBusy = again || this.#onTheirWay.size > 0;
    const spread = isBusy ? { salt: Math.floor(this.#random() * 2 ** 31) } : undefined;
    const count = isBusy && key !== undefined ? DECK : 1;
    const choice = bestAvailable(this.index, this.states(), { ...wish, spread, count });
    if (!choice.ok) return this.#noneFor(key, as, choice);
    const [best, ...rest] = choice.suggestions;
    if (best === undefined) return { ok: false, possible: [], mayCome: false };
    if (key !== undefined && choice.rung === 1 && rest.length > 0) this.#keep(key, rest);
    return { ok: true, rung: choice.rung, seats: best.seats };
  }

  /** The seats nearest to a pick of which some are lost, best first; at most `count` suggestions. */
  near(picked: readonly number[], lost: readonly number[], count: number): Equivalent[] {
    const states = this.states();
    const gone = picked.filter((seat) => states[seat] !== seatStates.AVAILABLE);
    const salt = Math.floor(this.#random() * 2 ** 31);
    return equivalents(this.index, states, {
      picked,
      lost: [...new Set([...lost, ...gone])],
      count,
      spread: { salt, toleranceCm: NEAR_TOLERANCE_CM },
    });
  }

  /** Nobody else is offered these seats until `landing` has ended. */
  async whileTaking<T>(seats: readonly number[], taking: () => Promise<T>): Promise<T> {
    for (const seat of seats) this.#onTheirWay.add(seat);
    this.#marks += 1;
    const landing = taking();
    const landed = landing.catch(() => undefined);
    this.#landings.add(landed);
    try {
      return await landing;
    } finally {
      for (const seat of seats) this.#onTheirWay.delete(seat);
      this.#landings.delete(landed);
      this.#marks += 1;
    }
  }

  /** Ends when everybody who is taking seats now has an answer. */
  async landed(): Promise<void> {
    await Promise.all(this.#landings);
  }

  /** Somebody has these seats, which this process has not heard yet. */
  doubt(seats: readonly number[]): void {
    const untilMs = this.#clock.monotonicMs() + DOUBT_MS;
    for (const seat of seats) this.#doubtful.set(seat, untilMs);
    this.#marks += 1;
  }

  /** One byte a seat, as far as this process knows; seats on their way and in doubt count as taken. */
  states(): Uint8Array {
    const { seatCount } = this.index;
    const nowMs = this.#databaseNowMs();
    const states = new Uint8Array(seatCount);
    for (let seat = 0; seat < seatCount; seat++) states[seat] = this.#view.stateOf(seat, nowMs);
    // Seats that the event does not have, should its plan have more.
    states.fill(seatStates.BLOCKED, Math.min(seatCount, this.#view.seatCount));
    for (const seat of this.#onTheirWay) states[seat] = seatStates.SOLD;
    const monotonicMs = this.#clock.monotonicMs();
    for (const [seat, untilMs] of this.#doubtful) {
      if (untilMs > monotonicMs) states[seat] = seatStates.SOLD;
      else this.#doubtful.delete(seat);
    }
    return states;
  }

  #keep(key: string, suggestions: Suggestion[]): void {
    if (this.#decks.size >= DECKS_MAX) this.#decks.clear();
    this.#decks.set(key, { suggestions, untilMs: this.#clock.monotonicMs() + DECK_MS });
  }

  /** The next suggestion that is still as good as it was: free, and leaving no single seat. */
  #deal(key: string): Suggestion | undefined {
    const deck = this.#decks.get(key);
    if (deck === undefined) return undefined;
    const isFree = (seat: number): boolean => this.isFree(seat);
    while (this.#clock.monotonicMs() < deck.untilMs) {
      const next = deck.suggestions.shift();
      if (next === undefined) break;
      if (next.seats.every(isFree) && !leavesSingleNow(this.index, isFree, next.seats)) return next;
    }
    this.#decks.delete(key);
    return undefined;
  }

  #noneFor(
    key: string | undefined,
    as: string,
    { possible }: Extract<Choice, { ok: false }>,
  ): NoPick {
    const choice = { ok: false, possible, mayCome: this.#landings.size > 0 } as const;
    if (key === undefined) return choice;
    if (this.#nothing.size >= DECKS_MAX) this.#nothing.clear();
    this.#nothing.set(key, { choice, as });
    return choice;
  }
}

const keyOf = ({ party, tiers, sections }: Wish): string =>
  JSON.stringify([party, tiers ?? null, sections ?? null]);
