/**
 * Tampering, as the table in docs/fair-draw.md lists it and worse: the second verifier notices it at the step
 * that the document names, and the product's verifier does not let it pass either.
 */
import type { DrawRecord } from '@onsale/contract/queue.ts';
import { verifyDraw } from '@onsale/contract/verify-draw.ts';
import { describe, expect, it } from 'vitest';
import { knownChains } from './fair-draw-document.ts';
import {
  closesJustInTime,
  made,
  type Made,
  nonceOf,
  ownChain,
  signed,
  withStrayPoint,
} from './made-draws.ts';
import { type Beacon, leafOf, type Round, type Terms } from './second-implementation.ts';
import { type Complaint, complaintsAbout } from './second-verifier.ts';

const g1 = 'bls-unchained-g1-rfc9380';
const schemes = ['pedersen-bls-chained', 'pedersen-bls-unchained', g1];
const allowance = { round: 1_000, fallbackRounds: 3, fallbackSeconds: 30 };
const operator: Terms = { eventId: 5, version: 1, mode: 'operator' };
const beaconOf = (scheme: string): Beacon => ({ ...ownChain(scheme), ...allowance });
const inBeacon = (beacon: Beacon): Terms => ({ eventId: 5, version: 1, mode: 'beacon', beacon });
const usual = beaconOf(g1);
const round = signed(g1, 1_000);

const byOperator = made({ terms: operator, size: 20 });
const byBeacon = made({ terms: inBeacon(usual), size: 20, round });

/** What is wrong, by the second verifier, and whether the product's calls it valid. */
async function told({ drawn, noted, held }: Made): Promise<[readonly Complaint[], boolean]> {
  const { eventId, cohortSize, cohortRoot } = drawn;
  const { number, nonce, position, path } = held;
  // What is not a number has no leaf.
  const leaf = leafOf(eventId, Math.max(1, number), Buffer.from(nonce, 'hex')).toString('hex');
  const record = { ...drawn, committedAt: '2023-08-01T00:00:00.000Z' } as DrawRecord;
  const { isValid } = await verifyDraw(record, {
    eventId: noted.eventId,
    commitment: noted.commitment,
    ...(noted.cohortRoot === undefined ? {} : { root: noted.cohortRoot }),
    ticket: { number, nonce, position },
    ...(number > cohortSize
      ? {}
      : { proof: { eventId, number, cohortSize, cohortRoot, leaf, path: [...path] } }),
  });
  return [complaintsAbout(drawn, noted, held, knownChains()), isValid];
}

const record = (of: Made, change: Partial<Made['drawn']>): Made => ({
  ...of,
  drawn: { ...of.drawn, ...change },
});
const ticket = (of: Made, change: Partial<Made['held']>): Made => ({
  ...of,
  held: { ...of.held, ...change },
});
/** Made up consistently from other facts, for somebody who noted what was said at first. */
const redone = (first: Made, other: Made): Made => ({ ...other, noted: first.noted });
/** A record that is consistent in itself, but for the round. */
const withRound = (used: Round, beacon = usual): Made =>
  made({ terms: inBeacon(beacon), size: 20, round: used });

const genuine: readonly { name: string; draw: Made }[] = [
  { name: 'by the operator', draw: byOperator },
  { name: 'of one', draw: made({ terms: operator, size: 1, number: 1 }) },
  { name: 'for who came later', draw: made({ terms: operator, size: 20, number: 21 }) },
  { name: 'of nobody', draw: made({ terms: operator, size: 0, number: 1 }) },
  ...schemes.map((name) => ({ name, draw: withRound(signed(name, 1_000), beaconOf(name)) })),
  { name: 'with a round that stood in', draw: withRound(signed(g1, 1_003)) },
  { name: 'without a round', draw: made({ terms: inBeacon(usual), size: 20 }) },
];

describe('a genuine draw passes', () => {
  it.each(genuine)('$name', async ({ draw }) => {
    expect(await told(draw)).toEqual([[], true]);
  });

  it('that closed one millisecond before the last round that may be used', async () => {
    const closedAt = closesJustInTime(usual, 1_003);
    const last = made({ terms: inBeacon(usual), size: 20, round: signed(g1, 1_003), closedAt });
    expect(await told(last)).toEqual([[], true]);
  });
});

type Case = readonly [string, Made, ...Complaint[]];
const [quicknet] = knownChains();
const grown = made({ terms: operator, size: 21 });

const cases: readonly Case[] = [
  [
    'another seed',
    record(byOperator, { seed: 'ab'.repeat(32) }),
    'commitment',
    'order',
    'position',
  ],
  ['another version', record(byOperator, { version: 2 }), 'terms'],
  [
    'another event',
    redone(byOperator, made({ terms: { ...operator, eventId: 6 }, size: 20 })),
    'event',
    'noted commitment',
    'noted root',
  ],
  [
    'more rounds that may stand in',
    record(byBeacon, { beacon: { ...usual, fallbackRounds: 4 } }),
    'commitment',
    'order',
  ],
  [
    'another round in the terms and the commitment',
    redone(byBeacon, withRound(signed(g1, 1_001), { ...usual, round: 1_001 })),
    'noted commitment',
  ],
  [
    'positions swapped in the record',
    record(byOperator, { orderHash: made({ terms: operator, size: 19 }).drawn.orderHash }),
    'order',
  ],
  [
    'positions swapped for one',
    ticket(byOperator, { position: byOperator.held.position === 1 ? 2 : 1 }),
    'position',
  ],
  ['a cohort of another size', record(byOperator, { cohortSize: 19 }), 'order', 'leaf', 'position'],
  ['a cohort grown, all redone', redone(byOperator, grown), 'noted root'],
  [
    'a cohort grown, with the old path',
    { ...grown, held: { ...grown.held, path: byOperator.held.path } },
    'leaf',
  ],
  [
    'a number given to somebody else',
    ticket(byOperator, { nonce: nonceOf(4).toString('hex') }),
    'leaf',
  ],
  ['a number of none', ticket(byOperator, { number: 0 }), 'leaf', 'position'],
  [
    'a later one let in early',
    ticket(made({ terms: operator, size: 20, number: 25 }), { position: 24 }),
    'position',
  ],
  ['a path too short', ticket(byOperator, { path: byOperator.held.path.slice(0, -1) }), 'leaf'],
  [
    'a path too long',
    ticket(byOperator, { path: [...byOperator.held.path, '00'.repeat(32)] }),
    'leaf',
  ],
  ['a round before the one named', withRound(signed(g1, 999)), 'round'],
  ['a round after the last that may stand in', withRound(signed(g1, 1_004)), 'round'],
  [
    'a round that was due when the cohort closed',
    record(byBeacon, { closedAt: '2023-08-23T15:59:24.000Z' }),
    'round',
  ],
  ['a round in operator mode', record(byOperator, { beaconRound: round }), 'round'],
  ['the beacon, where there was no round', record(byOperator, { restsOn: 'beacon' }), 'restsOn'],
  ['the operator, where there was a round', record(byBeacon, { restsOn: 'operator' }), 'restsOn'],
  [
    'a round left out',
    record(byBeacon, { beaconRound: undefined }),
    'restsOn',
    'order',
    'position',
  ],
  [
    'the signature of another round',
    withRound({ ...signed(g1, 1_001), round: 1_000 }),
    'signature',
  ],
  [
    'another key under the hash of a known chain',
    withRound(round, { ...usual, chainHash: quicknet.chainHash }),
    'chain',
  ],
  [
    'other times under the hash of a known chain',
    withRound(round, { ...usual, ...quicknet, period: 4 }),
    'chain',
    'signature',
  ],
  [
    'nothing signed by nobody',
    withRound(
      { round: 1_000, signature: `c0${'00'.repeat(47)}` },
      { ...usual, publicKey: `c0${'00'.repeat(95)}` },
    ),
    'signature',
  ],
  [
    'a round of a chain without the one before',
    withRound(
      { round: 1_000, signature: signed(g1, 1_000).signature },
      beaconOf('pedersen-bls-chained'),
    ),
    'signature',
  ],
  [
    'the round before, cut short and signed',
    withRound(
      signed('pedersen-bls-chained', 1_000, 'b7'.repeat(95)),
      beaconOf('pedersen-bls-chained'),
    ),
    'signature',
  ],
  [
    'the round before, of the length of a genesis seed',
    withRound(
      signed('pedersen-bls-chained', 1_000, 'b7'.repeat(32)),
      beaconOf('pedersen-bls-chained'),
    ),
    'signature',
  ],
];

describe('tampering is noticed', () => {
  const named = cases.map(([name, tampered, ...complaints]) => ({ name, tampered, complaints }));
  it.each(named)('$name', async ({ tampered, complaints }) => {
    expect(await told(tampered)).toEqual([complaints, false]);
  });

  it.each(schemes)('a signature outside of the subgroup, in scheme %s', async (scheme) => {
    const one = signed(scheme, 1_000);
    const signature = withStrayPoint(one.signature);
    expect(signature).not.toBe(one.signature);
    const tampered = withRound({ ...one, signature }, beaconOf(scheme));
    expect(await told(tampered)).toEqual([['signature'], false]);
  });

  it.each(schemes)('a key outside of the subgroup, in scheme %s', async (scheme) => {
    const beacon = { ...beaconOf(scheme), publicKey: withStrayPoint(ownChain(scheme).publicKey) };
    const tampered = withRound(signed(scheme, 1_000), beacon);
    expect(await told(tampered)).toEqual([['signature'], false]);
  });
});
