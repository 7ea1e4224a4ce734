/**
 * The password of a database that RDS cannot manage itself: one with replicas. Secret and database
 * take the same password in the same run. Reading it back from the secret would make them agree even
 * when Terraform is interrupted in between, but every plan would have to read it, those of pull
 * requests too. So, after an interruption between the two: raise `version` by one and apply again.
 * Later the rotation changes both; Terraform looks at neither until `version` is raised.
 */
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
  const { arn, random } = createGeneratedSecret(within, 'generated', {
    ...props,
    description: 'User and password of the database, JSON',
    // RDS takes up to 128 characters; 40 letters and digits are 238 bits.
    length: 40,
    contentOf: (password) =>
      Fn.jsonencode({ [secretKeys.user]: user, [secretKeys.password]: password }),
  });
  return { arn, password: random, version: props.version };
}
