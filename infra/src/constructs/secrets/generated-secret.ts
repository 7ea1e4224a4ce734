/**
 * A secret that nobody has seen. Secrets Manager makes it while Terraform runs and takes it back as
 * a write-only argument, so that neither state nor plan ever contains it.
 */
import { EphemeralAwsSecretsmanagerRandomPassword } from '@cdktn/provider-aws/lib/ephemeral-aws-secretsmanager-random-password/index.js';
import { SecretsmanagerSecretVersion } from '@cdktn/provider-aws/lib/secretsmanager-secret-version/index.js';
import { SecretsmanagerSecret } from '@cdktn/provider-aws/lib/secretsmanager-secret/index.js';
import { Construct } from 'constructs';

/** Another region that keeps a copy, encrypted with a key of its own. */
export type SecretCopy = { readonly region: string; readonly keyArn: string };

export type GeneratedSecretProps = {
  /** `<project>/<environment>/session/secret`. */
  readonly name: string;
  readonly description: string;
  readonly keyArn: string;
  /** One more makes a new secret; the one before stays readable as AWSPREVIOUS. */
  readonly version: number;
  readonly recoveryDays: number;
  readonly copies?: readonly SecretCopy[];
  /** Letters and digits. 64 unless something takes fewer. */
  readonly length?: number;
  /** What is kept, given the random text; that text alone unless said otherwise. */
  readonly contentOf?: (random: string) => string;
};

export type GeneratedSecret = {
  readonly arn: string;
  /** Known while Terraform runs, and only good for write-only arguments. */
  readonly random: string;
  /** What has to be there before the secret can be read. */
  readonly written: SecretsmanagerSecretVersion;
};

export function createGeneratedSecret(
  scope: Construct,
  id: string,
  props: GeneratedSecretProps,
): GeneratedSecret {
  const { name, version, copies = [], contentOf = (random) => random } = props;
  const within = new Construct(scope, id);
  const random = new EphemeralAwsSecretsmanagerRandomPassword(within, 'random', {
    passwordLength: props.length ?? 64,
    excludePunctuation: true,
  });
  const secret = new SecretsmanagerSecret(within, 'secret', {
    name,
    description: props.description,
    kmsKeyId: props.keyArn,
    recoveryWindowInDays: props.recoveryDays,
    ...(copies.length === 0
      ? {}
      : { replica: copies.map(({ region, keyArn }) => ({ region, kmsKeyId: keyArn })) }),
    tags: { Name: name },
  });
  const written = new SecretsmanagerSecretVersion(within, 'version', {
    secretId: secret.id,
    secretStringWo: contentOf(random.randomPassword),
    secretStringWoVersion: version,
  });
  return { arn: secret.arn, random: random.randomPassword, written };
}
