/**
 * Latencies that can be sent and added up: counts in buckets that grow by 4 %, so that a quantile is at
 * most 4 % above the true value. Only buckets that have something in them are kept.
 */

const GROWTH = Math.log(1.04);
/** Below this everything counts as one: nobody plans with tenths of milliseconds. */
const LEAST_MS = 0.2;

/** Counts by bucket. */
export type Latencies = Record<number, number>;

const bucketOf = (ms: number): number =>
  Math.max(0, Math.ceil(Math.log(Math.max(ms, LEAST_MS) / LEAST_MS) / GROWTH));
const upperMs = (bucket: number): number => LEAST_MS * Math.exp(bucket * GROWTH);

export function record(latencies: Latencies, ms: number): void {
  const bucket = bucketOf(ms);
  latencies[bucket] = (latencies[bucket] ?? 0) + 1;
}

export function add(into: Latencies, more: Latencies): void {
  for (const [bucket, count] of Object.entries(more)) {
    into[Number(bucket)] = (into[Number(bucket)] ?? 0) + count;
  }
}

export const totalOf = (latencies: Latencies): number =>
  Object.values(latencies).reduce((sum, count) => sum + count, 0);

/** The ms at or below which a share of 0 to 1 lies; undefined when there is nothing. */
export function quantileMs(latencies: Latencies, share: number): number | undefined {
  const total = totalOf(latencies);
  if (total === 0) return undefined;
  const rank = Math.max(1, Math.ceil(share * total));
  const buckets = Object.keys(latencies).map(Number);
  buckets.sort((a, b) => a - b);
  let seen = 0;
  for (const bucket of buckets) {
    seen += latencies[bucket] ?? 0;
    if (seen >= rank) return upperMs(bucket);
  }
  return undefined;
}
