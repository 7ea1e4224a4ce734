/** Plans are prepared once, however many ask; a large one in a thread of its own. */
import { expect, it } from 'vitest';
import { sampleHalls } from '../catalog/model/halls/sample-halls.ts';
import type { PlanShelf } from '../catalog/read-plan.ts';
import { compress, type Compressed } from '../lib/compress.ts';
import { buildSeatIndex } from './model/choose/seat-index.ts';
import { createSeatIndexes } from './seat-indexes.ts';

const halls = sampleHalls();
let reads = 0;

const shelf: PlanShelf = {
  get(planId) {
    reads += 1;
    const plan = halls[planId]?.plan;
    const bytes = Buffer.from(JSON.stringify(plan ?? null));
    const compressed = (): Promise<Compressed> => compress(bytes, 'quick');
    return Promise.resolve(plan && { version: 1, bytes, checksum: '', compressed });
  },
};

it.each([
  ['small theatre, here', 'small-theatre'],
  ['stadium, apart', 'stadium'],
])('prepares the %s, once', async (_, code) => {
  const indexes = createSeatIndexes(shelf);
  const planId = halls.findIndex((hall) => hall.code === code);
  reads = 0;
  const [first, second] = await Promise.all([indexes.get(planId), indexes.get(planId)]);
  expect(second).toBe(first);
  expect(indexes.get(planId)).toBe(first);
  expect(reads).toBe(1);
  const plan = halls[planId]?.plan;
  expect(first).toEqual(plan && buildSeatIndex(plan));
});

it('has no index of a plan that is not there, or has no seats', async () => {
  const indexes = createSeatIndexes(shelf);
  expect(await indexes.get(99)).toBeUndefined();
  expect(
    await indexes.get(halls.findIndex(({ code }) => code === 'standing-show')),
  ).toBeUndefined();
});
