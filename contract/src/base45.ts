/**
 * Base45 (RFC 9285): bytes in the 45 characters that a QR code packs into 5.5 bits each. Two bytes
 * become three characters, a last single byte becomes two.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

const values = new Map(Array.from(ALPHABET, (character, value) => [character, value]));

const digit = (value: number): string => ALPHABET[value] ?? '';

export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1];
    const value = second === undefined ? first : first * 256 + second;
    text += digit(value % 45) + digit(Math.floor(value / 45) % 45);
    if (second !== undefined) text += digit(Math.floor(value / 2_025));
  }
  return text;
}

/** Undefined when the text is not Base45. Every byte sequence has one text only. */
export function decodeBase45(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), (character) => values.get(character));
    const [c = 0, d = 0, e] = digits;
    if (digits.includes(undefined)) return undefined;
    const value = c + d * 45 + (e ?? 0) * 2_025;
    if (value > (e === undefined ? 0xff : 0xffff)) return undefined;
    if (e !== undefined) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}
