/** On-sales that never were, one after the other, from a seed. */
import type { PastSale } from '../model/sale.ts';
import { arrivalsOf, firstMinute } from './arrivals.ts';
import {
  assumptions,
  genreNames,
  genres,
  organizers,
  type Surprise,
  surpriseEffects,
  surprises,
} from './assumptions.ts';
import { loadOfArrivals } from './load-of-arrivals.ts';
import { type Random, seededRandom } from './random.ts';

export type SyntheticSale = PastSale & { readonly surprise: Surprise };

export function syntheticHistory(seed: number, count: number): readonly SyntheticSale[] {
  const random = seededRandom(seed);
  const pull = new Map(
    organizers.map((name) => [name, assumptions.organizerSpread * random.normal()]),
  );
  return Array.from({ length: count }, (_, index) =>
    syntheticSale(random, `sale-${index + 1}`, pull),
  );
}

function syntheticSale(
  random: Random,
  id: string,
  pull: ReadonlyMap<string, number>,
): SyntheticSale {
  const { capacityMedian, capacitySpread, popularitySpread, popularityFreedom } = assumptions;
  const organizer = random.pick(organizers);
  const genre = random.pick(genreNames);
  const capacity = Math.max(
    300,
    Math.round(capacityMedian * Math.exp(capacitySpread * random.normal())),
  );
  const popularity = popularitySpread * random.student(popularityFreedom);
  // Nobody has more fans than people who could come.
  const interest = Math.min(4, genres[genre].demand + (pull.get(organizer) ?? 0) + popularity);
  const expected = capacity * Math.exp(interest);
  const surprise = surpriseOf(random.next());
  const buyers =
    surprise === 'no-interest' ? expected * surpriseEffects.noInterestFactor : expected;
  const registered = registrationsOf(random, expected);
  const arrivals = arrivalsOf(random, { genre, buyers, surprise });
  const busyness = Math.exp(assumptions.requestsSpread * random.normal());
  return {
    id,
    organizer,
    genre,
    capacity,
    surprise,
    registrations: registered,
    arrivals: { fromMinute: firstMinute, values: arrivals },
    load: loadOfArrivals({ arrivals, capacity, busyness }),
  };
}

function registrationsOf(random: Random, buyers: number): PastSale['registrations'] {
  const { registered, registeredSpread, dayBefore, dayBeforeSpread } = assumptions;
  const all = buyers * registered * Math.exp(registeredSpread * random.normal());
  const share = Math.min(0.98, Math.max(0.2, dayBefore + dayBeforeSpread * random.normal()));
  return [
    { leadMinutes: 24 * 60, count: Math.round(all * share) },
    { leadMinutes: 60, count: Math.round(all * (share + (1 - share) * 0.95)) },
    { leadMinutes: 10, count: Math.round(all) },
  ];
}

function surpriseOf(roll: number): Surprise {
  let below = 0;
  for (const { kind, share } of surprises) {
    below += share;
    if (roll < below) return kind;
  }
  return 'none';
}
