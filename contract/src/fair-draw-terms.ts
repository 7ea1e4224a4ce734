/**
 * What a draw is bound to before the first number is handed out (docs/fair-draw.md): its terms, which
 * are public, and a seed, which is secret until the cohort has closed. The commitment is a hash of
 * both; published early, it leaves the operator no way to change either.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { BeaconChain } from './beacon.ts';
import { bytesOfHex, hexOf, joined, sized, text, u32, u64, u8 } from './fair-draw-bytes.ts';

/** The chain, the round that will be mixed in, and what happens when that round cannot be had. */
export type BeaconTerms = BeaconChain & {
  /** From 1 to 2^53 - 1. */
  readonly round: number;
  /** How many of the rounds after it may stand in, 0 to 1,000. */
  readonly fallbackRounds: number;
  /** How long each round is waited for from its time on, in seconds, 1 to 3,600. */
  readonly fallbackSeconds: number;
};

export type DrawTerms =
  | { readonly eventId: number; readonly mode: 'operator' }
  | { readonly eventId: number; readonly mode: 'beacon'; readonly beacon: BeaconTerms };

/** The version of the draw that this code computes; part of everything that it hashes. */
export const DRAW_VERSION = 1;
export const SEED_BYTES = 32;
export const FALLBACK_ROUNDS_MAX = 1_000;
export const FALLBACK_SECONDS_MAX = 3_600;

const modeNumbers = { operator: 0, beacon: 1 } as const;
const schemeNumbers: ReadonlyMap<string, number> = new Map([
  ['pedersen-bls-chained', 1],
  ['pedersen-bls-unchained', 2],
  ['bls-unchained-g1-rfc9380', 3],
]);

function atLeast(min: number, value: number, max = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new RangeError(`${value} is not a whole number from ${min} to ${max}`);
  }
  return value;
}

function encodeBeacon(beacon: BeaconTerms): Uint8Array {
  const scheme = schemeNumbers.get(beacon.scheme);
  if (scheme === undefined) throw new RangeError(`unknown beacon scheme ${beacon.scheme}`);
  return joined(
    u8(scheme),
    bytesOfHex(beacon.chainHash, 32),
    sized(bytesOfHex(beacon.publicKey, scheme === 3 ? 96 : 48)),
    u64(beacon.genesisTime),
    u32(atLeast(1, beacon.period)),
    u64(atLeast(1, beacon.round)),
    u32(atLeast(0, beacon.fallbackRounds, FALLBACK_ROUNDS_MAX)),
    u32(atLeast(1, beacon.fallbackSeconds, FALLBACK_SECONDS_MAX)),
  );
}

/** The terms in bytes. Throws a RangeError when one is outside of its range. */
export function encodeTerms(terms: DrawTerms): Uint8Array {
  const head = joined(
    u8(DRAW_VERSION),
    u64(atLeast(1, terms.eventId)),
    u8(modeNumbers[terms.mode]),
  );
  return terms.mode === 'beacon' ? joined(head, encodeBeacon(terms.beacon)) : head;
}

/**
 * The commitment to a seed of 32 secret random bytes and to the terms, in hexadecimal. Throws a
 * RangeError when the seed has another length or a term is outside of its range.
 */
export function commitmentOf(seed: Uint8Array, terms: DrawTerms): string {
  if (seed.length !== SEED_BYTES) throw new RangeError(`a seed has ${SEED_BYTES} bytes`);
  return hexOf(sha256(joined(text('onsale-draw/commitment'), encodeTerms(terms), seed)));
}
