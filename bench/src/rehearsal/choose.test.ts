/** Virtual buyers wish only for what there is, in ways that the house allows. */
import type { InventoryState } from '@onsale/contract/product.ts';
import { encodeSeatStates, packSeatStates } from '@onsale/contract/seat-state.ts';
import { createRandom } from '@onsale/server/src/lib/random.ts';
import { expect, it } from 'vitest';
import { choosePlaces, type Chooser } from './choose.ts';

/** 0 free, 1 held, 2 sold. */
const house = (states: readonly number[], available = 0, held = 0): InventoryState => ({
  eventId: 1,
  asOfSeq: 1,
  seatCount: states.length,
  seats: encodeSeatStates(packSeatStates(states)),
  pools:
    available + held === 0
      ? []
      : [{ pool: 4, capacity: available + held, available, held, sold: 0, blocked: 0 }],
});
const byHand: Chooser = { way: 'by hand', taste: 0, hasPlan: true };
const choose = (state: InventoryState, chooser: Chooser, party: number) =>
  choosePlaces(state, chooser, party, createRandom(1));

it('by hand: neighbours that are free, from where they look first', () => {
  expect(choose(house([2, 0, 2, 0, 0, 0]), byHand, 2).wish).toMatchObject({ seats: [3, 4] });
  const back = { ...byHand, taste: 1 };
  expect(choose(house([0, 0, 0, 0, 0, 0]), back, 1).wish).toMatchObject({ seats: [5] });
});

it('where there are none together, the shop is asked; without a drawing one seat will do', () => {
  const apart = house([0, 2, 0, 2, 0]);
  expect(choose(apart, byHand, 2).wish).toEqual({ bestAvailable: { party: 2 } });
  const undrawn: Chooser = { way: 'best available', taste: 0, hasPlan: false };
  expect(choose(apart, undrawn, 2).wish).toEqual({ seats: [0] });
});

it('nobody wishes for more than there is', () => {
  const best: Chooser = { ...byHand, way: 'best available' };
  expect(choose(house([2, 0, 2]), best, 4).wish).toEqual({ bestAvailable: { party: 1 } });
  expect(choose(house([], 3), byHand, 4).wish).toEqual({ pool: 4, quantity: 3 });
});

it('what is held may come back, what is sold does not', () => {
  expect(choose(house([2, 1]), byHand, 1)).toEqual({ mayComeBack: true });
  expect(choose(house([], 0, 2), byHand, 1)).toEqual({ mayComeBack: true });
  expect(choose(house([2, 2]), byHand, 1)).toEqual({ mayComeBack: false });
});
