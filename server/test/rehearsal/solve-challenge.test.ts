/** Virtual buyers solve what the server's own library makes and believes. */
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/pbkdf2';
import { deriveKey as sha } from 'altcha-lib/algorithms/sha';
import { expect, it } from 'vitest';
import { solveChallenge } from '../../../bench/src/rehearsal/solve-challenge.ts';

it.each([
  ['SHA-256', sha, 3],
  ['SHA-512', sha, 1],
  ['PBKDF2/SHA-256', pbkdf2, 20],
] as const)('%s', async (algorithm, deriveKey, cost) => {
  const hmacSignatureSecret = 'a secret of the test';
  const challenge = await createChallenge({
    algorithm,
    cost,
    deriveKey,
    hmacSignatureSecret,
    keyPrefix: '0a',
  });
  const text = await solveChallenge(challenge as unknown as Record<string, unknown>);
  const payload = JSON.parse(Buffer.from(text, 'base64').toString()) as Parameters<
    typeof verifySolution
  >[0];
  const { verified } = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret });
  expect(verified).toBe(true);
});
