/** Titles of pull requests become the history of main. */
import { describe, expect, it } from 'vitest';
import { titleProblem, titleTypes } from './check-title.ts';

describe('a title', () => {
  it.each(titleTypes.map((type) => `${type}(orders): pay once, however often it is asked`))(
    'may be "%s"',
    (title) => {
      expect(titleProblem(title)).toBeUndefined();
    },
  );

  it('may have a path as its scope, and say that it breaks something', () => {
    expect(titleProblem('refactor(infra/waf)!: count requests by key')).toBeUndefined();
  });

  it.each([
    ['Pay once', 'form'],
    ['', 'form'],
    ['fix: pay once', 'form'],
    ['fix(orders):pay once', 'form'],
    ['Fix(orders): pay once', 'form'],
    ['feature(orders): pay once', 'no type'],
    ['fix(orders): pay once.', 'full stop'],
    [`fix(orders): ${'x'.repeat(73)}`, '73 characters'],
  ])('may not be "%s"', (title, complaint) => {
    expect(titleProblem(title)).toContain(complaint);
  });
});
