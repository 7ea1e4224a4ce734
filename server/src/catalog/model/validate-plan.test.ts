/** The validator as a whole: sound plans pass, and absurd ones cost no more than bad ones. */
import { seatingPlanLimits } from '@onsale/contract/seating-plan-row.ts';
import { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { largeTheatre } from './halls/large-theatre.ts';
import { firstArea, line, part, row, section, soundPlan } from './sound-plan.ts';
import { mayPublish, planFindingsMax, validatePlan, validateTiers } from './validate-plan.ts';

test('a sound plan has no finding', () => {
  expect(Compile(SeatingPlan).Errors(soundPlan())).toEqual([]);
  expect(validatePlan(soundPlan())).toEqual([]);
});

test('a plan with nothing to sell is found', () => {
  const plan = soundPlan();
  const levels = plan.levels.map((level) => ({ ...level, sections: [], areas: [] }));
  const found = validatePlan({ ...plan, seatCount: 0, levels });
  expect(found.map((one) => one.code)).toEqual(['empty_plan']);
});

test('more seats than the limit are refused without looking at each of them', () => {
  const plan = soundPlan();
  const rows = Array.from({ length: 201 }, (_, index) => ({
    ...row(String(index), 100),
    seats: 500,
  }));
  plan.levels = [{ ...part(plan.levels), sections: [{ ...section('A', 0), rows }] }];
  plan.seatCount = seatingPlanLimits.seats;
  expect(validatePlan(plan).map((one) => one.code)).toContain('too_many_seats');
});

test('findings stop at the limit', () => {
  const { plan } = largeTheatre();
  for (const each of plan.levels.flatMap((level) => level.sections.flatMap(({ rows }) => rows))) {
    each.shape = line(0, 10, 100);
  }
  expect(validatePlan(plan)).toHaveLength(planFindingsMax);
});

test('warnings do not keep a plan from being published, errors do', () => {
  const crowded = soundPlan();
  firstArea(crowded).capacity = 1_000;
  const gap = { ...soundPlan(), seatCount: 21 };
  expect([soundPlan(), crowded, gap].map((plan) => mayPublish(validatePlan(plan)))).toEqual([
    true,
    true,
    false,
  ]);
});

test('prices must fit the plan', () => {
  expect(tierFindings(['S', 'B'])).toEqual([]);
  expect(tierFindings(['S'])).toEqual(['tier_unknown']);
  expect(tierFindings(['S', 'B', 'S'])).toEqual(['tier_repeated']);
  expect(tierFindings(['S', 'B', 'VIP'])).toEqual(['tier_unused']);
});

const tierFindings = (codes: string[]): string[] =>
  validateTiers(soundPlan(), codes).map((one) => one.code);
