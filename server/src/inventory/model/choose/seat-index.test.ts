/** Runs, neighbours and quality of a plan; and the sample halls as they were designed. */
import { expandSeats, seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import { describe, expect, it } from 'vitest';
import { sampleHalls } from '../../../catalog/model/halls/sample-halls.ts';
import { buildSeatIndex, type SeatIndex } from './seat-index.ts';
import { runBeginnings } from './seat-runs.ts';
import { hall } from './text-hall.ts';

const runLengths = (index: SeatIndex): number[] =>
  Array.from({ length: index.runCount }, (_, run) => {
    return (index.runFrom[run + 1] ?? 0) - (index.runFrom[run] ?? 0);
  });

const flags = (picture: string): number[] =>
  Array.from(picture, (sign) => (sign === 'w' ? seatFlags.accessible : 0));
const onLine = (seats: number, skip: { from: number; to: number }[]) => ({
  label: '1',
  seats,
  skip,
  shape: { kind: 'line' as const, x1: 0, y1: 0, x2: 1_000, y2: 0 },
});

describe('runs', () => {
  it('end at the row and at aisles', () => {
    const { index } = hall('..|...|.\n....');
    expect(runLengths(index)).toEqual([2, 3, 1, 4]);
    expect([...index.run]).toEqual([0, 0, 1, 1, 1, 2, 3, 3, 3, 3]);
    expect([...index.runRow]).toEqual([0, 0, 0, 1]);
  });

  it('go on over the second half of a wheelchair space, but not over an aisle', () => {
    // w . c s . s: the first empty slot belongs to the wheelchair, the second one is an aisle.
    const row = onLine(4, [
      { from: 1, to: 1 },
      { from: 4, to: 4 },
    ]);
    expect(runBeginnings(row, [], flags('wcss'))).toEqual([true, false, false, true]);
    const wide = onLine(2, [{ from: 1, to: 2 }]);
    expect(runBeginnings(wide, [], flags('wc'))).toEqual([true, true]);
    const halves = onLine(2, [
      { from: 1, to: 1 },
      { from: 2, to: 2 },
    ]);
    expect(runBeginnings(halves, [], flags('wc'))).toEqual([true, true]);
  });

  it('of seats placed by hand end where the distance grows', () => {
    const at = [0, 0, 50, 0, 100, 5, 230, 0, 280, 0];
    const points = [0, 1, 2, 3, 4].map((seat) => ({
      x: at[2 * seat] ?? 0,
      y: at[2 * seat + 1] ?? 0,
    }));
    const row = { label: '1', seats: 5, shape: { kind: 'points' as const, at } };
    expect(runBeginnings(row, points, flags('sssss'))).toEqual([true, false, false, true, false]);
    // 130 cm is an aisle between seats, and beside a wheelchair still an aisle: 2.6 seats.
    expect(runBeginnings(row, points, flags('sswss'))[3]).toBe(true);
    const [first, second] = points;
    expect(
      runBeginnings({ ...row, seats: 2 }, first && second ? [first, second] : [], [0, 0]),
    ).toEqual([true, false]);
  });
});

describe('links', () => {
  it('lead to the seat behind, unless the row behind is not there', () => {
    const { index } = hall('...\n.....');
    expect([...index.behind]).toEqual([4, 5, 6, -1, -1, -1, -1, -1]);
    const apart = hall('...\n= T\n...');
    expect([...apart.index.behind].every((seat) => seat === -1)).toBe(true);
  });

  it('give each wheelchair space one companion', () => {
    expect([...hall('wcwc').index.partner]).toEqual([1, 0, 3, 2]);
    expect([...hall('.cwwc.').index.partner]).toEqual([-1, 2, 1, 4, 3, -1]);
    expect([...hall('ww.c').index.partner].filter((seat) => seat >= 0)).toHaveLength(2);
  });
});

it('pairs of wheelchairs and companions do not depend on the rounding of places', () => {
  const plan = structuredClone(hall('cwcw').plan);
  const row = plan.levels[0]?.sections[0]?.rows[0];
  if (row) row.shape = { kind: 'points', at: [0, 100, 51, 100, 101, 100, 152, 100] };
  expect([...buildSeatIndex(plan).partner]).toEqual([1, 0, 3, 2]);
});

describe('quality', () => {
  it('is the distance, worse to the side, on a higher level, and with a restricted view', () => {
    const { index } = hall('.\n.\n^\n= T\n.');
    // Straight ahead at 1, 2 and (on the next level) 5 m.
    expect([...index.viewCm]).toEqual([100, 200, 500 + 600]);
    const row = hall('.........').index;
    const at = (seat: number): number => row.viewCm[seat] ?? 0;
    expect(at(0)).toBe(at(8));
    expect(at(3)).toBeGreaterThan(at(4));
    const distance = Math.hypot(200, 100);
    expect(at(0)).toBe(Math.round(distance * (1 + 0.5 * (1 - 100 / distance))));
    const { plan } = hall('.');
    const restricted = structuredClone(plan);
    const seat = restricted.levels[0]?.sections[0]?.rows[0];
    if (seat) seat.restrictedView = [{ from: 0, to: 0 }];
    expect([...buildSeatIndex(restricted).viewCm]).toEqual([125]);
  });

  it('sums up over neighbours', () => {
    const { index } = hall('...\n...');
    const sum = [...index.viewCm.subarray(1, 5)].reduce((total, cm) => total + cm, 0);
    expect((index.viewSum[5] ?? 0) - (index.viewSum[1] ?? 0)).toBe(sum);
  });
});

describe.each(sampleHalls().map((one) => [one.code, one.plan] as const))('%s', (code, plan) => {
  const index = buildSeatIndex(plan);

  it('has every seat in one run of its own row', () => {
    const table = expandSeats(plan);
    expect(runLengths(index).reduce((sum, length) => sum + length, 0)).toBe(plan.seatCount);
    for (let seat = 0; seat < plan.seatCount; seat++) {
      const run = index.run[seat] ?? -1;
      const [from = 0, to = 0] = index.runFrom.subarray(run, run + 2);
      const found = [from <= seat && seat < to, index.runSection[run], index.runRow[run]];
      if (!found[0] || found[1] !== table.section[seat] || found[2] !== table.row[seat]) {
        throw new Error(`seat ${seat} is in run ${run}: ${found.join()}`);
      }
    }
  });

  it('has no aisle inside of a run, and gives each wheelchair its companion nearby', () => {
    for (let seat = 0; seat < plan.seatCount; seat++) {
      const cm = (other: number): number =>
        Math.hypot(
          (index.x[seat] ?? 0) - (index.x[other] ?? 0),
          (index.y[seat] ?? 0) - (index.y[other] ?? 0),
        );
      // Seats of the samples are 52 or 53 cm apart; a wheelchair space takes two of them.
      if (index.run[seat + 1] === index.run[seat] && cm(seat + 1) > 108) {
        throw new Error(`${code}: an aisle behind seat ${seat}`);
      }
      if (((index.flags[seat] ?? 0) & seatFlags.accessible) === 0) continue;
      expect(cm(index.partner[seat] ?? -1)).toBeLessThan(110);
      expect(index.partner[index.partner[seat] ?? -1]).toBe(seat);
    }
  });
});
