/** The tree over a cohort: the same root however large, a path for every number, bound to the size. */
import { describe, expect, it } from 'vitest';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexOf, joined, text, u32, u64 } from './fair-draw-bytes.ts';
import {
  chunkOf,
  cohortPath,
  cohortRoot,
  cohortRootOfPath,
  type CohortTree,
  CohortTreeBuilder,
  entryLeaf,
} from './fair-draw-cohort.ts';
import { merkleRoot } from './merkle.ts';

const eventId = 42;
const nonceOf = (number: number): Uint8Array => sha256(u32(number)).subarray(0, 16);

function treeOf(size: number): CohortTree {
  const builder = new CohortTreeBuilder(eventId);
  for (let number = 1; number <= size; number += 1) builder.add(nonceOf(number));
  return builder.tree();
}

function pathOf(tree: CohortTree, number: number): readonly Uint8Array[] {
  const { first, last } = chunkOf(tree, number);
  const nonces = Array.from({ length: last - first + 1 }, (_, index) => nonceOf(first + index));
  return cohortPath(tree, number, nonces);
}

describe.each([0, 1, 2, 255, 256, 257, 511, 512, 513, 1_000])('a cohort of %i', (size) => {
  const tree = treeOf(size);
  const root = cohortRoot(tree);

  it('has the root of one Merkle tree over all of its leaves', () => {
    const leaves = Array.from({ length: size }, (_, index) =>
      entryLeaf(eventId, index + 1, nonceOf(index + 1)),
    );
    const merkle = merkleRoot(joined(...leaves));
    const bound = joined(text('onsale-draw/cohort'), u64(eventId), u32(size), merkle);
    expect(root).toBe(hexOf(sha256(bound)));
  });

  it('has a path for each number, and for no other size', () => {
    const numbers = [1, 2, 255, 256, 257, 300, 512, 513, size - 1, size];
    for (const number of numbers.filter((one) => one >= 1 && one <= size)) {
      const leaf = entryLeaf(eventId, number, nonceOf(number));
      const proof = { eventId, size, number, leaf, path: pathOf(tree, number) };
      expect(cohortRootOfPath(proof)).toBe(root);
      expect(cohortRootOfPath({ ...proof, size: size + 1 })).not.toBe(root);
      expect(cohortRootOfPath({ ...proof, size: size - 1 })).not.toBe(root);
      expect(cohortRootOfPath({ ...proof, eventId: 43 })).not.toBe(root);
      const other = entryLeaf(eventId, number, nonceOf(number + 1));
      expect(cohortRootOfPath({ ...proof, leaf: other })).not.toBe(root);
    }
  });

  it('has no path for numbers outside', () => {
    expect(() => pathOf(tree, 0)).toThrow(RangeError);
    expect(() => pathOf(tree, size + 1)).toThrow(RangeError);
  });
});

it('keeps little of a large cohort', () => {
  expect(treeOf(10_000).chunkRoots).toHaveLength(40 * 32);
});

it('refuses what is no entry', () => {
  const nonce = nonceOf(1);
  expect(() => entryLeaf(eventId, 0, nonce)).toThrow(RangeError);
  expect(() => entryLeaf(-1, 1, nonce)).toThrow(RangeError);
  expect(() => entryLeaf(eventId, 1, nonce.subarray(1))).toThrow(RangeError);
  expect(() => cohortPath(treeOf(3), 1, [nonce])).toThrow(RangeError);
});
