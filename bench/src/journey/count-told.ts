/** What virtual buyers were told, counted. */
import type { Told } from './buyer.ts';

/** How many ended how, e.g. `bought 812, refused (sold_out) 14`. */
export function countOutcomes(told: readonly Told[]): string {
  const counts = new Map<string, number>();
  for (const { outcome, reason } of told) {
    const name = reason === undefined ? outcome : `${outcome} (${reason})`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

/** The `share` quantile of one part of the journeys, in ms; 0 when nobody got that far. */
export function quantileOf(told: readonly Told[], part: string, share: number): number {
  const all = told.flatMap(({ tookMs }) => tookMs[part] ?? []).toSorted((a, b) => a - b);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
}
