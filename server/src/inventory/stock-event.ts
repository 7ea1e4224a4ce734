/** Gives a new event its places, in the transaction that creates it. */
import type { Tx } from '../lib/db.ts';
import { plainArray, textArray } from '../lib/pg-array.ts';
import { insertPools, insertSeats } from './sql/stock.ts';

export type Stock = {
  readonly pools: readonly {
    readonly pool: number;
    readonly tier: string;
    readonly capacity: number;
  }[];
  /** Numbered seats of the seating plan, from 0. */
  readonly seatCount: number;
};

/** The pool of events that are sold by quantity alone. */
export const mainPool = 1;

export async function stockEvent(tx: Tx, eventId: number, stock: Stock): Promise<void> {
  await tx.query(insertPools, [
    eventId,
    plainArray(stock.pools.map((p) => p.pool)),
    textArray(stock.pools.map((p) => p.tier)),
    plainArray(stock.pools.map((p) => p.capacity)),
  ]);
  if (stock.seatCount > 0) await tx.query(insertSeats, [eventId, stock.seatCount]);
}
