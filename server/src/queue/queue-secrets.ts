/** What signs tickets, passes and challenges: the configured keys, else a secret that processes share. */
import { sharedSecret } from '../identity/secrets.ts';
import type { Secrets } from '../identity/tokens.ts';
import type { Queryable } from '../lib/db.ts';

/** `configured`: the current key, then the previous one; or none. */
export async function queueSecrets(db: Queryable, configured: readonly string[]): Promise<Secrets> {
  const [current, ...previous] = configured.map((key) => Buffer.from(key));
  return current === undefined ? [await sharedSecret(db, 'queue')] : [current, ...previous];
}
