/** A short journey with an unreliable provider and a few kills; `npm run test:journey` goes further. */
import { expect, it } from 'vitest';
import { runJourney } from './run.ts';

it('buyers go all the way while the provider fails and processes are killed: money adds up', async () => {
  const report = await runJourney({ buyers: 60, parallel: 12, kills: 5, seed: 3, log: () => {} });
  expect(report.violations).toEqual([]);
  expect(report.told.length).toBeGreaterThanOrEqual(60);
  expect(report.told.filter(({ outcome }) => outcome === 'bought').length).toBeGreaterThan(20);
}, 240_000);
