/** The seat-state codec: its size, its byte order, and that nothing is lost on the way. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countSeatStates,
  decodeSeatStates,
  encodeSeatStates,
  getSeatState,
  packSeatStates,
  packedLength,
  seatStateName,
  seatStates,
  setSeatState,
  unpackSeatStates,
  type SeatState,
} from './seat-state.ts';

const state = fc.constantFrom<SeatState>(...Object.values(seatStates));
const states = fc.array(state, { maxLength: 400, size: 'max' });

test('four seats share a byte, little end first', () => {
  const { AVAILABLE, HELD, SOLD, BLOCKED } = seatStates;
  expect([...packSeatStates([HELD, AVAILABLE, SOLD, BLOCKED])]).toEqual([0b11_10_00_01]);
  expect([...packSeatStates([BLOCKED, BLOCKED, BLOCKED, BLOCKED, SOLD])]).toEqual([255, 2]);
  expect([AVAILABLE, HELD, SOLD, BLOCKED].map(seatStateName)).toEqual(Object.keys(seatStates));
});

test('20,000 seats are 5,000 bytes, and 6,668 characters of base64', () => {
  const packed = packSeatStates(new Uint8Array(20_000).fill(seatStates.SOLD));
  expect(packed).toHaveLength(5_000);
  expect(encodeSeatStates(packed)).toHaveLength(6_668);
});

test('any states survive packing, the wire and unpacking', () => {
  fc.assert(
    fc.property(states, (original) => {
      const text = encodeSeatStates(packSeatStates(original));
      const packed = decodeSeatStates(text, original.length);
      expect([...unpackSeatStates(packed, original.length)]).toEqual(original);
      expect(original.map((_, seatNo) => getSeatState(packed, seatNo))).toEqual(original);
    }),
  );
});

test('the encoding is the base64 that everybody else reads', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (packed) => {
      expect(encodeSeatStates(packed)).toBe(Buffer.from(packed).toString('base64'));
    }),
    { numRuns: 30 },
  );
});

test('changing one seat changes that seat only', () => {
  const change = states
    .filter((all) => all.length > 0)
    .chain((all) => fc.tuple(fc.constant(all), fc.nat(all.length - 1), state));
  fc.assert(
    fc.property(change, ([original, seatNo, next]) => {
      const packed = packSeatStates(original);
      setSeatState(packed, seatNo, next);
      expect([...unpackSeatStates(packed, original.length)]).toEqual(original.with(seatNo, next));
    }),
  );
});

test('counts add up to the number of seats', () => {
  fc.assert(
    fc.property(states, (original) => {
      const counts = countSeatStates(packSeatStates(original), original.length);
      const expected = Object.entries(seatStates).map(([name, value]) => [
        name,
        original.filter((one) => one === value).length,
      ]);
      expect(counts).toEqual(Object.fromEntries(expected));
    }),
  );
});

test.each([
  ['too short', 'AAA=', 12],
  ['too long', 'AAAA', 8],
  ['not base64', 'A*==', 4],
  ['white space instead of padding', 'AA  ', 4],
  ['no padding', 'AA', 4],
  ['stray bits in the last character', 'AB==', 4],
  ['bits after the last seat', 'wA==', 3],
])('a text that is %s is refused', (_, text, seatCount) => {
  expect(() => decodeSeatStates(text, seatCount)).toThrow(RangeError);
});

test('seats and states that do not exist are refused', () => {
  const packed = packSeatStates([0, 0, 0, 0]);
  for (const seatNo of [-1, 4, 0.5, Number.NaN]) {
    expect(() => getSeatState(packed, seatNo)).toThrow(RangeError);
    expect(() => setSeatState(packed, seatNo, 1)).toThrow(RangeError);
  }
  expect(() => packSeatStates([4])).toThrow(RangeError);
  expect(() => setSeatState(packed, 0, 7 as SeatState)).toThrow(RangeError);
  expect(() => packedLength(-1)).toThrow(RangeError);
  expect([...packed]).toEqual([0]);
});
