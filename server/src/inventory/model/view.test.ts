/** What a process remembers of an event: order by versions, the clock, early refusals. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PoolFact, SeatFact } from './facts.ts';
import { InventoryView } from './view.ts';

const HELD = 1;
const SOLD = 2;

function viewOf(seats: readonly SeatFact[], pools: readonly PoolFact[] = []): InventoryView {
  const view = new InventoryView(4, 10);
  view.apply({ seats, pools });
  return view;
}

describe('a view', () => {
  it('takes news in any order and keeps the newest', () => {
    const history: SeatFact[] = [
      [1, HELD, 1, 500],
      [1, 0, 2, 0],
      [1, SOLD, 3, 0],
      [2, HELD, 1, 900],
      [2, 0, 2, 0],
    ];
    const pools: PoolFact[] = [1, 2, 3].map((n) => [1, 10, n, 0, 0, n]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(history, { minLength: 5 }),
        fc.shuffledSubarray(pools, { minLength: 3 }),
        (seats, news) => {
          const view = viewOf(seats, news);
          expect([...view.statesAt(0)]).toEqual([0, SOLD, 0, 0]);
          expect(view.pools.get(1)).toMatchObject({ held: 3, version: 3 });
        },
      ),
    );
  });

  it('counts a hold as free from the moment its time is over', () => {
    const view = viewOf([[1, HELD, 1, 500]], [[1, 10, 2, 3, 1, 1]]);
    expect(view.stateOf(1, 499)).toBe(HELD);
    expect(view.stateOf(1, 500)).toBe(0);
    expect(view.totals(499)).toEqual({ capacity: 14, available: 3 + 4 });
    expect(view.totals(500)).toEqual({ capacity: 14, available: 4 + 4 });
  });

  it('remembers the last sequence, which never goes back', () => {
    const view = viewOf([]);
    const { revision } = view;
    view.apply({ seats: [], pools: [] }, 12);
    view.apply({ seats: [], pools: [] }, 11);
    view.apply({ seats: [], pools: [] });
    expect(view.seq).toBe(12);
    expect(view.revision).toBe(revision + 3);
  });

  it('ignores seats outside of its house', () => {
    const view = viewOf([[9, SOLD, 1, 0]]);
    expect(view.totals(0)).toEqual({ capacity: 4, available: 4 });
  });
});

describe('an early refusal', () => {
  it('names the seats that are surely taken, and none when all are free', () => {
    const view = viewOf([
      [1, HELD, 1, 500],
      [2, SOLD, 1, 0],
      [3, 3, 1, 0],
    ]);
    const refusal = { ok: false, code: 'seats_unavailable' };
    const taken = (nowMs: number) => view.refusal({ seats: [0, 1, 2, 3] }, nowMs);
    expect(taken(499)).toEqual({ ...refusal, details: { seats: [1, 2, 3] } });
    expect(taken(500)).toEqual({ ...refusal, details: { seats: [2, 3] } });
    expect(view.refusal({ seats: [0] }, 0)).toBeUndefined();
  });

  it('of a pool needs a verdict of the database, and lasts for a moment', () => {
    const view = viewOf([], [[1, 10, 0, 8, 0, 1]]);
    expect(view.refusal({ pool: 1, quantity: 3 }, 0)).toBeUndefined();
    view.noteShort(1, 2, 500);
    expect(view.refusal({ pool: 1, quantity: 3 }, 499)).toMatchObject({
      code: 'sold_out',
      details: { available: 2, pool: 1 },
    });
    expect(view.refusal({ pool: 1, quantity: 2 }, 499)).toBeUndefined();
    expect(view.refusal({ pool: 1, quantity: 3 }, 500)).toBeUndefined();
  });

  it('of a pool ends with the next change of the pool', () => {
    const view = viewOf([], [[1, 10, 0, 10, 0, 1]]);
    view.noteShort(1, 0, 500);
    view.apply({ seats: [], pools: [[1, 10, 0, 9, 0, 2]] });
    expect(view.refusal({ pool: 1, quantity: 1 }, 0)).toBeUndefined();
  });

  it('of a pool counts what lapsed holds would give back', () => {
    const view = viewOf([], [[1, 10, 10, 0, 0, 1]]);
    view.noteShort(1, 4, 500);
    expect(view.refusal({ pool: 1, quantity: 4 }, 0)).toBeUndefined();
    expect(view.refusal({ pool: 1, quantity: 5 }, 0)).toMatchObject({ details: { available: 4 } });
  });

  it('never speaks about pools it does not know', () => {
    expect(viewOf([]).refusal({ pool: 5, quantity: 1 }, 0)).toBeUndefined();
  });
});
