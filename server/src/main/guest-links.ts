/** What the links of letters to guests are about, asked of the modules that know. */
import type { ContinueDeps } from '../identity/continue-session.ts';
import type { LinkSubject } from '../identity/guest-links.ts';
import { listRunningHolds } from '../inventory/read-reservations.ts';
import type { Queryable } from '../lib/db.ts';
import { SHOP_PRINCIPAL } from '../lib/handler.ts';
import { parseUuid } from '../lib/uuid-v7.ts';
import { personalOrders } from '../orders/personal-orders.ts';
import { readOrder } from '../orders/read-order.ts';
import { personalPlaces } from '../queue/personal-places.ts';
import { personalTickets } from '../tickets/personal-tickets.ts';
import { findEntry, isWaiting } from '../waitlist/find-entry.ts';

type Doors = Pick<ContinueDeps, 'findSubject' | 'hasSomething'>;

export const guestLinkDoors = (db: Queryable): Doors => ({
  findSubject: (subject) => findSubject(db, subject),
  hasSomething: (personId) => hasSomething(db, personId),
});

const findSubject: (
  db: Queryable,
  subject: LinkSubject,
) => ReturnType<Doors['findSubject']> = async (db, { kind, eventId, id }) => {
  const uuid = parseUuid(id);
  if (uuid === undefined) return undefined;
  if (kind === 'waiting_list') {
    const entry = await findEntry(db, eventId, uuid);
    return entry && { owner: entry.personId, email: entry.email ?? undefined };
  }
  const order = await readOrder(db, eventId, uuid);
  // Buyers of partners have names of the partner's choice: they are nobody here.
  if (order?.owner?.principalId !== SHOP_PRINCIPAL) return undefined;
  return { owner: order.owner.buyer, email: order.email };
};

/** Asked only of whoever is about to leave it behind. */
async function hasSomething(db: Queryable, personId: string): Promise<boolean> {
  const mine = { principalId: SHOP_PRINCIPAL, buyer: personId, limit: 1 };
  const found = await Promise.all([
    listRunningHolds(db, mine).then(({ found: holds }) => holds.length > 0),
    personalTickets.upcomingTickets?.(db, personId).then((tickets) => tickets > 0),
    personalOrders.isBusy?.(db, personId),
    personalPlaces.exportOf(db, personId).then((places) => (places as unknown[]).length > 0),
    isWaiting(db, personId),
  ]);
  return found.includes(true);
}
