/** When the buyers of a synthetic sale come: more and more before it opens, a burst, a tail. */
import { forecastToMinute } from '../model/shape.ts';
import { assumptions, genres, type Genre, type Surprise, surpriseEffects } from './assumptions.ts';
import type { Random } from './random.ts';

export const firstMinute = -assumptions.preQueueMinutes;
export const saleMinutes: readonly number[] = Array.from(
  { length: forecastToMinute - firstMinute },
  (_, index) => firstMinute + index,
);

const near = (random: Random, spread: number): number => Math.exp(spread * random.normal());

const shared = (weights: readonly number[], total: number): readonly number[] => {
  const sum = weights.reduce((before, weight) => before + weight, 0);
  return weights.map((weight) => (total * weight) / sum);
};

/** Buyers of each of `saleMinutes`. */
export function arrivalsOf(
  random: Random,
  {
    genre,
    buyers,
    surprise,
  }: { readonly genre: Genre; readonly buyers: number; readonly surprise: Surprise },
): readonly number[] {
  const logit = assumptions.earlyLogit + assumptions.earlyLogitSpread * random.normal();
  const usual = 1 / (1 + Math.exp(-logit));
  const early = surprise === 'mail-lost' ? usual * surpriseEffects.mailLostEarly : usual;
  const earlyMinutes = assumptions.earlyMinutes * near(random, assumptions.earlyMinutesSpread);
  const fadeMinutes = genres[genre].fadeMinutes * near(random, assumptions.fadeSpread);
  const before = shared(
    saleMinutes.map((minute) => (minute < 0 ? Math.exp(minute / earlyMinutes) : 0)),
    buyers * early,
  );
  const after = shared(
    saleMinutes.map((minute) => (minute < 0 ? 0 : Math.exp(-minute / fadeMinutes))),
    buyers * (1 - early),
  );
  return saleMinutes.map((minute, index) => {
    const extra = extraOf(surprise, minute, buyers, fadeMinutes);
    return random.poisson((before[index] ?? 0) + (after[index] ?? 0) + extra);
  });
}

function extraOf(surprise: Surprise, minute: number, buyers: number, fadeMinutes: number): number {
  if (surprise === 'viral') {
    const { viralFactor, viralMinutes } = surpriseEffects;
    const spread = viralMinutes + 2 * fadeMinutes;
    const isThen = minute >= -viralMinutes && minute < 2 * fadeMinutes;
    return isThen ? (buyers * (viralFactor - 1)) / spread : 0;
  }
  const since = minute - surpriseEffects.secondWaveMinute;
  if (surprise !== 'second-wave' || since < 0) return 0;
  const wave = buyers * surpriseEffects.secondWaveShare;
  return (wave / fadeMinutes) * Math.exp(-since / fadeMinutes);
}
