/** How presale codes are kept: hashed, each event for itself. */
import { createHash } from 'node:crypto';

export const presaleHash = (eventId: number, code: string): Buffer =>
  createHash('sha256').update(`onsale presale ${eventId} ${code}`).digest();
