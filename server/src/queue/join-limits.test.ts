/** Joining from crowded addresses: more work for crowds, refusals only far above, and for single sessions. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createJoinLimits, type JoinLimits, rangeOf } from './join-limits.ts';
import { clockForTests } from './room-for-tests.ts';

let clock: ReturnType<typeof clockForTests>;
let limits: JoinLimits;
const here = '203.0.113.7';
const come = (joins: number, address = here): void => {
  for (let join = 0; join < joins; join++) limits.joined(address);
};

beforeEach(() => {
  clock = clockForTests();
  limits = createJoinLimits({
    clock,
    perPersonMinute: 60,
    perAddressMinute: 600,
    triesMin: 10,
    triesMax: 80,
    freeJoins: 50,
    surgePerMinute: 1_000,
  });
});

it.each([
  ['203.0.113.7', '203.0.113'],
  ['::ffff:203.0.113.7', '203.0.113'],
  ['2001:db8:1:2::9', '2001:db8:1'],
  ['2001:db8:1:3:4:5:6:7', '2001:db8:1'],
  ['2001:db8::1', '2001:db8:0'],
])('%s is in the range %s', (address, range) => {
  expect(rangeOf(address)).toBe(range);
});

describe('proof of work', () => {
  it('is not asked of the first ones', () => {
    come(49);
    expect(limits.triesFor('adaptive', here)).toBe(0);
  });

  it('grows with the crowd of one range, up to a bound, and leaves the others alone', () => {
    come(50);
    expect(limits.triesFor('adaptive', here)).toBe(10);
    come(50);
    expect(limits.triesFor('adaptive', '203.0.113.200')).toBe(20);
    come(800);
    expect(limits.triesFor('adaptive', here)).toBe(80);
    expect(limits.triesFor('adaptive', '198.51.100.1')).toBe(0);
  });

  it('fades', () => {
    come(100);
    clock.pass(600_000);
    expect(limits.triesFor('adaptive', here)).toBe(0);
  });

  it('is asked of everybody in a surge', () => {
    for (let range = 0; range < 200; range++) come(10, `10.0.${range}.1`);
    expect(limits.triesFor('adaptive', '198.51.100.1')).toBe(20);
    clock.pass(120_000);
    expect(limits.triesFor('adaptive', '198.51.100.1')).toBe(0);
  });

  it('is never or always asked where the room says so', () => {
    expect(limits.triesFor('always', here)).toBe(10);
    expect(limits.triesFor('always', undefined)).toBe(10);
    come(1_000);
    expect(limits.triesFor('off', here)).toBe(0);
  });
});

it('a session waits when it asks too often', () => {
  const waits = Array.from({ length: 31 }, () => limits.takePerson('g:ann'));
  expect(waits.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 0));
  expect(waits[30]).toBeGreaterThan(0);
  expect(limits.takePerson('g:bob')).toBe(0);
});

it('an address waits far above what a crowd does, and a request without one does not', () => {
  const waits = Array.from({ length: 151 }, () => limits.takeAddress(here));
  expect(waits.filter((ms) => ms > 0)).toHaveLength(1);
  clock.pass(60_000);
  expect(limits.takeAddress(here)).toBe(0);
  expect(limits.takeAddress(undefined)).toBe(0);
});
