/** Posters by their hash, remembered: the same bytes are asked for by everybody who looks at a list. */
import type { PosterType } from '@onsale/contract/product-posters.ts';
import { LRUCache } from 'lru-cache';
import type { Db } from '../lib/db.ts';
import { primaryReads, type Reads } from '../lib/reads.ts';
import { readPoster } from './sql/posters.ts';

export type StoredPoster = { readonly type: PosterType; readonly bytes: Buffer };

export type PosterShelf = {
  /** Undefined: no event has this poster. */
  get(hash: string): Promise<StoredPoster | undefined>;
};

const BYTES_MAX = 64 * 1_048_576;

export function createPosterShelf(db: Db, reads: Reads = primaryReads(db)): PosterShelf {
  const read = async (hash: string): Promise<StoredPoster | undefined> => {
    const values = [Buffer.from(hash, 'hex')];
    const [found] = await reads.query(readPoster, values);
    // A replica may not have heard of a new one yet.
    if (found !== undefined || !reads.mayLag) return found;
    return (await db.query(readPoster, values))[0];
  };
  const shelf = new LRUCache<string, StoredPoster>({
    maxSize: BYTES_MAX,
    sizeCalculation: ({ bytes }) => bytes.length,
    fetchMethod: read,
  });
  return { get: (hash) => shelf.fetch(hash) };
}
