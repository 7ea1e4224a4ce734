/** What each key does, depending on where the focus is. */
import { expect, test } from 'vitest';
import { buildMapPlan } from '../model/map-plan.ts';
import { testPlan } from '../model/testing-plan.ts';
import { firstFocus, keyStep } from './keys.ts';

const map = buildMapPlan(
  testPlan([
    [
      { code: 'A', top: 0, rows: 3, seats: 9 },
      { code: 'B', left: 900, top: 0, rows: 3, seats: 9 },
    ],
  ]),
);
const states = new Uint8Array(54);
const seat = (number: number) => ({ kind: 'seat', seat: number }) as const;

test('Enter on a section goes to its free seat nearest to the middle; Escape comes back', () => {
  const block = { kind: 'block', block: 0 } as const;
  const middleTaken = states.slice();
  middleTaken[13] = 2;
  const step = keyStep(map, middleTaken, block, 'Enter', true);
  expect(step).toMatchObject({ kind: 'enter_section', section: 0 });
  const focus = step?.kind === 'enter_section' ? step.focus : block;
  expect(focus).toMatchObject({ kind: 'seat' });
  expect([12, 14]).toContain(focus.kind === 'seat' ? focus.seat : -1);
  expect(keyStep(map, states, focus, 'Escape', false)).toEqual({ kind: 'leave', focus: block });
});

test('arrows move the focus; at the edge it stays instead of scrolling the page', () => {
  expect(keyStep(map, states, seat(3), 'ArrowRight', false)).toEqual({
    kind: 'focus',
    focus: seat(4),
  });
  expect(keyStep(map, states, seat(0), 'ArrowLeft', false)).toEqual({
    kind: 'focus',
    focus: seat(0),
  });
});

test('Enter and the space bar choose the seat; other keys belong to the page', () => {
  const five = seat(5);
  expect(keyStep(map, states, five, 'Enter', false)).toEqual({ kind: 'choose_seat', seat: 5 });
  expect(keyStep(map, states, five, ' ', false)).toEqual({ kind: 'choose_seat', seat: 5 });
  expect(keyStep(map, states, five, 'Tab', false)).toBeUndefined();
});

test('Escape on the whole hall is not ours: a dialog may want it', () => {
  const block = { kind: 'block', block: 0 } as const;
  expect(keyStep(map, states, block, 'Escape', true)).toBeUndefined();
  expect(keyStep(map, states, block, 'Escape', false)).toEqual({ kind: 'home' });
});

test('the focus begins at what is chosen, else in the middle of what one sees', () => {
  expect(firstFocus(map, [30], { x: 0, y: 0 })).toEqual({ kind: 'seat', seat: 30 });
  expect(firstFocus(map, [], { x: 1_100, y: 100 })).toEqual({ kind: 'block', block: 1 });
});
