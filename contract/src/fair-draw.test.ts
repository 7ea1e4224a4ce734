/**
 * The draw against the test vectors of docs/fair-draw.md, as that is what others write verifiers from;
 * rejection sampling at its exact bounds, with keystreams made up for it; what is refused.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  isBeaconRound,
  knownChains,
  randomnessHexOf,
  randomnessOf,
  roundTimeMs,
} from './beacon.ts';
import { hexOf, joined, u32 } from './fair-draw-bytes.ts';
import { cohortPath, cohortRoot, CohortTreeBuilder, entryLeaf } from './fair-draw-cohort.ts';
import { commitmentOf, type DrawTerms, encodeTerms } from './fair-draw-terms.ts';
import { drawKeyOf, drawPositions, orderHashOf, shuffledPositions } from './fair-draw.ts';

const document = readFileSync(join(import.meta.dirname, '../../docs/fair-draw.md'), 'utf8');
/** The values behind a name at the beginning of a line, in the order of the document. */
const named = (name: string): readonly string[] =>
  [...document.matchAll(new RegExp(`^${name}  +(.+)$`, 'gm'))].map(([, value = '']) => value);

const seed = Uint8Array.from({ length: 32 }, (_, index) => index);
const operator: DrawTerms = { eventId: 42, mode: 'operator' };
const beacon = {
  eventId: 42,
  mode: 'beacon',
  beacon: { ...knownChains.quicknet, round: 1_000, fallbackRounds: 10, fallbackSeconds: 60 },
} as const satisfies DrawTerms;
const [signature = '', chainedSignature = ''] = named('signature');
const beaconRandomness = randomnessOf({ round: 1_000, signature });

/** A keystream of these words, then of nothing. */
const streamOf = (...words: readonly number[]) => {
  const bytes = joined(...words.map((word) => u32(word)));
  let at = 0;
  return async (length: number) => bytes.slice(at, (at += length));
};

const three = async (...words: readonly number[]): Promise<readonly number[]> => [
  ...(await shuffledPositions(3, streamOf(...words))),
];

describe('the vectors of the document', () => {
  it('has terms and commitments', () => {
    expect(named('terms')).toEqual([operator, beacon].map((terms) => hexOf(encodeTerms(terms))));
    const commitments = [operator, beacon].map((terms) => commitmentOf(seed, terms));
    expect(named('commitment')).toEqual(commitments);
  });

  it('has beacon rounds', () => {
    const [, randomness] = [0, ...named('randomness')];
    expect(isBeaconRound(knownChains.quicknet, { round: 1_000, signature })).toBe(true);
    expect(randomnessHexOf({ round: 1_000, signature })).toBe(randomness);
    expect(document).toContain('2023-08-23T15:59:24Z');
    expect(roundTimeMs(knownChains.quicknet, 1_000)).toBe(Date.parse('2023-08-23T15:59:24Z'));
    const [previousSignature = ''] = named('previous');
    const chained = { round: 1_337, signature: chainedSignature, previousSignature };
    expect(isBeaconRound(knownChains.default, chained)).toBe(true);
    expect(randomnessHexOf(chained)).toBe(named('randomness')[1]);
  });

  it('has the known chains', () => {
    for (const { chainHash, publicKey, scheme, genesisTime } of Object.values(knownChains)) {
      for (const value of [chainHash, publicKey, scheme])
        expect(document).toContain(`\`${value}\``);
      expect(document).toContain(` ${genesisTime} `);
    }
  });

  const rows = document.matchAll(
    /^\| (\d+) \| (\w[\w ,]+) \| `(\w{64})` \| ([\d ]*) ?\| `(\w{64})` \|$/gm,
  );
  const draws = [...rows].map(([, n, mode = '', key, positions = '', hash]) => ({
    n: Number(n),
    mode,
    key,
    positions: positions.trim(),
    hash,
  }));

  it('has eleven draws', () => {
    expect(draws).toHaveLength(11);
  });

  it.each(draws)('draws $n, $mode', async ({ n, mode, key, positions, hash }) => {
    const terms = mode === 'operator' ? operator : beacon;
    const random = mode === 'beacon' ? { beaconRandomness } : {};
    const drawKey = drawKeyOf({ seed, terms, cohortSize: n, ...random });
    expect(hexOf(drawKey)).toBe(key);
    const drawn = await drawPositions(drawKey, n);
    expect(n <= 10 ? drawn.join(' ') : '').toBe(positions);
    expect(orderHashOf(drawn)).toBe(hash);
  });

  it('has a cohort', () => {
    const nonces = [1, 2, 3, 4, 5].map((byte) => new Uint8Array(16).fill(byte));
    const builder = new CohortTreeBuilder(42);
    for (const nonce of nonces) builder.add(nonce);
    const tree = builder.tree();
    for (const [index, nonce] of nonces.entries()) {
      expect(named(`leaf ${index + 1}`)).toEqual([hexOf(entryLeaf(42, index + 1, nonce))]);
    }
    expect(named('cohortRoot')).toEqual([cohortRoot(tree)]);
    for (const number of [2, 5]) {
      const path = cohortPath(tree, number, nonces).map((hash) => hexOf(hash));
      expect(named(`path of ${number}`)).toEqual([path.join(' ')]);
    }
    expect(document).toContain(`\`${cohortRoot(new CohortTreeBuilder(42).tree())}\``);
  });

  it('has thrown words away', async () => {
    expect(await three(0xffff_ffff, 5, 0x8000_0001)).toEqual([1, 2, 3]);
    expect(await three(0xffff_fffe, 5)).toEqual([1, 2, 3]);
    expect(await three(0, 0)).toEqual([2, 3, 1]);
  });
});

describe('throwing words away', () => {
  /** Of ten numbers: 2^32 mod 10 is 6, so the last six words are thrown away. */
  const limit = 0xffff_fffa;

  it('takes the last word below the limit', async () => {
    const words = [limit - 1, 8, 7, 6, 5, 4, 3, 2, 1];
    const positions = await shuffledPositions(10, streamOf(...words));
    expect([...positions]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each([limit, 0xffff_ffff])('throws %i away, again and again', async (word) => {
    const words = [word, word, word, word, word, 0, 8, 7, 6, 5, 4, 3, 2, 1];
    const positions = await shuffledPositions(10, streamOf(...words));
    expect([...positions]).toEqual([10, 2, 3, 4, 5, 6, 7, 8, 9, 1]);
  });

  it('throws nothing away where the bound divides 2^32', async () => {
    const two = await shuffledPositions(2, streamOf(0xffff_ffff));
    expect([...two]).toEqual([1, 2]);
    const four = await shuffledPositions(4, streamOf(0xffff_ffff, 2, 1));
    expect([...four]).toEqual([1, 2, 3, 4]);
  });

  it('does not go on when the keystream ends', async () => {
    await expect(shuffledPositions(3, streamOf(0xffff_ffff))).rejects.toThrow('ended');
  });
});

describe('a draw', () => {
  const key = drawKeyOf({ seed, terms: operator, cohortSize: 3 });

  it('gives every position once, also where the keystream comes in several chunks', async () => {
    const positions = await drawPositions(key, 200_000);
    expect(new Set(positions).size).toBe(200_000);
    expect(positions.every((position) => position >= 1 && position <= 200_000)).toBe(true);
  });

  it('is another one with another seed, event, mode, size or round', () => {
    const base = { seed, terms: beacon, cohortSize: 3, beaconRandomness };
    const { beaconRandomness: _, ...withoutRound } = base;
    const keys = [
      base,
      withoutRound,
      { ...base, cohortSize: 4 },
      { ...base, seed: seed.slice().reverse() },
      { ...base, beaconRandomness: seed },
      { ...base, terms: { ...beacon, eventId: 43 } },
      { ...base, terms: { ...beacon, beacon: { ...beacon.beacon, round: 1_001 } } },
      { ...withoutRound, terms: operator },
    ].map((input) => hexOf(drawKeyOf(input)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('refuses what is out of range', async () => {
    await expect(drawPositions(key, 10_000_001)).rejects.toThrow(RangeError);
    await expect(drawPositions(key, -1)).rejects.toThrow(RangeError);
    await expect(drawPositions(key, 0.5)).rejects.toThrow(RangeError);
    expect(() => drawKeyOf({ seed, terms: operator, cohortSize: 2 ** 32 })).toThrow(RangeError);
    const short = seed.subarray(1);
    expect(() => drawKeyOf({ seed: short, terms: operator, cohortSize: 1 })).toThrow(RangeError);
    const mixed = { seed, cohortSize: 1, beaconRandomness };
    expect(() => drawKeyOf({ ...mixed, terms: operator })).toThrow(RangeError);
    const random = { ...mixed, terms: beacon, beaconRandomness: short };
    expect(() => drawKeyOf(random)).toThrow(RangeError);
  });
});

describe('terms', () => {
  it.each([
    { scheme: 'bls-bn254-unchained-on-g1' },
    { scheme: 'constructor' },
    { scheme: 'pedersen-bls-chained' },
    { chainHash: '00' },
    { chainHash: knownChains.quicknet.chainHash.toUpperCase() },
    { publicKey: 'zz' },
    { genesisTime: -1 },
    { period: 0 },
    { period: 2 ** 32 },
    { round: 0 },
    { round: 2 ** 53 },
    { fallbackRounds: -1 },
    { fallbackRounds: 1_001 },
    { fallbackSeconds: 0 },
    { fallbackSeconds: 3_601 },
  ])('refuse %o', (change) => {
    const terms = { ...beacon, beacon: { ...beacon.beacon, ...change } };
    expect(() => commitmentOf(seed, terms)).toThrow(RangeError);
  });

  it('refuse events that cannot be', () => {
    for (const eventId of [0, -1, 1.5, 2 ** 53]) {
      expect(() => encodeTerms({ eventId, mode: 'operator' })).toThrow(RangeError);
    }
    expect(encodeTerms({ eventId: 2 ** 53 - 1, mode: 'operator' })).toHaveLength(10);
  });
});
