/**
 * The password of a database that RDS cannot manage itself: one with replicas. The secret is
 * written first and the database takes its password from there, so that they agree even when
 * Terraform is interrupted in between. Later the rotation changes both; Terraform looks at neither
 * again until `version` is raised.
 */
import { EphemeralAwsSecretsmanagerSecretVersion } from '@cdktn/provider-aws/lib/ephemeral-aws-secretsmanager-secret-version/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import { secretKeys } from '../database/database.ts';
import { createGeneratedSecret, type SecretCopy } from './generated-secret.ts';

export type MasterSecretProps = {
  readonly name: string;
  readonly user: string;
  readonly keyArn: string;
  readonly version: number;
  readonly recoveryDays: number;
  /** The standby's replica has the same password as its primary. */
  readonly copies?: readonly SecretCopy[];
};

export type MasterSecret = {
  readonly arn: string;
  /** Known while Terraform runs, and only good for write-only arguments. */
  readonly password: string;
  readonly version: number;
};

export function createMasterSecret(
  scope: Construct,
  id: string,
  { user, ...props }: MasterSecretProps,
): MasterSecret {
  const within = new Construct(scope, id);
  const { arn, written } = createGeneratedSecret(within, 'generated', {
    ...props,
    description: 'User and password of the database, JSON',
    // RDS takes up to 128 characters; 40 letters and digits are 238 bits.
    length: 40,
    contentOf: (random) =>
      Fn.jsonencode({ [secretKeys.user]: user, [secretKeys.password]: random }),
  });
  const current = new EphemeralAwsSecretsmanagerSecretVersion(within, 'current', {
    secretId: arn,
    dependsOn: [written],
  });
  return {
    arn,
    password: String(Fn.lookup(Fn.jsondecode(current.secretString), secretKeys.password)),
    version: props.version,
  };
}
