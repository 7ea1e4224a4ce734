/** Whole draws to tamper with, made by the second implementation on chains whose keys only the test has. */
import type { WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import {
  type Beacon,
  boundRoot,
  type Chain,
  commitment,
  dueAt,
  hex,
  keyOf,
  leafOf,
  orderHash,
  pathTo,
  positionsOf,
  type Round,
  sha256,
  type Terms,
  treeOf,
} from './second-implementation.ts';
import type { Drawn, Held, Noted } from './second-verifier.ts';

export type Made = { readonly drawn: Drawn; readonly noted: Noted; readonly held: Held };

export type Making = {
  readonly terms: Terms;
  readonly size: number;
  readonly round?: Round | undefined;
  /** Whose ticket it is. */
  readonly number?: number;
  readonly closedAt?: string;
};

export const nonceOf = (k: number): Buffer => sha256(Buffer.from(`nonce ${k}`)).subarray(16);

/** Everything about a draw as an honest server publishes it, and somebody who has noted all of it. */
export function made({ terms, size, round, number = 3, closedAt }: Making): Made {
  const seed = sha256(Buffer.from('seed'));
  const committed = commitment(terms, seed);
  const leaves = Array.from({ length: size }, (_, at) =>
    leafOf(terms.eventId, at + 1, nonceOf(at + 1)),
  );
  const positions = positionsOf(keyOf(committed, size, seed, round), size);
  const drawn: Drawn = {
    ...terms,
    commitment: committed.toString('hex'),
    closedAt: closedAt ?? '2023-08-23T15:59:23.999Z',
    cohortSize: size,
    cohortRoot: boundRoot(terms.eventId, size, treeOf(leaves)).toString('hex'),
    seed: seed.toString('hex'),
    beaconRound: round,
    restsOn: round === undefined ? 'operator' : 'beacon',
    orderHash: orderHash(positions).toString('hex'),
  };
  const held: Held = {
    number,
    nonce: nonceOf(number).toString('hex'),
    position: positions[number - 1] ?? number,
    path: number > size ? [] : pathTo(leaves, number - 1).map((one) => one.toString('hex')),
  };
  const { eventId, commitment: noted, cohortRoot } = drawn;
  return { drawn, held, noted: { eventId, commitment: noted, cohortRoot } };
}

const secretKey = new Uint8Array(32).fill(11);

/** A chain of that scheme with quicknet's times, so that round 1,000 is due at 15:59:24. */
export function ownChain(scheme: string): Chain {
  const { longSignatures, shortSignatures } = bls12_381;
  const publicKey =
    scheme === 'bls-unchained-g1-rfc9380'
      ? shortSignatures.getPublicKey(secretKey).toHex(true)
      : longSignatures.getPublicKey(secretKey).toHex(true);
  return { scheme, publicKey, chainHash: 'c4'.repeat(32), genesisTime: 1_692_803_367, period: 3 };
}

/** What that chain signs in a round; the round before is taken on trust, as by everybody. */
export function signed(scheme: string, round: number, previousSignature = 'b7'.repeat(96)): Round {
  const { longSignatures, shortSignatures } = bls12_381;
  // Unlike `messageOf`, whatever the length of what came before.
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(round));
  const isChained = scheme === 'pedersen-bls-chained';
  const message = isChained ? sha256(hex(previousSignature), number) : sha256(number);
  if (scheme === 'bls-unchained-g1-rfc9380') {
    const point = shortSignatures.hash(message, 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_');
    return { round, signature: shortSignatures.sign(point, secretKey).toHex(true) };
  }
  const point = longSignatures.hash(message, 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_');
  const signature = longSignatures.sign(point, secretKey).toHex(true);
  return isChained ? { round, signature, previousSignature } : { round, signature };
}

const { Fp, Fp2 } = bls12_381.fields;
const digits = (value: bigint): string => value.toString(16).padStart(96, '0');

/** A point times the order of the subgroup: what of it lies outside of the subgroup. */
function strayPart<F>(point: WeierstrassPoint<F>): WeierstrassPoint<F> {
  return point.multiplyUnsafe(bls12_381.fields.Fr.ORDER - 1n).add(point);
}

function withFlags(x: string, isLarger: boolean): string {
  const first = Number.parseInt(x.slice(0, 2), 16) + 0x80 + (isLarger ? 0x20 : 0);
  return first.toString(16) + x.slice(2);
}

/**
 * The same point with one outside of the subgroup added. A pairing does not notice; whoever forgets to look at
 * the subgroup lets the operator choose among many signatures of one round.
 */
export function withStrayPoint(point: string): string {
  if (point.length === 96) {
    // The x = 4 is on the curve y² = x³ + 4.
    const found = new bls12_381.G1.Point(4n, Fp.sqrt(68n), 1n);
    const { x, y } = bls12_381.G1.Point.fromHex(point).add(strayPart(found)).toAffine();
    return withFlags(digits(x), y > Fp.neg(y));
  }
  // So is x = 1 + u on y² = x³ + 4 (1 + u).
  const x = Fp2.create({ c0: 1n, c1: 1n });
  const y = Fp2.sqrt(Fp2.add(Fp2.mul(Fp2.sqr(x), x), Fp2.create({ c0: 4n, c1: 4n })));
  const found = new bls12_381.G2.Point(x, y, Fp2.ONE);
  const sum = bls12_381.G2.Point.fromHex(point).add(strayPart(found)).toAffine();
  return withFlags(digits(sum.x.c1) + digits(sum.x.c0), sum.y.c1 > Fp.neg(sum.y.c1));
}

export const closesJustInTime = (beacon: Beacon, round = beacon.round): string =>
  new Date(Number(dueAt(beacon, round)) * 1_000 - 1).toISOString();
