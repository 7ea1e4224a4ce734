/**
 * Merkle trees: the published vectors of certificate transparency, the recursive definition of RFC 9162
 * for every small size, every proof good at its own place and nowhere else.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf, joined } from './fair-draw-bytes.ts';
import { leafHash, type LeafPath, merklePath, merkleRoot, rootOfPath } from './merkle.ts';

const leavesOf = (count: number): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, index) => leafHash(Uint8Array.of(index, index >> 8)));

/** MTH of RFC 9162, section 2.1.1, word by word. */
function recursiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const left = recursiveRoot(leaves.slice(0, split));
  const right = recursiveRoot(leaves.slice(split));
  return sha256(joined(Uint8Array.of(1), left, right));
}

describe('the tree', () => {
  it('of nothing is the hash of nothing', () => {
    expect(hexOf(merkleRoot(new Uint8Array()))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('is that of the certificate transparency vectors', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
    const last = '606162636465666768696a6b6c6d6e6f';
    const hashes = [...inputs, last].map((hex) => leafHash(bytesOfHex(hex)));
    const roots = hashes.map((_, index) =>
      hexOf(merkleRoot(joined(...hashes.slice(0, index + 1)))),
    );
    expect(roots[0]).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(roots[1]).toBe('fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125');
    expect(roots[6]).toBe('ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c');
    expect(roots[7]).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('is the recursive one, for sizes 1 to 70', () => {
    const leaves = leavesOf(70);
    for (let size = 1; size <= leaves.length; size += 1) {
      const some = leaves.slice(0, size);
      expect(hexOf(merkleRoot(joined(...some)))).toBe(hexOf(recursiveRoot(some)));
    }
  });
});

describe('a path', () => {
  it('leads from its leaf at its place to the root, and from no other place', () => {
    for (const size of [1, 2, 3, 5, 7, 8, 9, 33]) {
      const leaves = leavesOf(size);
      const hashes = joined(...leaves);
      const root = hexOf(merkleRoot(hashes));
      for (const [index, leaf] of leaves.entries()) {
        const path = merklePath(hashes, index);
        const places = leaves.map((_, place) => place);
        const fit = places.filter((place) => {
          const found = rootOfPath({ leaf, index: place, size, path });
          return found !== undefined && hexOf(found) === root;
        });
        expect(fit).toEqual([index]);
      }
    }
  });

  it('leads nowhere from another leaf, or along another path', () => {
    const leaves = leavesOf(6);
    const hashes = joined(...leaves);
    const [leaf = hashes, other = hashes] = leaves;
    const root = hexOf(merkleRoot(hashes));
    const path = merklePath(hashes, 0);
    const good: LeafPath = { leaf, index: 0, size: 6, path };
    const leadsToRoot = (one: LeafPath): boolean => {
      const found = rootOfPath(one);
      return found !== undefined && hexOf(found) === root;
    };
    expect(leadsToRoot(good)).toBe(true);
    const bad: readonly LeafPath[] = [
      { ...good, size: 4 },
      { ...good, size: 9 },
      { ...good, size: 0 },
      { ...good, index: -1 },
      { ...good, index: 6 },
      { ...good, index: 0.5 },
      { ...good, leaf: other },
      { ...good, path: path.slice(1) },
      { ...good, path: [...path, other] },
      { ...good, path: [] },
      { ...good, path: [new Uint8Array(31), ...path.slice(1)] },
    ];
    expect(bad.filter((one) => leadsToRoot(one))).toEqual([]);
    // Known and accepted: the root of a Merkle tree alone does not tell 6 leaves from 5.
    expect(leadsToRoot({ ...good, size: 5 })).toBe(true);
  });

  it('is asked for leaves that there are', () => {
    expect(() => merklePath(joined(...leavesOf(3)), 3)).toThrow(RangeError);
    expect(() => merklePath(new Uint8Array(), 0)).toThrow(RangeError);
  });
});
