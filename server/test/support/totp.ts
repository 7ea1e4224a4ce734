/** What an authenticator app shows (RFC 6238), written from the document. */
import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(text: string): Buffer {
  const bits = Array.from(text.replaceAll('=', ''), (letter) =>
    alphabet.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** Each code is good once: the next one is valid already, and for longer than a test may take. */
export const nextTotpOf = (uri: string): string => totpOf(uri, Date.now() + 30_000);

/** The code of this moment for an `otpauth://` address. */
export function totpOf(uri: string, nowMs = Date.now()): string {
  const { searchParams } = new URL(uri);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 1_000 / Number(searchParams.get('period')))));
  const secret = fromBase32(searchParams.get('secret') ?? '');
  const digest = createHmac('sha1', secret).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  const digits = Number(searchParams.get('digits'));
  return String((digest.readUInt32BE(at) & 0x7f_ff_ff_ff) % 10 ** digits).padStart(digits, '0');
}
