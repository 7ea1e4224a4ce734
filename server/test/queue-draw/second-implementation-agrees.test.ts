/** The product's draw and the second implementation give the same bytes, and refuse the same, in many cases. */
import {
  CohortTreeBuilder,
  chunkOf,
  cohortPath,
  cohortRoot,
  cohortRootOfPath,
  entryLeaf,
} from '@onsale/contract/fair-draw-cohort.ts';
import { firstRoundOf, lastRoundOf } from '@onsale/contract/fair-draw-rounds.ts';
import { commitmentOf, type DrawTerms, encodeTerms } from '@onsale/contract/fair-draw-terms.ts';
import { drawKeyOf, drawPositions, orderHashOf } from '@onsale/contract/fair-draw.ts';
import { merklePath, merkleRoot, rootOfPath } from '@onsale/contract/merkle.ts';
import { describe, expect, it } from 'vitest';
import * as second from './second-implementation.ts';

/** They take a second, unless others have the machine. */
const slow = { timeout: 30_000 };

/** Random cases that are the same each time. */
const word = second.wordsOf(second.keystream(second.sha256(Buffer.from('cases of the draw'))));
const below = (n: number): number =>
  Number((BigInt(word()) * 2n ** 32n + BigInt(word())) % BigInt(n));
const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => word() % 256));
const hexOf = (content: Uint8Array): string => Buffer.from(content).toString('hex');
const times = <T>(n: number, make: (nth: number) => T): T[] =>
  Array.from({ length: n }, (_, nth) => make(nth));
/** The least, the most, or something between. */
function within(least: number, most: number): number {
  const dice = below(6);
  return dice === 0 ? least : dice === 1 ? most : least + below(most - least + 1);
}

const max = Number.MAX_SAFE_INTEGER;
const schemes = [
  'pedersen-bls-chained',
  'pedersen-bls-unchained',
  'bls-unchained-g1-rfc9380',
] as const;

function someBeacon(): Extract<DrawTerms, { mode: 'beacon' }>['beacon'] {
  const scheme = schemes[below(3)] ?? schemes[0];
  return {
    scheme,
    chainHash: hexOf(bytes(32)),
    publicKey: hexOf(bytes(scheme === 'bls-unchained-g1-rfc9380' ? 96 : 48)),
    genesisTime: within(0, max),
    period: within(1, 2 ** 32 - 1),
    round: within(1, max),
    fallbackRounds: within(0, 1_000),
    fallbackSeconds: within(1, 3_600),
  };
}

function someTerms(): DrawTerms {
  const eventId = within(1, max);
  if (below(3) === 0) return { eventId, mode: 'operator' };
  return { eventId, mode: 'beacon', beacon: someBeacon() };
}

const asBytes = (order: Iterable<number>): Buffer => Buffer.from(Uint32Array.from(order).buffer);
const asWritten = (terms: DrawTerms): second.Terms => ({ version: 1, ...terms });

type Drawn = { readonly key: string; readonly order: Buffer; readonly orderHash: string };

/** A draw with a random seed, and more often than not a round, by the first and by the second. */
async function bothOf(terms: DrawTerms, cohortSize: number): Promise<[Drawn, Drawn]> {
  const seed = bytes(32);
  const signature = terms.mode === 'beacon' && below(4) > 0 ? bytes(48) : undefined;
  const randomness = signature && { beaconRandomness: second.sha256(signature) };
  const key = drawKeyOf({ seed, terms, cohortSize, ...randomness });
  const order = await drawPositions(key, cohortSize);

  const round = signature && { round: 1, signature: hexOf(signature) };
  const committed = second.commitment(asWritten(terms), seed);
  const theirKey = second.keyOf(committed, cohortSize, seed, round);
  const theirOrder = second.positionsOf(theirKey, cohortSize);
  const theirHash = hexOf(second.orderHash(theirOrder));
  return [
    { key: hexOf(key), order: asBytes(order), orderHash: orderHashOf(order) },
    { key: hexOf(theirKey), order: asBytes(theirOrder), orderHash: theirHash },
  ];
}

describe('the draw', () => {
  it('has the same terms and commitment', () => {
    for (let nth = 0; nth < 500; nth += 1) {
      const [terms, seed] = [someTerms(), bytes(32)];
      expect(hexOf(encodeTerms(terms))).toBe(hexOf(second.termsBytes(asWritten(terms))));
      const committed = hexOf(second.commitment(asWritten(terms), seed));
      expect(commitmentOf(seed, terms)).toBe(committed);
    }
  });

  it('has the same key and order for cohorts of 0 to 300', slow, async () => {
    for (let size = 0; size <= 300; size += 1) {
      const [first, other] = await bothOf(someTerms(), size);
      expect(first).toEqual(other);
    }
  });

  it.each([4_095, 65_537, 100_000])('has the same key and order for %d', slow, async (size) => {
    const operator: DrawTerms = { eventId: 7, mode: 'operator' };
    for (const terms of [operator, { eventId: 7, mode: 'beacon', beacon: someBeacon() } as const]) {
      const [first, other] = await bothOf(terms, size);
      expect(first.order.equals(other.order)).toBe(true);
      expect([first.key, first.orderHash]).toEqual([other.key, other.orderHash]);
    }
  });
});

describe('what is out of range is refused by both', () => {
  const beacon = { ...someBeacon(), scheme: schemes[2], publicKey: '8a'.repeat(96) };
  const good: DrawTerms = { eventId: 7, mode: 'beacon', beacon };
  const bad: readonly (readonly [string, object])[] = [
    ...[0, -1, 1.5, max + 1, Number.NaN].map((eventId) => ['event', { eventId }] as const),
    ['mode', { mode: 'lottery' }],
    ...[
      { scheme: 'bls-bn254-unchained-on-g1' },
      { scheme: '' },
      { scheme: schemes[0] },
      { chainHash: 'ab'.repeat(31) },
      { chainHash: 'ab'.repeat(33) },
      { chainHash: 'AB'.repeat(32) },
      { chainHash: 'xy'.repeat(32) },
      { publicKey: '8a'.repeat(48) },
      { publicKey: '8a'.repeat(97) },
      { publicKey: '' },
      { genesisTime: -1 },
      { genesisTime: 0.5 },
      { genesisTime: max + 1 },
      { period: 0 },
      { period: 2 ** 32 },
      { round: 0 },
      { round: max + 1 },
      { fallbackRounds: -1 },
      { fallbackRounds: 1_001 },
      { fallbackSeconds: 0 },
      { fallbackSeconds: 3_601 },
    ].map((change) => [JSON.stringify(change), { beacon: { ...beacon, ...change } }] as const),
  ];

  it('but not what is within', () => {
    expect(hexOf(encodeTerms(good))).toBe(hexOf(second.termsBytes(asWritten(good))));
  });

  it.each(bad)('terms: %s', (_, change) => {
    const terms = { ...good, ...change } as DrawTerms;
    expect(() => second.termsBytes(asWritten(terms))).toThrow(RangeError);
    expect(() => encodeTerms(terms)).toThrow(RangeError);
  });

  it.each([
    { cohortSize: -1 },
    { cohortSize: 10_000_001 },
    { cohortSize: 0.5 },
    { seed: bytes(31) },
    { seed: bytes(33) },
  ])('key: %j', (change) => {
    const input = { seed: bytes(32), cohortSize: 10_000_000, ...change };
    const committed = second.commitment(asWritten(good), bytes(32));
    expect(() => second.keyOf(committed, input.cohortSize, input.seed)).toThrow(RangeError);
    expect(() => drawKeyOf({ ...input, terms: good })).toThrow(RangeError);
  });

  it.each([
    [0, 16],
    [2 ** 32, 16],
    [1, 15],
    [1, 17],
  ])('entry %d with a nonce of %d bytes', (number, length) => {
    expect(() => second.leafOf(7, number, bytes(length))).toThrow(RangeError);
    expect(() => entryLeaf(7, number, bytes(length))).toThrow(RangeError);
  });
});

describe('the cohort', () => {
  const around = [2, 4, 8, 16, 32, 64, 128, 256, 512, 768, 1_024, 4_096].flatMap((n) => [
    n - 1,
    n,
    n + 1,
  ]);
  const sizes = [...new Set([0, ...around, ...times(12, () => below(700))])];

  it.each(sizes)('of %d has the same root and paths', slow, (size) => {
    const eventId = within(1, max);
    const nonces = times(size, () => bytes(16));
    const builder = new CohortTreeBuilder(eventId);
    for (const nonce of nonces) builder.add(nonce);
    const tree = builder.tree();
    const leaves = nonces.map((nonce, at) => second.leafOf(eventId, at + 1, nonce));
    const top = second.treeOf(leaves);
    expect(tree.size).toBe(size);
    expect(cohortRoot(tree)).toBe(hexOf(second.boundRoot(eventId, size, top)));
    expect(hexOf(merkleRoot(Buffer.concat(leaves)))).toBe(hexOf(top));
    const some = size <= 17 ? times(size, (at) => at + 1) : [1, 256, 257, 1 + below(size), size];
    for (const number of some.filter((one) => one <= size)) {
      const expected = second.pathTo(leaves, number - 1);
      const { first, last } = chunkOf(tree, number);
      const path = cohortPath(tree, number, nonces.slice(first - 1, last));
      expect(path.map(hexOf)).toEqual(expected.map(hexOf));
      expect(merklePath(Buffer.concat(leaves), number - 1).map(hexOf)).toEqual(expected.map(hexOf));
      const leaf = entryLeaf(eventId, number, nonces[number - 1] ?? bytes(0));
      expect(hexOf(leaf)).toBe(hexOf(leaves[number - 1] ?? bytes(0)));
      expect(cohortRootOfPath({ eventId, size, number, leaf, path })).toBe(cohortRoot(tree));
      expect(second.treeByPath(Buffer.from(leaf), number, size, expected)).toEqual(top);
    }
  });

  it('of 100,000 has the same root, and paths that lead to it', slow, () => {
    const size = 100_000;
    const nonces = times(size, (nth) => second.sha256(Buffer.from(`${nth}`)).subarray(16));
    const builder = new CohortTreeBuilder(9);
    for (const nonce of nonces) builder.add(nonce);
    const tree = builder.tree();
    const top = second.treeOf(nonces.map((nonce, at) => second.leafOf(9, at + 1, nonce)));
    expect(cohortRoot(tree)).toBe(hexOf(second.boundRoot(9, size, top)));
    for (const number of [1, 256, 257, 65_536, 65_537, 99_840, 99_841, size]) {
      const { first, last } = chunkOf(tree, number);
      const path = cohortPath(tree, number, nonces.slice(first - 1, last)).map((one) =>
        Buffer.from(one),
      );
      const leaf = second.leafOf(9, number, nonces[number - 1] ?? bytes(0));
      expect(second.treeByPath(leaf, number, size, path)).toEqual(top);
    }
  });

  it('says the same of whatever is offered as a path', slow, () => {
    let fits = 0;
    for (let nth = 0; nth < 1_000; nth += 1) {
      const size = below(40);
      const [number, leaf] = [below(size + 3), bytes(32)];
      const path = times(below(8), () => bytes(32));
      const theirs = second.treeByPath(leaf, number, size, path);
      const ours = rootOfPath({ leaf, index: number - 1, size, path });
      expect(ours && hexOf(ours)).toBe(theirs && hexOf(theirs));
      fits += theirs === undefined ? 0 : 1;
    }
    expect(fits).toBeGreaterThan(50);
    expect(fits).toBeLessThan(950);
  });
});

describe('the rounds that may be used', () => {
  it('are the same', () => {
    let none = 0;
    for (let nth = 0; nth < 1_000; nth += 1) {
      const beacon = {
        ...someBeacon(),
        genesisTime: 1_600_000_000 + below(1_000),
        period: 1 + below(40),
        round: 1 + below(5_000),
        fallbackRounds: below(12),
      };
      const around = beacon.round + below(beacon.fallbackRounds + 4) - 2;
      const closedAtMs = Number(second.dueAt(beacon, around)) * 1_000 + below(3) - 1;
      const possible = times(30, (at) => Math.max(1, beacon.round - 10) + at);
      const mayBe = possible.filter((round) => second.mayBeUsed(beacon, closedAtMs, round));
      expect(firstRoundOf(beacon, closedAtMs)).toBe(mayBe[0]);
      expect(lastRoundOf(beacon)).toBe(mayBe.at(-1) ?? lastRoundOf(beacon));
      none += mayBe.length === 0 ? 1 : 0;
    }
    expect(none).toBeGreaterThan(50);
    expect(none).toBeLessThan(500);
  });
});
