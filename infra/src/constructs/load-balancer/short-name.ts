/**
 * Load balancers and target groups have names of at most 32 characters. A longer one keeps its end,
 * which tells what it is, and gets a hash of the whole, so that two of them stay different.
 */
import { createHash } from 'node:crypto';

const lengthMax = 32;
const hashLength = 6;

export function shortName(name: string): string {
  if (name.length <= lengthMax) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, hashLength);
  // A letter first, and no hyphen behind it twice: both would be refused.
  const end = name.slice(-(lengthMax - hashLength - 2)).replace(/^-+/, '');
  return `h${hash}-${end}`;
}
