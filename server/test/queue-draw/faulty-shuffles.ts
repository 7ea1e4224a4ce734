/** Shuffles with well-known faults, to show that the statistics notice them. For up to 8 people. */
import { type Keystream, shuffledPositions } from '@onsale/contract/fair-draw.ts';

type Key = Uint8Array<ArrayBuffer>;

const inOrder = (n: number): Uint32Array =>
  Uint32Array.from({ length: n }, (_, index) => index + 1);

const wordAt = (key: Key, index: number): number => new DataView(key.buffer).getUint32(index * 4);

function exchange(positions: Uint32Array, one: number, other: number): void {
  const position = positions[one] ?? 0;
  positions[one] = positions[other] ?? 0;
  positions[other] = position;
}

/** n to the power of n ways lead to n! orders: they cannot be equally many to each. */
export async function exchangedWithAnybody(key: Key, n: number): Promise<Uint32Array> {
  const positions = inOrder(n);
  for (let at = 0; at < n; at += 1) exchange(positions, at, wordAt(key, at) % n);
  return positions;
}

/** Sattolo's: off by one, it makes one cycle of everybody. */
export async function neverInPlace(key: Key, n: number): Promise<Uint32Array> {
  const positions = inOrder(n);
  for (let at = n - 1; at > 0; at -= 1) exchange(positions, at, wordAt(key, at) % at);
  return positions;
}

/** For up to 256: words of one byte, none thrown away. 256 mod 200 makes 56 of 200 twice as likely. */
export async function withoutRejection(key: Key, n: number): Promise<Uint32Array> {
  let at = 0;
  const keystream: Keystream = async (length) => {
    const bytes = new Uint8Array(length);
    for (let word = 3; word < length; word += 4) bytes[word] = key[at++ % key.length] ?? 0;
    return bytes;
  };
  return shuffledPositions(n, keystream);
}
