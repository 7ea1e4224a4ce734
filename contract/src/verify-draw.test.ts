/**
 * Verifying a draw: a good record of either mode passes, and each tampering fails at the check that it
 * should. Where the record alone cannot tell, the test shows what can: what somebody noted.
 */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { type BeaconRound, knownChains, randomnessOf } from './beacon.ts';
import { hexOf, u32, u64 } from './fair-draw-bytes.ts';
import {
  chunkOf,
  cohortPath,
  cohortRoot,
  CohortTreeBuilder,
  entryLeaf,
} from './fair-draw-cohort.ts';
import { commitmentOf, type DrawTerms } from './fair-draw-terms.ts';
import { drawKeyOf, drawPositions, orderHashOf } from './fair-draw.ts';
import type { DrawProof, DrawRecord } from './queue.ts';
import { verifyDraw, type VerifyDrawOptions } from './verify-draw.ts';

const seed = sha256(u32(1));
const nonceOf = (number: number): Uint8Array => sha256(u32(number)).subarray(0, 16);
const bls = bls12_381.shortSignatures;
const ownKey = bls.keygen(new Uint8Array(48).fill(9));

const published: BeaconRound = {
  round: 1_000,
  signature:
    'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
};
const roundDue = Date.parse('2023-08-23T15:59:24Z');
const beaconTerms = {
  eventId: 7,
  mode: 'beacon',
  beacon: { ...knownChains.quicknet, round: 1_000, fallbackRounds: 5, fallbackSeconds: 30 },
} as const satisfies DrawTerms;
const ownTerms = {
  ...beaconTerms,
  beacon: {
    ...beaconTerms.beacon,
    chainHash: 'ab'.repeat(32),
    publicKey: ownKey.publicKey.toHex(),
  },
} as const satisfies DrawTerms;
const operatorTerms: DrawTerms = { eventId: 7, mode: 'operator' };

/** A round of the chain that was made here. */
const ownRound = (round: number): BeaconRound => ({
  round,
  signature: bls.sign(bls.hash(sha256(u64(round))), ownKey.secretKey).toHex(),
});

type Sale = { terms: DrawTerms; size?: number; used?: BeaconRound; seed?: Uint8Array };

/** A sale from the commitment to the draw, as an honest server does it. */
async function sell({ terms, size = 300, used, seed: secret = seed }: Sale) {
  const builder = new CohortTreeBuilder(terms.eventId);
  for (let number = 1; number <= size; number += 1) builder.add(nonceOf(number));
  const tree = builder.tree();
  const random = used && { beaconRandomness: randomnessOf(used) };
  const key = drawKeyOf({ seed: secret, terms, cohortSize: size, ...random });
  const positions = await drawPositions(key, size);
  const record: DrawRecord = {
    eventId: terms.eventId,
    mode: terms.mode,
    version: 1,
    commitment: commitmentOf(secret, terms),
    committedAt: '2023-08-20T00:00:00Z',
    ...(terms.mode === 'beacon' && { beacon: terms.beacon }),
    closedAt: new Date(roundDue - 10_000).toISOString(),
    cohortSize: size,
    cohortRoot: cohortRoot(tree),
    seed: hexOf(secret),
    ...(used && { beaconRound: used }),
    restsOn: used === undefined ? 'operator' : 'beacon',
    orderHash: orderHashOf(positions),
  };
  const proofOf = (number: number): DrawProof => {
    const { first, last } = chunkOf(tree, number);
    const nonces = Array.from({ length: last - first + 1 }, (_, index) => nonceOf(first + index));
    return {
      eventId: terms.eventId,
      number,
      cohortSize: size,
      cohortRoot: cohortRoot(tree),
      leaf: hexOf(entryLeaf(terms.eventId, number, nonceOf(number))),
      path: cohortPath(tree, number, nonces).map((hash) => hexOf(hash)),
    };
  };
  const ticketOf = (number: number) => ({
    number,
    nonce: hexOf(nonceOf(number)),
    position: positions[number - 1] ?? number,
  });
  return { record, positions, proofOf, ticketOf };
}

const withBeacon = await sell({ terms: beaconTerms, used: published });
const { record } = withBeacon;
const ticket = withBeacon.ticketOf(17);
const proof = withBeacon.proofOf(17);

/** The names of the checks that failed, or that remarked on something. */
async function namesOf(
  outcome: 'failed' | 'remark',
  tampered: DrawRecord,
  options: VerifyDrawOptions = {},
): Promise<readonly string[]> {
  const { checks, isValid } = await verifyDraw(tampered, options);
  expect(isValid).toBe(checks.every((check) => check.outcome !== 'failed'));
  return checks.filter((check) => check.outcome === outcome).map(({ name }) => name);
}

describe('a good record', () => {
  it('of beacon mode passes every check', async () => {
    const { commitment, cohortRoot: root = '' } = record;
    const noted = { eventId: 7, commitment, root, ticket, proof, mustRestOnBeacon: true };
    const verdict = await verifyDraw(record, noted);
    expect(verdict).toMatchObject({ isValid: true, isDrawn: true, basis: 'beacon' });
    expect(verdict.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(
      'event noted_commitment noted_root commitment chain round signature basis order entry position'
        .split(' ')
        .map((name) => `${name} passed`),
    );
    expect(verdict.position).toBe(ticket.position);
    expect(verdict.positions).toEqual(withBeacon.positions);
  });

  it('of operator mode passes, with a remark on whom it trusts', async () => {
    const { record: own } = await sell({ terms: operatorTerms });
    expect(await namesOf('failed', own)).toEqual([]);
    expect(await namesOf('remark', own)).toEqual(['basis']);
    expect(await namesOf('failed', own, { mustRestOnBeacon: true })).toEqual(['basis']);
  });

  it('of nobody passes', async () => {
    const { record: empty } = await sell({ terms: beaconTerms, size: 0, used: published });
    expect(await namesOf('failed', empty)).toEqual([]);
  });

  it('puts who came later behind the cohort', async () => {
    const late = { number: 301, nonce: hexOf(nonceOf(301)), position: 301 };
    const verdict = await verifyDraw(record, { ticket: late });
    expect(verdict).toMatchObject({ isValid: true, position: 301 });
    const wrong = { ...late, position: 300 };
    expect(await namesOf('failed', record, { ticket: wrong })).toEqual(['position']);
  });

  it('can be checked in part before the draw', async () => {
    const { seed: _, beaconRound: __, restsOn: ___, orderHash: ____, ...open } = record;
    const verdict = await verifyDraw(open, { commitment: record.commitment });
    expect(verdict).toMatchObject({ isValid: true, isDrawn: false });
    expect(await namesOf('failed', open, { commitment: '00' })).toEqual(['noted_commitment']);
    expect(await namesOf('failed', open, { root: '00' })).toEqual(['noted_root']);
    const { closedAt: _a, cohortSize: _b, cohortRoot: _c, ...sealed } = open;
    const before = await verifyDraw(sealed, { commitment: record.commitment });
    expect(before).toMatchObject({ isValid: true, isClosed: false, isDrawn: false });
  });

  it('is closed and not drawn yet while the beacon is waited for: an entry can be checked', async () => {
    const { seed: _, beaconRound: __, restsOn: ___, orderHash: ____, ...open } = record;
    const verdict = await verifyDraw(open, { ticket, proof });
    expect(verdict).toMatchObject({ isValid: true, isClosed: true, isDrawn: false });
    expect(verdict.checks).toMatchObject([{ name: 'entry', outcome: 'passed' }]);
    expect((await verifyDraw(open, { ticket })).checks).toEqual([]);
    const other = { number: 17, nonce: hexOf(nonceOf(18)) };
    expect(await namesOf('failed', open, { ticket: other, proof })).toEqual(['entry']);
    const late = { number: 301, nonce: hexOf(nonceOf(301)) };
    expect((await verifyDraw(open, { ticket: late })).checks).toMatchObject([{ name: 'entry' }]);
    // Half of a closing, or half of a draw, is none.
    const { cohortSize: _size, ...half } = open;
    expect(await namesOf('failed', half)).toEqual(['format']);
    expect(await namesOf('failed', { ...open, restsOn: 'beacon' })).toEqual(['format']);
  });
});

describe('tampering', () => {
  const otherSeed = hexOf(sha256(u32(2)));

  it.each<[string, Partial<DrawRecord>, readonly string[]]>([
    ['another seed', { seed: otherSeed }, ['commitment', 'order']],
    ['another event', { eventId: 8 }, ['commitment', 'order']],
    ['a grown cohort', { cohortSize: 301 }, ['order', 'entry', 'position']],
    ['a shrunk cohort', { cohortSize: 299 }, ['order', 'entry', 'position']],
    ['another root', { cohortRoot: 'ab'.repeat(32) }, ['entry']],
    ['other terms', { beacon: { ...beaconTerms.beacon, round: 999 } }, ['commitment', 'order']],
    ['no beacon', { mode: 'operator' }, ['commitment', 'round']],
    ['a round of no signature', { beaconRound: { ...published, signature: '00' } }, ['signature']],
    ['another round', { beaconRound: { ...published, round: 1_001 } }, ['signature']],
    ['a round before', { beaconRound: { ...published, round: 999 } }, ['round', 'signature']],
    ['a round too far', { beaconRound: { ...published, round: 1_006 } }, ['round', 'signature']],
    ['a late closing', { closedAt: new Date(roundDue).toISOString() }, ['round']],
    ['a wrong basis', { restsOn: 'operator' }, ['basis']],
    ['another version', { version: 2 }, ['format']],
    ['a seed too short', { seed: 'ab' }, ['format']],
    ['a huge cohort', { cohortSize: 2 ** 40 }, ['format']],
    ['a day that is none', { closedAt: 'soon' }, ['format']],
  ])('with %s fails', async (_, change, names) => {
    const found = await namesOf('failed', { ...record, ...change }, { ticket, proof });
    expect(found).toEqual(expect.arrayContaining([...names]));
  });

  it('with the order fails: two swapped positions', async () => {
    const swapped = withBeacon.positions.slice();
    const [first = 0, second = 0] = swapped;
    swapped.set([second, first]);
    const tampered = { ...record, orderHash: orderHashOf(swapped) };
    expect(await namesOf('failed', tampered)).toEqual(['order']);
    const mine = { ...withBeacon.ticketOf(1), position: second };
    const options = { ticket: mine, proof: withBeacon.proofOf(1) };
    expect(await namesOf('failed', record, options)).toEqual(['position']);
  });

  it('with the event fails for who asks for another', async () => {
    expect(await namesOf('failed', record, { eventId: 8 })).toEqual(['event']);
  });

  it('with a whole new draw is seen by who noted the commitment or the root', async () => {
    const again = await sell({ terms: beaconTerms, used: published, seed: sha256(u32(3)) });
    expect(await namesOf('failed', again.record)).toEqual([]);
    const { commitment, cohortRoot: root = '' } = record;
    expect(await namesOf('failed', again.record, { commitment })).toEqual(['noted_commitment']);
    const grown = await sell({ terms: beaconTerms, used: published, size: 301 });
    expect(await namesOf('failed', grown.record, { commitment })).toEqual([]);
    expect(await namesOf('failed', grown.record, { root })).toEqual(['noted_root']);
    // The path that was kept from before does not lead to the new root either.
    const kept = { ticket: { number: 17, nonce: ticket.nonce }, proof };
    expect(await namesOf('failed', grown.record, kept)).toEqual(['entry']);
  });

  it('with a ticket fails', async () => {
    const other = { number: 17, nonce: hexOf(nonceOf(18)) };
    expect(await namesOf('failed', record, { ticket: other, proof })).toEqual(['entry']);
    const mine = { number: 17, nonce: ticket.nonce };
    const bad: readonly (DrawProof | undefined)[] = [
      undefined,
      withBeacon.proofOf(18),
      { ...proof, path: proof.path.slice(1) },
      { ...proof, leaf: 'ab'.repeat(32) },
      { ...proof, path: ['zz', ...proof.path.slice(1)] },
    ];
    for (const one of bad) {
      const options = { ticket: mine, ...(one && { proof: one }) };
      expect(await namesOf('failed', record, options)).toEqual(['entry']);
    }
    const broken = { number: 17, nonce: 'xy' };
    expect(await namesOf('failed', record, { ticket: broken, proof })).toEqual(['entry']);
  });
});

describe('a beacon that is not known', () => {
  it('passes with remarks, and not where a known one is asked for', async () => {
    const { record: own } = await sell({ terms: ownTerms, used: ownRound(1_000) });
    expect(await namesOf('failed', own)).toEqual([]);
    expect(await namesOf('remark', own)).toEqual(['chain', 'basis']);
    expect(await namesOf('failed', own, { mustRestOnBeacon: true })).toEqual(['basis']);
  });

  it('fails when it takes the name of a known one', async () => {
    const { chainHash } = knownChains.quicknet;
    const terms = { ...ownTerms, beacon: { ...ownTerms.beacon, chainHash } };
    const { record: own } = await sell({ terms, used: ownRound(1_000) });
    expect(await namesOf('failed', own)).toEqual(['chain']);
  });

  it('may have a later round stand in, which is remarked on', async () => {
    const { record: own } = await sell({ terms: ownTerms, used: ownRound(1_005) });
    expect(await namesOf('failed', own)).toEqual([]);
    expect(await namesOf('remark', own)).toEqual(['chain', 'round', 'basis']);
    const { record: late } = await sell({ terms: ownTerms, used: ownRound(1_006) });
    expect(await namesOf('failed', late)).toEqual(['round']);
  });

  it('may fail altogether: the draw then rests on the operator, and says so', async () => {
    const { record: own } = await sell({ terms: beaconTerms });
    expect(await namesOf('failed', own)).toEqual([]);
    expect(await namesOf('remark', own)).toEqual(['round', 'basis']);
    expect((await verifyDraw(own)).basis).toBe('operator');
    expect(await namesOf('failed', { ...own, restsOn: 'beacon' })).toEqual(['basis']);
  });
});
