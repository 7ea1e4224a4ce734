/**
 * The own position, computed from the published draw: whatever the server says, this is where one
 * stands. A million people take a fraction of a second and 4 MB, once. Loaded when it is needed.
 */
import { bytesOfHex } from '@onsale/contract/fair-draw-bytes.ts';
import { drawKeyOf, drawPositions } from '@onsale/contract/fair-draw.ts';
import type { DrawRecord } from './queries.ts';

/** Pages without a secure context have no WebCrypto. */
export const canCompute = (): boolean => globalThis.crypto?.subtle !== undefined;

async function keyOf(record: DrawRecord): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { eventId, mode, beacon, seed, cohortSize, beaconRound } = record;
  if (seed === undefined || cohortSize === undefined) return undefined;
  if (mode === 'beacon' && beacon === undefined) return undefined;
  const terms =
    mode === 'beacon' && beacon !== undefined
      ? ({ eventId, mode, beacon } as const)
      : ({ eventId, mode: 'operator' } as const);
  // The randomness of a round is the hash of its signature.
  const random = beaconRound && {
    beaconRandomness: new Uint8Array(
      await crypto.subtle.digest('SHA-256', bytesOfHex(beaconRound.signature)),
    ),
  };
  return drawKeyOf({ seed: bytesOfHex(seed), terms, cohortSize, ...random });
}

/** Undefined: the record says too little, or cannot be read. */
export async function ownPosition(record: DrawRecord, number: number): Promise<number | undefined> {
  try {
    const key = await keyOf(record);
    const { cohortSize = 0 } = record;
    if (key === undefined) return undefined;
    if (number > cohortSize) return number;
    return (await drawPositions(key, cohortSize))[number - 1];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
