/** The sample halls hold what their posters promise, and are plans that could be published. */
import { gzipSync } from 'node:zlib';
import { findSeat, placeLabel } from '@onsale/contract/seating-plan-places.ts';
import { expandSeats, seatFlags, type SeatTable } from '@onsale/contract/seating-plan-seats.ts';
import { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { validatePlan, validateTiers } from '../validate-plan.ts';
import type { SampleHall } from './sample-hall.ts';
import { sampleHalls } from './sample-halls.ts';

const halls = sampleHalls();
const hall = (code: string): SampleHall => {
  const found = halls.find((one) => one.code === code);
  if (!found) throw new Error(`no such hall: ${code}`);
  return found;
};

const countFlag = (seats: SeatTable, flag: number): number =>
  seats.flags.reduce((sum, flags) => sum + ((flags & flag) === 0 ? 0 : 1), 0);

const seatsPerTier = (seats: SeatTable): Record<string, number> =>
  Object.fromEntries(
    seats.tiers.map((code, index) => [code, seats.tier.filter((one) => one === index).length]),
  );

test.each(halls.map((one) => [one.code, one] as const))('%s can be published', (_, one) => {
  expect(Compile(SeatingPlan).Errors(one.plan)).toEqual([]);
  expect(validatePlan(one.plan)).toEqual([]);
  expect(
    validateTiers(
      one.plan,
      one.tiers.map((tier) => tier.code),
    ),
  ).toEqual([]);
  expect(JSON.parse(JSON.stringify(one.plan))).toStrictEqual(one.plan);
  expect(sampleHalls().find(({ code }) => code === one.code)).toStrictEqual(one);
});

type Expected = {
  seats: number;
  blocks: [tier: string, rows: number, seats: number, won: number][];
};

test.each<[string, Expected]>([
  [
    'small-theatre',
    {
      seats: 265,
      blocks: [
        ['VIP', 3, 10, 150_000],
        ['R', 5, 15, 100_000],
        ['S', 8, 20, 70_000],
      ],
    },
  ],
  [
    'large-theatre',
    {
      seats: 1_250,
      blocks: [
        ['VIP', 5, 20, 200_000],
        ['R', 10, 30, 150_000],
        ['S', 15, 30, 100_000],
        ['A', 10, 40, 70_000],
      ],
    },
  ],
  [
    'arena',
    {
      seats: 4_900,
      blocks: [
        ['F1', 20, 50, 80_000],
        ['F2', 30, 60, 50_000],
        ['F3', 30, 70, 30_000],
      ],
    },
  ],
])('%s has exactly its rows, seats and prices', (code, expected) => {
  const { plan, tiers, currency } = hall(code);
  const sections = plan.levels.flatMap((level) => level.sections);
  const blocks = sections.map(({ tier, rows }) => {
    const lengths = new Set(rows.map((row) => row.seats));
    const price = tiers.find((one) => one.code === tier)?.priceMinor;
    return [tier, rows.length, lengths.size === 1 ? rows[0]?.seats : undefined, price];
  });
  expect(blocks).toEqual(expected.blocks);
  expect(plan.seatCount).toBe(expected.seats);
  expect(currency).toBe('KRW');
  const perTier = expected.blocks.map(([tier, rows, seats]) => [tier, rows * seats]);
  expect(seatsPerTier(expandSeats(plan))).toEqual(Object.fromEntries(perTier));
});

describe('the stadium', () => {
  const { plan, tiers } = hall('stadium');
  const seats = expandSeats(plan);

  test('has 27,906 seats in curved and straight sections on four levels', () => {
    expect(plan.seatCount).toBe(27_906);
    expect(plan.levels.map((level) => level.sections.length)).toEqual([12, 19, 19, 19]);
    const shapes = plan.levels.flatMap((level) =>
      level.sections.map(({ rows }) => rows[0]?.shape.kind),
    );
    expect(shapes.filter((kind) => kind === 'arc')).toHaveLength(27);
  });

  test('has a price for each tier, dearer where it is better', () => {
    expect(seatsPerTier(seats)).toEqual({
      VIP: 1_176,
      R: 3_528,
      S: 2_640,
      A: 9_331,
      B: 7_085,
      C: 4_146,
    });
    const prices = tiers.map((tier) => tier.priceMinor);
    expect(prices).toEqual(prices.toSorted((a, b) => b - a));
  });

  test('has one wheelchair space in a hundred, each with a companion, on several levels', () => {
    const spaces = countFlag(seats, seatFlags.accessible);
    expect(spaces).toBeGreaterThanOrEqual(plan.seatCount / 100);
    expect(countFlag(seats, seatFlags.companion)).toBe(spaces);
    const levels = new Set<string>();
    for (const [seatNo, flags] of seats.flags.entries()) {
      const at = seats.sections[seats.section[seatNo] ?? -1];
      if ((flags & seatFlags.accessible) !== 0 && at) levels.add(at.level.code);
    }
    expect([...levels]).toEqual(['F', 'L1', 'L2']);
  });

  test('has a restricted view beside the stage and nowhere else', () => {
    for (const [seatNo, flags] of seats.flags.entries()) {
      const x = Math.abs((seats.x[seatNo] ?? 0) - plan.focalPoint.x);
      const degrees = (Math.atan2(x, (seats.y[seatNo] ?? 0) - plan.focalPoint.y) * 180) / Math.PI;
      const restricted = (flags & seatFlags.restrictedView) !== 0;
      if (restricted !== degrees > 68) throw new Error(`seat ${seatNo} at ${degrees} degrees`);
    }
    expect(countFlag(seats, seatFlags.restrictedView)).toBe(2_082);
  });

  test('is 136 kB on the wire, 14 kB compressed', () => {
    const json = JSON.stringify(plan);
    expect(json.length).toBeLessThan(150_000);
    expect(gzipSync(json).length).toBeLessThan(20_000);
  });
});

test.each(halls.map((one) => [one.code, one] as const))(
  '%s is symmetric to the middle of its stage',
  (_, { plan }) => {
    const seats = expandSeats(plan);
    const mirrored = new Set(Array.from(seats.x, (x, seatNo) => `${-x},${seats.y[seatNo]}`));
    const lonely = [...seats.x.entries()].filter(([seatNo, x]) => {
      // Rounding may move a mirrored seat by a centimetre.
      const y = seats.y[seatNo] ?? 0;
      return ![-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => mirrored.has(`${x + dx},${y + dy}`)));
    });
    // Platforms alternate wheelchair and companion from the left, so places match, not their use.
    expect(lonely).toEqual([]);
  },
);

test('pillars stand in the large theatre, and restrict the view of seats behind them only', () => {
  const { plan } = hall('large-theatre');
  const seats = expandSeats(plan);
  expect(plan.levels.flatMap((level) => level.landmarks)).toHaveLength(2);
  const behind = [...seats.flags.keys()].flatMap((seatNo) => {
    const place = findSeat(plan, seatNo);
    return place && (place.flags & seatFlags.restrictedView) !== 0 ? [place] : [];
  });
  expect(behind).toHaveLength(40);
  expect(new Set(behind.map((place) => place.section.code))).toEqual(new Set(['S']));
  // The pillars stand in the aisles, 4.8 m from the axis, in the third row of S or before it.
  expect(behind.filter(({ x, row }) => Math.abs(x) < 480 || Number(row.label) < 18)).toEqual([]);
});

test('the standing show is one pool of 10,000 places at 77,000 won', () => {
  const { plan, tiers } = hall('standing-show');
  const areas = plan.levels.flatMap((level) => level.areas);
  expect(plan.seatCount).toBe(0);
  expect(areas.map(({ pool, capacity, tier }) => [pool, capacity, tier])).toEqual([
    [1, 10_000, 'STANDING'],
  ]);
  expect(tiers.map((tier) => tier.priceMinor)).toEqual([77_000]);
});

test('places have names in both languages', () => {
  const first = findSeat(hall('small-theatre').plan, 0);
  const last = findSeat(hall('stadium').plan, 27_905);
  const labels = [first, last].map(
    (place) => place && [placeLabel(place, 'en'), placeLabel(place, 'ko')],
  );
  expect(labels).toEqual([
    ['Stalls, VIP, Row 1, Seat 1', '1층 VIP석 1열 1번'],
    ['Level 3, Section 319, Row 15, Seat 28', '3층 319구역 15열 28번'],
  ]);
});
