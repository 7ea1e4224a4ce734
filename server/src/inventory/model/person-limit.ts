/** The limit per person: what a buyer has, without the holds of theirs whose time is over. */
import { refuse, type Refusal } from '../../lib/result.ts';
import { type Owner, type Reservation, quantityOf } from './commands.ts';
import { type Ledger, ownerName } from './ledger.ts';
import { isLapsed } from './places.ts';

export function abovePersonLimit(
  ledger: Ledger,
  owner: Owner,
  quantity: number,
): Refusal | undefined {
  const limit = ledger.rules.perPersonMax;
  if (limit === null) return undefined;
  const lapsed = lapsedOf(ledger, owner).reduce((sum, row) => sum + quantityOf(row.wanted), 0);
  const taken = (ledger.taken.get(ownerName(owner)) ?? 0) - lapsed;
  return taken + quantity > limit
    ? refuse('limit_reached', { scope: 'person', limit, taken })
    : undefined;
}

/** Free by the clock, so they must not count against their owner either; empty without a limit. */
export function lapsedOf(ledger: Ledger, owner: Owner): Reservation[] {
  if (ledger.rules.perPersonMax === null) return [];
  const name = ownerName(owner);
  return [...ledger.reservations.values()].filter(
    (row) => ownerName(row.owner) === name && isLapsed(ledger, row),
  );
}
