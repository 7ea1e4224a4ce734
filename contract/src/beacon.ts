/**
 * Public randomness beacons that speak drand's protocol (https://docs.drand.love): at fixed times, a
 * group that nobody controls alone signs the number of the round with a shared BLS12-381 key. Nobody
 * can know the signature early, nobody can choose it, everybody can check it with the public key. The
 * randomness of a round is the SHA-256 of its signature. Offline: this file fetches nothing.
 */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOfHex, hexOf, joined, u64 } from './fair-draw-bytes.ts';

export type BeaconChain = {
  /** Names the chain at relays: 64 hexadecimal digits. */
  readonly chainHash: string;
  /** Compressed point in hexadecimal: 48 bytes of G1, or 96 of G2 where signatures are on G1. */
  readonly publicKey: string;
  /** `pedersen-bls-chained`, `pedersen-bls-unchained` or `bls-unchained-g1-rfc9380`. */
  readonly scheme: string;
  /** The time of round 1, in seconds since the epoch. */
  readonly genesisTime: number;
  /** Between two rounds, in seconds. */
  readonly period: number;
};

/** A round as relays answer it, without its randomness, which follows from the signature. */
export type BeaconRound = {
  readonly round: number;
  /** In hexadecimal: 96 bytes of G2, or 48 of G1. */
  readonly signature: string;
  /** The signature of the round before; in chained schemes only. */
  readonly previousSignature?: string;
};

/** The two chains of the League of Entropy's main network, as published by it. */
export const knownChains = {
  quicknet: {
    chainHash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
    publicKey:
      '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451' +
      '0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
    scheme: 'bls-unchained-g1-rfc9380',
    genesisTime: 1_692_803_367,
    period: 3,
  },
  default: {
    chainHash: '8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce',
    publicKey:
      '868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31',
    scheme: 'pedersen-bls-chained',
    genesisTime: 1_595_431_050,
    period: 30,
  },
} as const satisfies Record<string, BeaconChain>;

/** When a round is due, in milliseconds since the epoch. */
export const roundTimeMs = ({ genesisTime, period }: BeaconChain, round: number): number =>
  (genesisTime + (round - 1) * period) * 1_000;

/** The latest round that is due at a time in milliseconds; 0 before round 1. */
export const roundAt = ({ genesisTime, period }: BeaconChain, timeMs: number): number =>
  Math.max(0, Math.floor((timeMs / 1_000 - genesisTime) / period) + 1);

/** What the group signs: the hash of the round, in chained schemes behind the signature before it. */
function digestOf(scheme: string, { round, previousSignature }: BeaconRound): Uint8Array {
  if (round < 1) throw new RangeError('rounds count from 1');
  if (scheme !== 'pedersen-bls-chained') return sha256(u64(round));
  // Round 1 follows the genesis seed, which is a hash.
  const previous = bytesOfHex(previousSignature ?? '', round === 1 ? 32 : 96);
  return sha256(joined(previous, u64(round)));
}

/** The tags of RFC 9380, spelled out: what the library takes by default is not what proves anything. */
const TAG_G1 = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';
const TAG_G2 = 'BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_';

function isSignedOnG1(publicKey: Uint8Array, signature: Uint8Array, digest: Uint8Array): boolean {
  const bls = bls12_381.shortSignatures;
  const key = bls12_381.G2.Point.fromBytes(publicKey);
  const point = bls12_381.G1.Point.fromBytes(signature);
  // On the curve, in the subgroup, not infinity.
  key.assertValidity();
  point.assertValidity();
  if (key.is0() || point.is0()) return false;
  return bls.verify(point, bls.hash(digest, TAG_G1), key);
}

function isSignedOnG2(publicKey: Uint8Array, signature: Uint8Array, digest: Uint8Array): boolean {
  const bls = bls12_381.longSignatures;
  const key = bls12_381.G1.Point.fromBytes(publicKey);
  const point = bls12_381.G2.Point.fromBytes(signature);
  key.assertValidity();
  point.assertValidity();
  if (key.is0() || point.is0()) return false;
  return bls.verify(point, bls.hash(digest, TAG_G2), key);
}

/**
 * Whether this chain has signed this round. False also for whatever is malformed, and for schemes
 * that are not known here. About 35 ms.
 */
export function isBeaconRound(chain: BeaconChain, beacon: BeaconRound): boolean {
  try {
    const key = bytesOfHex(chain.publicKey);
    const signature = bytesOfHex(beacon.signature);
    const digest = digestOf(chain.scheme, beacon);
    if (chain.scheme === 'bls-unchained-g1-rfc9380') return isSignedOnG1(key, signature, digest);
    const isOnG2 = /^pedersen-bls-(?:un)?chained$/.test(chain.scheme);
    return isOnG2 && isSignedOnG2(key, signature, digest);
  } catch {
    // Not hexadecimal, not a point, not in the subgroup, not a number of a round.
    return false;
  }
}

/** The 32 bytes that a round is for. Check the round first. */
export const randomnessOf = ({ signature }: BeaconRound): Uint8Array<ArrayBuffer> =>
  sha256(bytesOfHex(signature));

/** The same in hexadecimal, as relays answer it. */
export const randomnessHexOf = (beacon: BeaconRound): string => hexOf(randomnessOf(beacon));
