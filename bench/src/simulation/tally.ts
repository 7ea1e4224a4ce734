/** What is counted per second of the simulation: a column of figures each, from the pre-queue's opening on. */

export const columnNames = [
  'arrivals',
  'cdn',
  'origin',
  'joins',
  'knocks',
  'admits',
  'roomFull',
  'holds',
  'conflicts',
  'purchases',
  'frames',
  'transactions',
  'active',
  'waiting',
  'servedUpTo',
  'available',
  'held',
  'sold',
  'busyMs',
  'backlogMs',
] as const;
export type ColumnName = (typeof columnNames)[number];

export class Tally {
  readonly #columns: Readonly<Record<ColumnName, Float64Array>>;
  /** Seconds that have been run. */
  seconds = 0;

  constructor(secondsMax: number) {
    const pairs = columnNames.map((name) => [name, new Float64Array(secondsMax + 2)] as const);
    this.#columns = Object.fromEntries(pairs) as Record<ColumnName, Float64Array>;
  }

  count(name: ColumnName, second: number, by = 1): void {
    const column = this.#columns[name];
    column[second] = (column[second] ?? 0) + by;
  }

  at(name: ColumnName, second: number): number {
    return this.#columns[name][second] ?? 0;
  }

  of(name: ColumnName): Float64Array {
    return this.#columns[name].subarray(0, this.seconds);
  }

  sum(name: ColumnName, from = 0, to = this.seconds): number {
    return this.of(name)
      .subarray(from, to)
      .reduce((sum, value) => sum + value, 0);
  }

  peak(name: ColumnName): number {
    return this.of(name).reduce((most, value) => Math.max(most, value), 0);
  }

  mean(name: ColumnName, from: number, to: number): number {
    return to <= from ? 0 : this.sum(name, from, to) / (to - from);
  }
}
