/**
 * How high the busiest minute will be: a log-linear regression on registrations, on who has come to
 * the pre-queue so far, and on what kind of sale it is. Past sales are looked at as they looked
 * this long before their own opening, so that a count is compared with one of the same moment.
 */
import { type Coefficient, fit, type Fitted, type Prior } from './regression.ts';
import { knownAt, type Measure, type PastSale, peakOf, type SaleNow, sumOf } from './sale.ts';

/** Of the busiest minute, at a probability. */
export type PeakForecast = {
  readonly quantile: (p: number) => number;
  readonly coefficients: Fitted['coefficients'];
};

/** Older ones tell little, and a limit bounds the work. */
export const historyMax = 400;

/** What one who registers, or comes early, brings in the busiest minute, before any history. */
const perPerson: Readonly<Record<Measure, number>> = {
  requestsPerSecond: 0.08,
  admissionsPerSecond: 0.001,
  connections: 1,
};

/** Arrivals of how many minutes tell whether more or fewer come than usual. */
const recentMinutes = 10;

export function forecastPeak(
  history: readonly PastSale[],
  sale: SaleNow,
  measure: Measure,
): PeakForecast {
  const past = history.slice(-historyMax);
  const hasArrivals = sumOf(sale.arrivals.values) > 0;
  const groups = groupsOf(past, sale);
  const prior = priorOf(measure, sale.leadMinutes, hasArrivals, groups);
  const model = fit(
    prior,
    past
      .filter(({ load }) => peakOf(load[measure]) > 0)
      .map((one) => ({
        features: featuresOf(knownAt(one, sale.leadMinutes), hasArrivals, groups),
        outcome: Math.log(peakOf(one.load[measure])),
      })),
  );
  const features = featuresOf(sale, hasArrivals, groups);
  return {
    quantile: (p) => Math.exp(model.quantile(features, p)),
    coefficients: model.coefficients,
  };
}

/** An organizer or genre with few sales differs a little from all others, with many as it does. */
const groupsOf = (past: readonly PastSale[], sale: SaleNow): readonly string[] =>
  [...new Set([...past, sale].flatMap(groupsOfOne))].toSorted();

const groupsOfOne = ({ organizer, genre }: Pick<SaleNow, 'organizer' | 'genre'>): string[] => [
  `organizer ${organizer}`,
  `genre ${genre}`,
];

function featuresOf(sale: SaleNow, hasArrivals: boolean, groups: readonly string[]): number[] {
  const { values } = sale.arrivals;
  const arrived = sumOf(values);
  const recent = sumOf(values.slice(-recentMinutes));
  const own = groupsOfOne(sale);
  return [
    1,
    Math.log(sale.registrations + 1),
    Math.log(sale.capacity),
    ...(hasArrivals ? [Math.log(arrived + 1), Math.log((recent + 1) / (arrived + 1))] : []),
    ...groups.map((group) => (own.includes(group) ? 1 : 0)),
  ];
}

const coefficient = (name: string, mean: number, deviation: number): Coefficient => ({
  name,
  mean,
  deviation,
});

function priorOf(
  measure: Measure,
  leadMinutes: number,
  hasArrivals: boolean,
  groups: readonly string[],
): Prior {
  // The closer the opening, the more those say who have come, and the less those who registered.
  const arrived = hasArrivals ? 0.8 * Math.exp(-leadMinutes / 60) : 0;
  return {
    coefficients: [
      coefficient('one person', Math.log(perPerson[measure]), 2),
      // Together they make it: twice as many people, nearly twice the load.
      coefficient('registrations', 0.8 - arrived, 0.3),
      coefficient('capacity', 0.2, 0.3),
      ...(hasArrivals
        ? [coefficient('arrivals', arrived, 0.3), coefficient('recent arrivals', 0, 0.3)]
        : []),
      ...groups.map((group) => coefficient(group, 0, 0.3)),
    ],
    noise: 0.5,
    noiseWorth: 4,
  };
}
