/** How simulated buyers behave: when they come, how long they think, how they pay, when they leave. */
import type { Random } from '../../lib/random.ts';

/** Something between the two, small values more often. */
const between = (random: Random, least: number, most: number): number =>
  least + (most - least) * random.fraction() ** 2;

/** Milliseconds. */
export const looks = (random: Random): number => between(random, 1_500, 12_000);
export const hesitates = (random: Random): number => between(random, 4_000, 60_000);
export const triesAgain = (random: Random): number => between(random, 3_000, 10_000);
export const keepsFor = (random: Random): number => between(random, 5 * 60_000, 60 * 60_000);

/** Of those who hold something, so many leave without paying; some of them without letting go. */
export const leaves = (random: Random): 'lets_go' | 'forgets' | undefined =>
  random.chance(0.22) ? (random.chance(0.7) ? 'lets_go' : 'forgets') : undefined;

/** The fuller the house, the likelier somebody gives tickets back: so a demo lives for hours. */
export const returns = (random: Random, shareLeft: number): boolean =>
  random.chance(0.2 + 0.6 * (1 - shareLeft));

/** Tokens of the payment simulator. */
export function paysWith(random: Random): string {
  const lot = random.fraction();
  if (lot < 0.86) return 'sim_ok';
  if (lot < 0.92) return 'sim_declined';
  if (lot < 0.95) return 'sim_insufficient_funds';
  if (lot < 0.98) return 'sim_late';
  return 'sim_late_declined';
}

export type Tide = { readonly isRush: boolean; readonly untilMs: number };

/** People come in bursts: calm for a while, then for some seconds six times as many. */
export function turnTide(tide: Tide | undefined, nowMs: number, random: Random): Tide {
  if (tide !== undefined && nowMs < tide.untilMs) return tide;
  const isRush = tide?.isRush === false && random.chance(0.8);
  const lengthMs = isRush ? between(random, 4_000, 12_000) : between(random, 12_000, 60_000);
  return { isRush, untilMs: nowMs + lengthMs };
}

const RUSH = 3;
const CALM = 0.5;

/** How many come within `elapsedMs`, by Poisson's law; never more than `most`. */
export function arrivals(
  perMinute: number,
  elapsedMs: number,
  tide: Tide,
  random: Random,
  most: number,
): number {
  const mean = (perMinute / 60_000) * elapsedMs * (tide.isRush ? RUSH : CALM);
  const limit = Math.exp(-Math.min(mean, 20));
  let product = random.fraction();
  let count = 0;
  while (product > limit && count < most) {
    product *= random.fraction();
    count += 1;
  }
  return count;
}

export type OnOffer = {
  readonly eventId: number;
  readonly capacity: number;
  readonly available: number;
  /** How long the sale has been open, in ms. */
  readonly openMs: number;
};

/** So much of a house stays for people: a demo in which nothing is left would be a dead one. */
export const reserveOf = (capacity: number): number => Math.max(20, Math.ceil(capacity * 0.04));
const FRESH_MS = 10 * 60_000;
const FRESH_WEIGHT = 6;

/** Which event somebody comes for: large ones rather than small ones, and whatever has just opened. */
export function comesFor<Event extends OnOffer>(
  events: readonly Event[],
  random: Random,
): Event | undefined {
  const open = events.filter(({ available, capacity }) => available > reserveOf(capacity));
  const weights = open.map(
    ({ available, openMs }) => Math.sqrt(available) * (openMs < FRESH_MS ? FRESH_WEIGHT : 1),
  );
  let lot = random.fraction() * weights.reduce((sum, weight) => sum + weight, 0);
  return open.find((_, at) => (lot -= weights[at] ?? 0) < 0);
}

/** Neighbours that are free in a random place of the house, or undefined after some looking. */
export function picksSeats(
  house: { readonly run: Int32Array; readonly flags: Uint8Array; readonly states: Uint8Array },
  party: number,
  random: Random,
): number[] | undefined {
  const { run, flags, states } = house;
  const isFree = (seat: number): boolean =>
    states[seat] === 0 && ((flags[seat] ?? 0) & ~RESTRICTED_VIEW) === 0;
  for (let tries = 0; tries < 30; tries++) {
    let from = random.below(states.length);
    // To the left end of what is free, so that no single seat is left on that side.
    for (let steps = 0; steps < 50 && run[from - 1] === run[from] && isFree(from - 1); steps++)
      from -= 1;
    const seats = Array.from({ length: party }, (_, at) => from + at);
    const fits = seats.every((seat) => run[seat] === run[from] && isFree(seat));
    const after = from + party;
    const single =
      run[after] === run[from] &&
      isFree(after) &&
      !(run[after + 1] === run[from] && isFree(after + 1));
    if (fits && !single) return seats;
  }
  return undefined;
}

const RESTRICTED_VIEW = 4;
