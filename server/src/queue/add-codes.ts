/** Presale codes of a room. Under its lock, so that a batch of joins sees all of a change or nothing. */
import type { Db } from '../lib/db.ts';
import { plainArray } from '../lib/pg-array.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { PresaleCode } from './core.ts';
import { takeRoom } from './read-rooms.ts';
import { upsertCodes } from './sql/settings.ts';

export function addCodes(
  db: Db,
  eventId: number,
  codes: readonly PresaleCode[],
  organizationId?: number,
): Promise<Result<{ readonly added: number }, 'event_not_found'>> {
  // The last word counts where a request names a code twice.
  const uses = new Map(codes.map(({ codeHash, usesMax }) => [codeHash.toString('hex'), usesMax]));
  return db.transaction(async (tx) => {
    const room = await takeRoom(tx, eventId);
    const isForeign = organizationId !== undefined && room?.organizationId !== organizationId;
    if (room === undefined || isForeign) return refuse('event_not_found');
    const values = [eventId, plainArray([...uses.keys()]), plainArray([...uses.values()])];
    const [row] = await tx.query(upsertCodes, values);
    return ok({ added: row?.added ?? 0 });
  });
}
