/** Random numbers that are the same for the same seed, on every machine. */
export type Random = {
  /** From 0 on, below 1. */
  readonly next: () => number;
  readonly normal: () => number;
  /** Student's distribution: like the normal one with more surprises. */
  readonly student: (freedom: number) => number;
  readonly poisson: (mean: number) => number;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
};

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state are enough for a simulation. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** Box and Muller. */
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    student(freedom) {
      let squares = 0;
      for (let index = 0; index < freedom; index += 1) squares += normal() ** 2;
      return normal() / Math.sqrt(squares / freedom);
    },
    poisson(mean) {
      // Large ones are nearly normal; small ones are counted.
      if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count += 1;
      return count;
    },
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  };
}
