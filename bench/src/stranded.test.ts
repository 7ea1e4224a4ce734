/** The house strands fewer seats than people who pick anywhere, and the figure is a share. */
import { expect, it } from 'vitest';
import { describeStranded } from './stranded.ts';

it('says both shares, and the house does better', () => {
  const [best = Number.NaN, anywhere = Number.NaN] = [
    ...describeStranded().matchAll(/([\d.]+) %/g),
  ].map(([, share]) => Number(share));
  expect(best).toBeGreaterThanOrEqual(0);
  expect(best).toBeLessThan(anywhere / 2);
  expect(anywhere).toBeLessThan(30);
});
