/** The canonical text of a plan: one for each content, whatever the order of properties. */
import { createHash } from 'node:crypto';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { expect, test } from 'vitest';
import { smallTheatre } from './halls/small-theatre.ts';
import { canonicalPlan } from './plan-checksum.ts';

const { plan } = smallTheatre();

/** The same value with all properties in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([name, inner]) => [name, reversed(inner)]));
}

test('the order of properties does not matter', () => {
  const other = reversed(plan) as SeatingPlan;
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(plan));
  expect(canonicalPlan(other)).toBe(canonicalPlan(plan));
});

test('it is JSON of the plan, sorted and without white space', () => {
  const text = canonicalPlan(plan);
  expect(JSON.parse(text)).toEqual(plan);
  expect(text.startsWith('{"focalPoint":{"x":0,"y":-150},"format":1,"levels":[{')).toBe(true);
});

test('a property that is undefined is a property that is not there', () => {
  const [level, ...others] = plan.levels;
  if (!level) throw new Error('a theatre has a level');
  const [section, ...rest] = level.sections;
  if (!section) throw new Error('a theatre has a section');
  const blank = {
    ...section,
    rows: section.rows.map((row) => Object.assign({ tier: undefined }, row)),
  };
  const same = { ...plan, levels: [{ ...level, sections: [blank, ...rest] }, ...others] };
  expect(canonicalPlan(same)).toBe(canonicalPlan(plan));
});

test('one centimetre and the order of rows do matter', () => {
  const moved = { ...plan, focalPoint: { ...plan.focalPoint, x: 1 } };
  const turned = {
    ...plan,
    levels: plan.levels.map((level) => ({
      ...level,
      sections: level.sections.map((one) => ({ ...one, rows: one.rows.toReversed() })),
    })),
  };
  expect(new Set([plan, moved, turned].map(canonicalPlan)).size).toBe(3);
});

test('what is not an integer is a bug', () => {
  expect(() => canonicalPlan({ ...plan, focalPoint: { x: 0.1, y: 0 } })).toThrow(/integers/);
});

test('published plans keep their checksum', () => {
  const sha256 = createHash('sha256').update(canonicalPlan(plan)).digest('hex');
  expect(sha256).toBe('58d83b94d065afc326c2f270a0d4e5a90d1b5a6974fc04642e0360b909cc2478');
});
