/** Texts that look random and are the same on every run, so that plans can be compared. */
import { createHash } from 'node:crypto';

/** Hexadecimal digits that only depend on `seed`; `length` up to 64. */
export const hexOf = (seed: string, length: number): string =>
  createHash('sha256').update(seed).digest('hex').slice(0, length);

/** Upper-case letters and digits, as in ids of Route 53 and CloudFront. */
export const capitalsOf = (seed: string, length: number): string =>
  [...createHash('sha256').update(seed).digest()]
    .slice(0, length)
    .map((byte) => (byte % 36).toString(36).toUpperCase())
    .join('');

export function uuidOf(seed: string): string {
  const hex = hexOf(seed, 32);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
