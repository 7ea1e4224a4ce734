/**
 * Rotates a password that RDS manages. It does so every seven days by itself; what a rotation means
 * for running processes is in ROTATION.md, and why seven days are too often for them.
 */
import { SecretsmanagerSecretRotation } from '@cdktn/provider-aws/lib/secretsmanager-secret-rotation/index.js';
import type { Construct } from 'constructs';

/** From midnight UTC on: nine to eleven in Seoul, when people are at work and no sale opens. */
export const rotationWindow = '2h';

export function createManagedRotation(
  scope: Construct,
  id: string,
  { secretArn, days }: { readonly secretArn: string; readonly days: number },
): void {
  new SecretsmanagerSecretRotation(scope, id, {
    secretId: secretArn,
    rotateImmediately: false,
    rotationRules: { automaticallyAfterDays: days, duration: rotationWindow },
  });
}
