/**
 * Latencies in log-linear buckets, as in an HDR histogram: 64 buckets per power of two, so a
 * reported value is at most 1.6 % above the true one and recording is an index and an addition.
 */

const SUB_BUCKET_BITS = 6;
const SUB_BUCKETS = 1 << SUB_BUCKET_BITS;
/** Values are whole microseconds below 2^31: about 36 minutes. Larger ones count as that. */
const MICROSECONDS_MAX = 2 ** 31 - 1;
const BUCKETS = (31 - SUB_BUCKET_BITS + 1) * SUB_BUCKETS;

export class Histogram {
  readonly #counts = new Float64Array(BUCKETS);
  #total = 0;
  #max = 0;

  /** How many values were recorded. */
  get total(): number {
    return this.#total;
  }

  /** The largest recorded value in milliseconds, exact. */
  get maxMs(): number {
    return this.#max / 1_000;
  }

  /** Records one latency in milliseconds; less than zero (a clock's jitter) counts as zero. */
  record(latencyMs: number): void {
    const micros = Math.max(0, Math.min(MICROSECONDS_MAX, Math.round(latencyMs * 1_000)));
    const index = bucketOf(micros);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total++;
    if (micros > this.#max) this.#max = micros;
  }

  /**
   * The value in milliseconds below or at which a share q (0 to 1) of the recorded ones lie,
   * rounded up to the end of its bucket. Null when nothing was recorded.
   */
  quantileMs(q: number): number | null {
    if (this.#total === 0) return null;
    const rank = Math.max(1, Math.ceil(q * this.#total));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index++) {
      seen += this.#counts[index] ?? 0;
      if (seen >= rank) return Math.min(upperEndOf(index), this.#max) / 1_000;
    }
    return this.maxMs;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#total = 0;
    this.#max = 0;
  }
}

// Values below 64 µs have a bucket each; above, the top 7 bits select it.
function bucketOf(micros: number): number {
  if (micros < SUB_BUCKETS) return micros;
  const shift = 31 - Math.clz32(micros) - SUB_BUCKET_BITS;
  return (shift + 1) * SUB_BUCKETS + ((micros >>> shift) - SUB_BUCKETS);
}

function upperEndOf(index: number): number {
  if (index < SUB_BUCKETS) return index;
  const shift = Math.floor(index / SUB_BUCKETS) - 1;
  const top = (index % SUB_BUCKETS) + SUB_BUCKETS;
  return (top + 1) * 2 ** shift - 1;
}
