/** Work beyond its share of a second is not done. */
import { expect, it } from 'vitest';
import { createCpuBudget } from './cpu-budget.ts';

it('runs work until the share of the second is used up, and again in the next second', () => {
  let nowMs = 10_000;
  const budget = createCpuBudget({ monotonicMs: () => nowMs }, 50);
  const work = (ms: number) => () => {
    nowMs += ms;
    return ms;
  };
  expect(budget.run(work(30))).toBe(30);
  expect(budget.run(work(30))).toBe(30);
  expect(budget.run(work(1))).toBeUndefined();
  nowMs = 11_000;
  expect(budget.run(work(1))).toBe(1);
});
