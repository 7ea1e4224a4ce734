/**
 * The AUTH token of a group. Secrets Manager makes it while Terraform runs; both the group and the
 * secret take it as write-only arguments, so that neither state nor plan ever contains it.
 */
import { EphemeralAwsSecretsmanagerRandomPassword } from '@cdktn/provider-aws/lib/ephemeral-aws-secretsmanager-random-password/index.js';
import { SecretsmanagerSecretVersion } from '@cdktn/provider-aws/lib/secretsmanager-secret-version/index.js';
import { SecretsmanagerSecret } from '@cdktn/provider-aws/lib/secretsmanager-secret/index.js';
import { Fn, type ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';

/** Within the secret, which is JSON. */
export const redisPasswordKey = 'password';

export type RedisTokenProps = {
  readonly name: string;
  readonly keyArn: string;
  readonly version: number;
  readonly recoveryDays: number;
};

export type RedisToken = {
  /** Different in every run: only for write-only arguments that go with `version`. */
  readonly value: string;
  readonly version: number;
  /**
   * Writes it down after the group has it, and answers the secret's ARN. In the other order a group
   * that could not be created would leave a secret that the next run, with another token, keeps.
   */
  writeDownAfter(group: ITerraformDependable): string;
};

export function createRedisToken(
  scope: Construct,
  id: string,
  { name, keyArn, version, recoveryDays }: RedisTokenProps,
): RedisToken {
  const within = new Construct(scope, id);
  const random = new EphemeralAwsSecretsmanagerRandomPassword(within, 'random', {
    passwordLength: 64,
    // AUTH takes only a few special characters; 64 letters and digits are strong enough.
    excludePunctuation: true,
  });
  const secret = new SecretsmanagerSecret(within, 'secret', {
    name,
    description: `AUTH token of Redis, JSON with the key ${redisPasswordKey}`,
    kmsKeyId: keyArn,
    recoveryWindowInDays: recoveryDays,
  });
  return {
    value: random.randomPassword,
    version,
    writeDownAfter: (group) =>
      new SecretsmanagerSecretVersion(within, 'version', {
        secretId: secret.id,
        secretStringWo: Fn.jsonencode({ [redisPasswordKey]: random.randomPassword }),
        secretStringWoVersion: version,
        dependsOn: [group],
      }).arn,
  };
}
