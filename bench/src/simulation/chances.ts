/** Seeded randomness for the simulation, with the few distributions that people's behaviour needs. */
import { createRandom } from '@onsale/server/src/lib/random.ts';

export type Chances = {
  /** 0 <= x < 1. */
  fraction(): number;
  chance(probability: number): boolean;
  /** Mean of the exponential distribution, in the same unit as the answer. */
  exponential(mean: number): number;
  /** `spread` is the standard deviation of the logarithm. */
  logNormal(median: number, spread: number): number;
};

export function createChances(seed: number): Chances {
  const random = createRandom(seed);
  const fraction = (): number => random.fraction();
  const exponential = (mean: number): number => -mean * Math.log(1 - fraction());
  // Box and Muller; the second value is not kept, so that every question costs the same.
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction());
  return {
    fraction,
    chance: (probability) => fraction() < probability,
    exponential,
    logNormal: (median, spread) => median * Math.exp(spread * normal()),
  };
}
