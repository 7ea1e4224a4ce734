/** Seating plans as bytes: immutable, so what was read once is good for ever. */
import { LRUCache } from 'lru-cache';
import type { Queryable } from '../lib/db.ts';
import { compress, type Compressed } from '../lib/compress.ts';
import { primaryReads, type Reads } from '../lib/reads.ts';
import { type PlanDbRow, readPlan } from './sql/plans.ts';

export type StoredPlan = {
  readonly version: number;
  /** JSON of the layout. */
  readonly bytes: Buffer;
  /** The same for browsers: a tenth, and every buyer needs it before there is a map. */
  readonly compressed: () => Promise<Compressed>;
  /** Hex SHA-256 of the layout. */
  readonly checksum: string;
};

export type PlanShelf = { get(planId: number): Promise<StoredPlan | undefined> };

const PLANS_MAX = 100;

/** What `reads` does not show yet is asked of `db`. */
export function createPlanShelf(db: Queryable, reads: Reads = primaryReads(db)): PlanShelf {
  const cache = new LRUCache<number, StoredPlan>({
    max: PLANS_MAX,
    async fetchMethod(planId) {
      let [row] = await reads.query(readPlan, [planId]);
      if (row === undefined && reads.mayLag) [row] = await db.query(readPlan, [planId]);
      return row && toStored(row);
    },
  });
  return { get: (planId) => cache.fetch(planId) };
}

/** Compressed when somebody wants it so: many a process reads plans for itself alone. */
function toStored({ version, layout, checksum }: PlanDbRow): StoredPlan {
  const bytes = Buffer.from(layout);
  let made: Promise<Compressed> | undefined;
  return { version, bytes, checksum, compressed: () => (made ??= compress(bytes, 'small')) };
}
