/** Reproducible randomness for tests, rehearsals and simulations: the same seed, the same choices. */
export type Random = {
  /** 0 <= x < 1. */
  fraction(): number;
  /** An integer, 0 <= n < `below`. */
  below(below: number): number;
  chance(probability: number): boolean;
  /** A generator of its own, for a part that must not depend on how often others ask. */
  fork(): Random;
};

/** Mulberry32 (Tommy Ettinger, public domain): enough for tests, not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    fork: () => createRandom(below(4_294_967_296)),
  };
}
