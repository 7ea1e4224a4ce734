/**
 * The registry of what is counted. Recording is an addition into a typed array, because it happens
 * on every request and booking; OpenTelemetry comes in only when somebody collects
 * (`metrics-export.ts`). The instruments of the SDK hash their labels at every call.
 */
import { assert } from '../lib/assert.ts';

/** Small and static: labels are part of the instrument, never of a single recording. */
export type Labels = Readonly<Record<string, string>>;

export type Counter = {
  readonly value: number;
  /** @param count >= 0, 1 when absent */
  add(count?: number): void;
};

export type Histogram = {
  readonly count: number;
  readonly sum: number;
  record(value: number): void;
};

export type Series =
  | { readonly kind: 'counter'; readonly labels: Labels; read(): number }
  | { readonly kind: 'gauge'; readonly labels: Labels; read(): number }
  | { readonly kind: 'histogram'; readonly labels: Labels; readonly histogram: Buckets };

export type Family = {
  readonly name: string;
  readonly help: string;
  readonly kind: Series['kind'];
  readonly series: Map<string, Series>;
};

/** Upper bounds are inclusive; one more bucket takes everything above the last. */
export class Buckets implements Histogram {
  readonly bounds: readonly number[];
  readonly #bounds: Float64Array;
  readonly #counts: Float64Array;
  sum = 0;
  count = 0;

  constructor(bounds: readonly number[]) {
    const ascending = bounds.every((bound, at) => at === 0 || bound > (bounds[at - 1] ?? bound));
    assert(bounds.length > 0 && ascending, 'bucket bounds ascend');
    this.bounds = bounds;
    this.#bounds = Float64Array.from(bounds);
    this.#counts = new Float64Array(bounds.length + 1);
  }

  record(value: number): void {
    const bounds = this.#bounds;
    let at = 0;
    while (at < bounds.length && value > (bounds[at] ?? 0)) at++;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.sum += value;
    this.count++;
  }

  /** One count per bucket, not cumulative. */
  counts(): number[] {
    return Array.from(this.#counts);
  }
}

class CounterCell implements Counter {
  value = 0;
  add(count = 1): void {
    this.value += count;
  }
}

const NAME = /^[a-z][a-z0-9_]*$/;
const SERIES_MAX = 500;

export class Metrics {
  readonly #families = new Map<string, Family>();
  readonly #cells = new Map<string, CounterCell | Buckets>();

  /** Counts things that happened; `name` ends in `_total`. Asking again gives the same counter. */
  counter(name: string, help: string, labels: Labels = {}): Counter {
    assert(name.endsWith('_total'), `the name of a counter ends in _total: ${name}`);
    const known = this.#cells.get(keyOf(name, labels));
    if (known instanceof CounterCell) return known;
    const cell = new CounterCell();
    this.#register(name, help, { kind: 'counter', labels, read: () => cell.value }, cell);
    return cell;
  }

  /** Counts values by size. `bounds` ascend, in the unit that ends the name (seconds, rows ...). */
  histogram(name: string, help: string, bounds: readonly number[], labels: Labels = {}): Histogram {
    const known = this.#cells.get(keyOf(name, labels));
    if (known instanceof Buckets) return known;
    const histogram = new Buckets(bounds);
    this.#register(name, help, { kind: 'histogram', labels, histogram }, histogram);
    return histogram;
  }

  /** A value read when somebody collects; `read` is fast and does not throw. */
  gauge(name: string, help: string, read: () => number, labels: Labels = {}): void {
    this.#register(name, help, { kind: 'gauge', labels, read });
  }

  /** A count that is kept elsewhere (a cache's hits, say) and only read when somebody collects. */
  counterFrom(name: string, help: string, read: () => number, labels: Labels = {}): void {
    assert(name.endsWith('_total'), `the name of a counter ends in _total: ${name}`);
    this.#register(name, help, { kind: 'counter', labels, read });
  }

  families(): Iterable<Family> {
    return this.#families.values();
  }

  #register(name: string, help: string, series: Series, cell?: CounterCell | Buckets): void {
    assert(NAME.test(name), `not the name of a metric: ${name}`);
    let family = this.#families.get(name);
    if (family === undefined) {
      family = { name, help, kind: series.kind, series: new Map() };
      this.#families.set(name, family);
    }
    const key = keyOf(name, series.labels);
    assert(family.kind === series.kind, `${name} is a ${family.kind} already`);
    assert(!family.series.has(key), `registered twice: ${key}`);
    assert(family.series.size < SERIES_MAX, `too many label sets: ${name}`);
    family.series.set(key, series);
    if (cell !== undefined) this.#cells.set(key, cell);
  }
}

function keyOf(name: string, labels: Labels): string {
  const parts = Object.keys(labels)
    .sort()
    .map((label) => `${label}=${labels[label]}`);
  return `${name}{${parts.join(',')}}`;
}
