/** The crowd is the same for the same seed, and is what its profile says. */
import { expect, it } from 'vitest';
import { type Crowd, type Person, personOf, profileNames } from './behaviour.ts';

const crowd: Crowd = { seed: 7, profile: 'onsale', beforeMs: 60_000, pace: 1, partyMax: 4 };
const people = (count: number, more: Partial<Crowd> = {}): Person[] =>
  Array.from({ length: count }, (_, index) => personOf(index, { ...crowd, ...more }));
const share = (list: readonly Person[], is: (person: Person) => boolean): number =>
  list.filter(is).length / list.length;

it('the same seed brings the same people, another seed others', () => {
  expect(people(50)).toEqual(people(50));
  expect(people(50, { seed: 8 })).not.toEqual(people(50));
  expect(new Set(people(1_000).map(({ seed }) => seed)).size).toBeGreaterThan(990);
});

it('half of an on-sale waits at the opening, more and more of them the nearer it is', () => {
  const all = people(20_000);
  expect(share(all, ({ arriveMs }) => arriveMs <= 0)).toBeCloseTo(0.5, 1);
  expect(share(all, ({ arriveMs }) => arriveMs < -60_000)).toBe(0);
  const early = share(all, ({ arriveMs }) => arriveMs < -30_000);
  const late = share(all, ({ arriveMs }) => arriveMs >= -30_000 && arriveMs <= 0);
  expect(late).toBeGreaterThan(2.5 * early);
});

it('every profile is a whole crowd, and comes to an end', () => {
  for (const profile of profileNames) {
    const all = people(5_000, { profile });
    expect(share(all, ({ arriveMs }) => Number.isFinite(arriveMs))).toBe(1);
    expect(Math.max(...all.map(({ arriveMs }) => arriveMs))).toBeLessThan(15 * 60_000);
  }
});

it('there are some of every kind, and most simply buy', () => {
  const all = people(20_000);
  expect(share(all, ({ turn }) => turn === 'never')).toBeCloseTo(0.03, 2);
  expect(share(all, ({ turn }) => turn === 'late')).toBeCloseTo(0.04, 2);
  expect(share(all, ({ goal }) => goal === 'buys')).toBeCloseTo(0.91, 1);
  expect(share(all, ({ pays }) => pays === 'after a decline')).toBeCloseTo(0.06, 2);
  expect(share(all, ({ way }) => way === 'by hand')).toBeCloseTo(0.55, 1);
  expect(all.every(({ party }) => party >= 1 && party <= 4)).toBe(true);
  expect(people(500, { partyMax: 1 }).every(({ party }) => party === 1)).toBe(true);
});

it('pace makes people quicker, and changes nothing else', () => {
  const [slow, quick] = [people(200), people(200, { pace: 0.1 })];
  for (const [at, person] of slow.entries()) {
    const same = quick[at];
    expect(same?.lookMs).toBeLessThanOrEqual(Math.ceil(person.lookMs / 10));
    expect({ goal: same?.goal, party: same?.party }).toEqual({
      goal: person.goal,
      party: person.party,
    });
  }
});
