/**
 * How the fair draw writes what it hashes: numbers are unsigned and big-endian, texts of variable
 * length carry their length in front. So no two different things are ever written as the same bytes.
 */

type Bytes = Uint8Array<ArrayBuffer>;

const U8_MAX = 0xff;
const U32_MAX = 0xffff_ffff;
const TWO_TO_32 = 2 ** 32;

function checked(value: number, max: number): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > max) {
    throw new RangeError(`${value} is not a whole number from 0 to ${max}`);
  }
  return value;
}

/** One byte, 0 to 255. */
export const u8 = (value: number): Bytes => Uint8Array.of(checked(value, U8_MAX));

/** Four bytes, 0 to 2^32 - 1. */
export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, checked(value, U32_MAX));
  return bytes;
}

/** Eight bytes, 0 to 2^53 - 1. */
export function u64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(checked(value, Number.MAX_SAFE_INTEGER) / TWO_TO_32));
  view.setUint32(4, value % TWO_TO_32);
  return bytes;
}

/** One byte with the length, then the bytes themselves: 0 to 255 of them. */
export function sized(content: Uint8Array): Bytes {
  const bytes = new Uint8Array(1 + content.length);
  bytes[0] = checked(content.length, U8_MAX);
  bytes.set(content, 1);
  return bytes;
}

/** Text in UTF-8, behind its length in bytes. */
export const text = (content: string): Bytes => sized(new TextEncoder().encode(content));

/** The parts, one after the other. */
export function joined(...parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Two lower-case digits per byte. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Throws a RangeError when it is not `length` bytes in lower-case hexadecimal. */
export function bytesOfHex(hex: string, length?: number): Bytes {
  const isHex = /^(?:[0-9a-f]{2})*$/.test(hex);
  if (!isHex || (length !== undefined && hex.length !== 2 * length)) {
    throw new RangeError(`not ${length === undefined ? '' : `${length} bytes of `}hexadecimal`);
  }
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
