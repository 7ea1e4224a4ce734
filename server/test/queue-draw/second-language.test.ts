/**
 * The draw in Python, standard library only, gives what the product gives. Says so and passes where Python is
 * missing.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  chunkOf,
  cohortPath,
  cohortRoot,
  CohortTreeBuilder,
} from '@onsale/contract/fair-draw-cohort.ts';
import { commitmentOf, type DrawTerms, encodeTerms } from '@onsale/contract/fair-draw-terms.ts';
import { drawKeyOf, drawPositions, orderHashOf } from '@onsale/contract/fair-draw.ts';
import { describe, expect, it } from 'vitest';
import { nonceOf, ownChain } from './made-draws.ts';
import { sha256 } from './second-implementation.ts';

const script = join(import.meta.dirname, 'fair_draw.py');
const isHere = spawnSync('python3', ['--version']).status === 0;
if (!isHere) process.stderr.write('No Python: the draw in another language is not asked.\n');

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const beacon = {
  ...ownChain('bls-unchained-g1-rfc9380'),
  scheme: 'bls-unchained-g1-rfc9380' as const,
  round: 2 ** 40,
  fallbackRounds: 7,
  fallbackSeconds: 90,
};

type Case = { readonly terms: DrawTerms; readonly size: number; readonly signature?: Buffer };
const sizes = [0, 1, 2, 3, 4, 5, 31, 32, 33, 255, 256, 257, 300];
const cases = sizes.flatMap((size): Case[] => [
  { size, terms: { eventId: 1 + size, mode: 'operator' } },
  { size, terms: { eventId: 2 ** 50 + size, mode: 'beacon', beacon } },
  {
    size,
    terms: { eventId: 1 + size, mode: 'beacon', beacon },
    signature: sha256(Buffer.from(`signature ${size}`)),
  },
]);
const seedOf = (nth: number): Buffer => sha256(Buffer.from(`seed ${nth}`));
const noncesOf = (size: number): Buffer[] =>
  Array.from({ length: size }, (_, at) => nonceOf(at + 1));

async function ours({ terms, size, signature }: Case, nth: number): Promise<object> {
  const seed = seedOf(nth);
  const randomness = signature && { beaconRandomness: sha256(signature) };
  const key = drawKeyOf({ terms, seed, cohortSize: size, ...randomness });
  const positions = await drawPositions(key, size);
  const builder = new CohortTreeBuilder(terms.eventId);
  const nonces = noncesOf(size);
  for (const nonce of nonces) builder.add(nonce);
  const tree = builder.tree();
  const pathOf = (number: number): string[] => {
    const { first, last } = chunkOf(tree, number);
    return cohortPath(tree, number, nonces.slice(first - 1, last)).map(hexOf);
  };
  return {
    commitment: commitmentOf(seed, terms),
    key: hexOf(key),
    positions: [...positions],
    orderHash: orderHashOf(positions),
    cohortRoot: cohortRoot(tree),
    paths: nonces.map((_, at) => pathOf(at + 1)),
  };
}

describe.runIf(isHere)('the draw in Python', () => {
  it('is the same', { timeout: 60_000 }, async () => {
    const asked = cases.map(({ terms, size, signature }, nth) => ({
      terms: hexOf(encodeTerms(terms)),
      eventId: terms.eventId,
      seed: hexOf(seedOf(nth)),
      size,
      signature: signature ? hexOf(signature) : null,
      nonces: noncesOf(size).map(hexOf),
    }));
    const input = JSON.stringify(asked);
    const python = spawnSync('python3', [script], { input, encoding: 'utf8', maxBuffer: 2 ** 26 });
    expect(python.stderr).toBe('');
    expect(JSON.parse(python.stdout)).toEqual(await Promise.all(cases.map(ours)));
  });
});
