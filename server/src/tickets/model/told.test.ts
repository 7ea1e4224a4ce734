/** Which facts ask for tickets, which take them away, and how they are grouped. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../lib/uuid-v7.ts';
import type { Fact, InventoryPayload } from '../../inventory/model/facts.ts';
import { inGroups, type Told, toldOf } from './told.ts';

const id = (n: number): Uuid => `01930000-0000-7000-8000-00000000000${n}` as Uuid;
const row = (eventId: number, ...facts: readonly Fact[]) => {
  const payload: InventoryPayload = { v: 1, kind: 'inventory', at: 0, pools: [], seats: [], facts };
  return { eventId, payload };
};

describe('what rows tell', () => {
  it('sales of every kind, and what was sold and given back', () => {
    const told = toldOf([
      row(1, { t: 'booked', r: id(1), q: 2 }, { t: 'held', r: id(2), q: 1, h: 1 }),
      row(2, { t: 'confirmed', r: id(3), q: 3 }, { t: 'late', r: id(4), q: 1 }),
      row(
        1,
        { t: 'cancelled', r: id(1), q: 2, was: 1 },
        { t: 'cancelled', r: id(2), q: 1, was: 0 },
      ),
      row(1, { t: 'expired', r: id(5), q: 1 }, { t: 'blocked', q: 4 }),
      { eventId: 1, payload: { v: 1, kind: 'event', change: 'updated' } },
    ]);
    expect(told).toEqual({
      sold: [
        { eventId: 1, reservationId: id(1), quantity: 2 },
        { eventId: 2, reservationId: id(3), quantity: 3 },
        { eventId: 2, reservationId: id(4), quantity: 1 },
      ],
      returned: [{ eventId: 1, reservationId: id(1), quantity: 2 }],
    });
  });
});

describe('groups', () => {
  it('keep the order, lose nothing, and are small unless one reservation is large', () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 50 });
    fc.assert(
      fc.property(quantities, (list) => {
        const told = list.map((quantity, n): Told => ({ eventId: n, reservationId: '', quantity }));
        const groups = inGroups(told, 10);
        expect(groups.flat()).toEqual(told);
        for (const group of groups) {
          const tickets = group.reduce((sum, { quantity }) => sum + quantity, 0);
          expect(group.length === 1 || tickets <= 10).toBe(true);
        }
      }),
    );
  });
});
