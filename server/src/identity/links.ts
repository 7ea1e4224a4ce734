/** Links in letters: a token of 256 random bits, of which only the SHA-256 is kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '../lib/db.ts';
import { insertLink, type LinkDbRow } from './sql/links.ts';

const HOUR_MS = 3_600_000;

/** How long each is good: what takes an account over is good for an hour. */
export const linkMs = {
  sign_up: 24 * HOUR_MS,
  verify: 24 * HOUR_MS,
  change: 24 * HOUR_MS,
  reset: HOUR_MS,
} as const;

export type NewLink = Omit<LinkDbRow, 'browserHash'> & {
  readonly browserHash?: Buffer;
};

export type Random = (bytes: number) => Buffer;

export const newToken = (random: Random = randomBytes): string => random(32).toString('base64url');

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Keeps a link and answers its token, which is known to nobody else. */
export async function keepLink(tx: Tx, link: NewLink, random?: Random): Promise<string> {
  const token = newToken(random);
  await tx.query(insertLink, [
    hashToken(token),
    link.purpose,
    link.accountId,
    link.email,
    link.draft === null ? null : JSON.stringify(link.draft),
    link.browserHash ?? null,
    linkMs[link.purpose],
  ]);
  return token;
}

/**
 * Tokens travel behind the `#`: browsers keep that part to themselves, so it is in no log and no
 * Referer.
 */
export const linkUrl = (site: string, page: '/confirm' | '/new-password', token: string): string =>
  `${site}${page}#${token}`;
