/** The places of a reservation as an order prices them: one after the other, each with its tier. */
import type { EventRecord } from '../catalog/model/event.ts';
import type { Wanted } from '../inventory/model/commands.ts';
import type { Queryable } from '../lib/db.ts';
import type { PlaceLabels } from '../tickets/place-labels.ts';
import type { PricedPlace } from './model/price-lines.ts';
import { readPoolTier } from './sql/pools.ts';

/** In the order of the seats. */
export async function placesOf(
  db: Queryable,
  labels: PlaceLabels,
  event: EventRecord,
  wanted: Wanted,
): Promise<readonly PricedPlace[]> {
  if ('pool' in wanted) {
    const [row] = await db.query(readPoolTier, [event.eventId, wanted.pool]);
    const place = { seatNo: null, poolId: wanted.pool, tierCode: row?.tierCode ?? null };
    return Array.from({ length: wanted.quantity }, () => place);
  }
  return Promise.all(
    wanted.seats.map(async (seatNo) => {
      const { tier } = await labels.name(event, { seat: seatNo });
      return { seatNo, poolId: null, tierCode: tier ?? null };
    }),
  );
}
