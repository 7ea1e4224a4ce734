/** The Merkle tree of a closed cohort, read page by page: what is closed never changes, so without a lock. */
import {
  chunkOf,
  cohortPath,
  type CohortTree,
  CohortTreeBuilder,
  NONCE_BYTES,
} from '@onsale/contract/fair-draw-cohort.ts';
import { assert } from '../lib/assert.ts';
import type { Queryable } from '../lib/db.ts';
import { readNonces } from './sql/draw.ts';

/** About 15 ms of hashing; other work passes between two pages. */
const PAGE = 5_000;

export async function readTree(db: Queryable, eventId: number, size: number): Promise<CohortTree> {
  const builder = new CohortTreeBuilder(eventId);
  const page = (first: number): Promise<readonly Buffer[]> | undefined =>
    first > size ? undefined : noncesOf(db, eventId, first, Math.min(size, first + PAGE - 1));
  let next = page(1);
  for (let first = 1; next !== undefined; first += PAGE) {
    const nonces = await next;
    assert(nonces.length === Math.min(PAGE, size - first + 1), 'numbers have no gaps');
    // The next page is on its way while this one is hashed.
    next = page(first + PAGE);
    for (const nonce of nonces) builder.add(nonce);
  }
  return builder.tree();
}

/** The siblings of one entry; undefined when entries have been removed, because their time was over. */
export async function readPath(
  db: Queryable,
  tree: CohortTree,
  number: number,
): Promise<{ readonly nonce: Uint8Array; readonly path: readonly Uint8Array[] } | undefined> {
  const { first, last } = chunkOf(tree, number);
  const nonces = await noncesOf(db, tree.eventId, first, last);
  const nonce = nonces[number - first];
  if (nonce === undefined || nonces.length !== last - first + 1) return undefined;
  return { nonce, path: cohortPath(tree, number, nonces) };
}

async function noncesOf(
  db: Queryable,
  eventId: number,
  first: number,
  last: number,
): Promise<readonly Buffer[]> {
  const [row] = await db.query(readNonces, [eventId, first, last]);
  const all = row?.nonces ?? Buffer.alloc(0);
  return Array.from({ length: all.length / NONCE_BYTES }, (_, n) =>
    all.subarray(n * NONCE_BYTES, (n + 1) * NONCE_BYTES),
  );
}
