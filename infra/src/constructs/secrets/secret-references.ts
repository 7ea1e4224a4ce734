/** Where a container finds each of its secrets when it starts. */
import { Fn } from 'cdktn';
import type { SecretReference, SecretReferences } from '../../runtime/contract.ts';
import { type Database, secretKeys } from '../database/database.ts';
import type { ApplicationSecrets } from './application-secrets.ts';

export type SecretSources = {
  readonly database: Pick<Database, 'secretArn'>;
  readonly application: ApplicationSecrets;
  /** The AUTH token of the group that the server's `REDIS_URL` names. */
  readonly redis: SecretReference;
};

export function secretReferences({
  database,
  application,
  redis,
}: SecretSources): SecretReferences {
  return {
    DATABASE_USER: { secretArn: database.secretArn, jsonKey: secretKeys.user },
    DATABASE_PASSWORD: { secretArn: database.secretArn, jsonKey: secretKeys.password },
    SESSION_SECRET: whole(application.SESSION_SECRET),
    PAYMENT_SIMULATOR_SECRET: whole(application.PAYMENT_SIMULATOR_SECRET),
    PAYMENT_WEBHOOK_SECRET: whole(application.PAYMENT_WEBHOOK_SECRET),
    REDIS_PASSWORD: redis,
    QUEUE_SIGNING_KEY: whole(application.QUEUE_SIGNING_KEY),
    PARTNER_API_KEY: whole(application.PARTNER_API_KEY),
  };
}

const whole = (secretArn: string): SecretReference => ({ secretArn });

/** A copy in another region has the same name and the same six characters behind it. */
export const secretArnIn = (secretArn: string, from: string, to: string): string =>
  Fn.replace(secretArn, `:${from}:`, `:${to}:`);

/** The references that containers of another region use. */
export const applicationSecretsIn = (
  secrets: ApplicationSecrets,
  from: string,
  to: string,
): ApplicationSecrets => ({
  SESSION_SECRET: secretArnIn(secrets.SESSION_SECRET, from, to),
  PAYMENT_SIMULATOR_SECRET: secretArnIn(secrets.PAYMENT_SIMULATOR_SECRET, from, to),
  PAYMENT_WEBHOOK_SECRET: secretArnIn(secrets.PAYMENT_WEBHOOK_SECRET, from, to),
  QUEUE_SIGNING_KEY: secretArnIn(secrets.QUEUE_SIGNING_KEY, from, to),
  PARTNER_API_KEY: secretArnIn(secrets.PARTNER_API_KEY, from, to),
});
