/** House holds and kills: seats or units that are not for sale, and their return. */
import type { Inventory } from './inventory.ts';
import type { Outcome, Wanted } from './model/commands.ts';

/** All or nothing; held and sold seats refuse. Blocking what is blocked changes nothing. */
export const blockSeats = (
  inventory: Inventory,
  eventId: number,
  wanted: Wanted,
): Promise<Outcome> => inventory.submit(eventId, { kind: 'block', wanted }, false);

export const unblockSeats = (
  inventory: Inventory,
  eventId: number,
  wanted: Wanted,
): Promise<Outcome> => inventory.submit(eventId, { kind: 'unblock', wanted }, false);

/** A new capacity for a pool. Refuses `capacity_below_sold` with the minimum. */
export const resizePool = (
  inventory: Inventory,
  eventId: number,
  pool: number,
  capacity: number,
): Promise<Outcome> => inventory.submit(eventId, { kind: 'resize', pool, capacity }, false);
