/** The address that letters to an account may count on: somebody showed that they read it. */
import type { Queryable } from '../lib/db.ts';
import { readVerifiedEmail } from './sql/people.ts';

export type VerifiedEmail = { readonly email: string; readonly language: 'ko' | 'en' | undefined };

/** Undefined: not confirmed yet, or there is no such account. */
export async function verifiedEmail(
  db: Queryable,
  accountId: string,
): Promise<VerifiedEmail | undefined> {
  const [row] = await db.query(readVerifiedEmail, [accountId]);
  return row && { email: row.email, language: row.language ?? undefined };
}
