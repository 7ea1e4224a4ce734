/** What rows of the outbox ask of tickets: which reservations were sold, which were given back. */
import type { OutboxRow } from '../../outbox/tail.ts';
import type { InventoryPayload } from '../../inventory/model/facts.ts';

export type Told = {
  readonly eventId: number;
  readonly reservationId: string;
  /** Places of it: so many tickets at most. */
  readonly quantity: number;
};

export type ToldOf = { readonly sold: readonly Told[]; readonly returned: readonly Told[] };

/** In the order in which they were told; of no other rows than those of the inventory. */
export function toldOf(rows: readonly Pick<OutboxRow, 'eventId' | 'payload'>[]): ToldOf {
  const sold: Told[] = [];
  const returned: Told[] = [];
  for (const { eventId, payload } of rows) {
    if ((payload as { kind: string }).kind !== 'inventory') continue;
    for (const fact of (payload as InventoryPayload).facts) {
      if (fact.t === 'booked' || fact.t === 'confirmed' || fact.t === 'late') {
        sold.push({ eventId, reservationId: fact.r, quantity: fact.q });
      } else if (fact.t === 'cancelled' && fact.was === 1) {
        returned.push({ eventId, reservationId: fact.r, quantity: fact.q });
      }
    }
  }
  return { sold, returned };
}

/** In groups of at most `ticketsMax` tickets each, or of a single reservation that has more. */
export function inGroups(told: readonly Told[], ticketsMax: number): readonly (readonly Told[])[] {
  const groups: Told[][] = [];
  let room = 0;
  for (const one of told) {
    const group = groups.at(-1);
    if (group !== undefined && one.quantity <= room) group.push(one);
    else {
      groups.push([one]);
      room = ticketsMax;
    }
    room -= one.quantity;
  }
  return groups;
}
