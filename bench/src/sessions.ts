/**
 * Sessions of guests, made beforehand: a crowd has them from the page they look at, so making them is
 * no part of joining. Signed with the server's own secret, they are what it would have given.
 */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { guestPerson, newGuestId, writeSession } from '@onsale/server/src/identity/claims.ts';
import { createSigner } from '@onsale/server/src/identity/tokens.ts';

const FOR_MS = 6 * 3_600_000;

/** One Cookie header of another guest per line. Answers the first of them. */
export async function writeSessions(file: string, secret: Buffer, count: number): Promise<string> {
  const signer = createSigner([secret], 'session');
  const issuedAtMs = Date.now();
  const cookies = Array.from({ length: count }, () => {
    const person = guestPerson(newGuestId(randomBytes(16)));
    const claims = { person, epoch: 0, issuedAtMs, expiresAtMs: issuedAtMs + FOR_MS };
    return `onsale_session=${signer.sign(writeSession(claims))}`;
  });
  await writeFile(file, cookies.join('\n'));
  return cookies[0] ?? '';
}
