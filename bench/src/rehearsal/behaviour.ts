/**
 * Who the virtual buyers are: when they come, how they behave in line, what they choose, whether they
 * pay. Everything follows from the seed and the number of the buyer, so that a rehearsal can be run
 * again with the same people. Pure. docs/rehearsal.md says where the shares come from.
 */
import { createRandom, type Random } from '@onsale/server/src/lib/random.ts';

export const profileNames = ['onsale', 'flash', 'steady'] as const;
export type ProfileName = (typeof profileNames)[number];

/** Shares of when people come; they add up to 1. Lengths in ms. */
type Profile = {
  readonly before: number;
  readonly burst: number;
  readonly burstMs: number;
  readonly tailMs: number;
};

const profiles: Readonly<Record<ProfileName, Profile>> = {
  // Half of them wait already when it opens, most others come with the reminder of the minute.
  onsale: { before: 0.5, burst: 0.35, burstMs: 8_000, tailMs: 60_000 },
  // A surprise announcement: nobody knew before.
  flash: { before: 0.1, burst: 0.85, burstMs: 5_000, tailMs: 30_000 },
  // An ordinary day.
  steady: { before: 0.1, burst: 0.1, burstMs: 10_000, tailMs: 180_000 },
};

/** What a person is like. Times are ms; `arriveMs` counts from the opening and may be negative. */
export type Person = {
  readonly index: number;
  readonly arriveMs: number;
  /** Joins from a second tab, too: it must be the same place. */
  readonly twoTabs: boolean;
  /** Asks to be let in before the turn has come. */
  readonly pushes: boolean;
  /** Gives up the place and comes back to a new one. */
  readonly wanders: boolean;
  /** Listens to the live channel instead of asking. */
  readonly streams: boolean;
  readonly turn: 'comes' | 'late' | 'never';
  /** How long after being called, as a share of the grace period. */
  readonly lateShare: number;
  readonly goal: 'buys' | 'browses' | 'lapses';
  readonly way: 'by hand' | 'best available';
  readonly party: number;
  readonly pays: 'at once' | 'after a decline' | 'never' | 'too late';
  /** Between two steps: looking, choosing, typing. */
  readonly lookMs: number;
  readonly decideMs: number;
  readonly payMs: number;
  /** Where in the house they look first, 0 (the best places) to 1. */
  readonly taste: number;
  /** Of everything that is decided later. */
  readonly seed: number;
};

const parties = [1, 2, 2, 2, 2, 2, 3, 4] as const;

export type Crowd = {
  readonly seed: number;
  readonly profile: ProfileName;
  /** How long before the opening the first may come. */
  readonly beforeMs: number;
  /** Human times, and how fast they come after the opening, are multiplied with it. */
  readonly pace: number;
  readonly partyMax: number;
};

export function personOf(index: number, crowd: Crowd): Person {
  const random = createRandom((crowd.seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0);
  // The first values of neighbouring seeds resemble each other.
  random.fraction();
  const human = (medianMs: number): number => Math.round(spread(random) * medianMs * crowd.pace);
  const turn = pick(random, { comes: 0.93, late: 0.04, never: 0.03 });
  return {
    index,
    arriveMs: arrivalMs(random, profiles[crowd.profile], crowd),
    twoTabs: random.chance(0.05),
    pushes: random.chance(0.02),
    wanders: random.chance(0.01),
    streams: random.chance(0.05),
    turn,
    lateShare: 0.2 + 0.6 * random.fraction(),
    goal: pick(random, { buys: 0.91, browses: 0.05, lapses: 0.04 }),
    way: random.chance(0.55) ? 'by hand' : 'best available',
    party: Math.min(crowd.partyMax, parties[random.below(parties.length)] ?? 2),
    pays: pick(random, {
      'at once': 0.91,
      'after a decline': 0.06,
      never: 0.02,
      'too late': 0.01,
    }),
    lookMs: human(4_000),
    decideMs: human(3_000),
    payMs: human(9_000),
    taste: random.fraction() ** 2,
    seed: random.below(4_294_967_296),
  };
}

/** Log-normal around 1: most people are near the median, a few take much longer. At most 6. */
function spread(random: Random): number {
  const normal =
    Math.sqrt(-2 * Math.log(1 - random.fraction())) * Math.cos(2 * Math.PI * random.fraction());
  return Math.min(6, Math.exp(0.6 * normal));
}

function arrivalMs(random: Random, profile: Profile, { beforeMs, pace }: Crowd): number {
  const kind = random.fraction();
  const at = random.fraction();
  // The nearer the opening, the more of them: their number grows with the square of the time.
  if (kind < profile.before) return -Math.round(beforeMs * (1 - Math.sqrt(at)));
  const meanMs = kind < profile.before + profile.burst ? profile.burstMs : profile.tailMs;
  return Math.round(Math.min(-Math.log(1 - at), 4) * meanMs * pace);
}

/** One of the words, by their shares, which add up to 1. */
function pick<Word extends string>(random: Random, shares: Readonly<Record<Word, number>>): Word {
  let rest = random.fraction();
  const words = Object.keys(shares) as Word[];
  for (const word of words) {
    rest -= shares[word];
    if (rest < 0) return word;
  }
  return words[0] as Word;
}
