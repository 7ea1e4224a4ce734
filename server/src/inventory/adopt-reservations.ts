/**
 * Signing in: what a guest holds and has bought becomes the account's, each under the locks of its event.
 * Doing it again moves what is left, so a caller that was interrupted simply repeats it.
 */
import type { ErrorCode } from '@onsale/contract/errors.ts';
import type { Queryable } from '../lib/db.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { Inventory } from './inventory.ts';
import { listOwned } from './sql/read-reservations.ts';

export type Adoption = {
  /** Holds that run and bookings that stand, now the account's. Ended ones move without being counted. */
  readonly reservations: number;
  /** What stayed with the guest, and why: `limit_reached`, or trouble that a repetition may not meet. */
  readonly refused: readonly {
    readonly eventId: number;
    readonly reservationId: Uuid;
    readonly code: ErrorCode;
  }[];
};

/** Moved at a time: a settling batch at most. */
const PAGE = 200;
/** A guest with more than 10,000 reservations has to sign in again for the rest. */
const PAGES_MAX = 50;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Moves the reservations of the person `from` to the person `to` (`g:…`, `a:…`). */
export async function adoptReservations(
  { db, inventory }: { readonly db: Queryable; readonly inventory: Inventory },
  from: string,
  to: string,
): Promise<Adoption> {
  let reservations = 0;
  const refused: Adoption['refused'][number][] = [];
  if (from === to) return { reservations, refused };
  let after = FIRST;
  for (let page = 0; page < PAGES_MAX; page++) {
    const rows = await db.query(listOwned, [SHOP_PRINCIPAL, from, after, PAGE]);
    const moved = await Promise.all(
      rows.map(async ({ eventId, id }) => {
        const which = { id: id as Uuid, principalId: SHOP_PRINCIPAL };
        const command = { kind: 'adopt', ...which, from, to } as const;
        return { eventId, ...which, outcome: await inventory.submit(eventId, command, false) };
      }),
    );
    for (const { eventId, id, outcome } of moved) {
      if (!outcome.ok) refused.push({ eventId, reservationId: id, code: outcome.code });
      else if (isLive(outcome.value.reservation?.state)) reservations += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = last.id;
  }
  return { reservations, refused };
}

const isLive = (state: string | undefined): boolean => state === 'PENDING' || state === 'CONFIRMED';
