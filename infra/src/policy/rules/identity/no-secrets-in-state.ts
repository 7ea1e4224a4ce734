/** Secrets pass by Terraform: they are made where they are kept. */
import type { Resource } from '../../graph.ts';
import { isFalse, isPresent, textOf } from '../../reading/json.ts';
import { complain, complainByType, type Rule } from '../../rule.ts';

export const noSecretsInState: Rule = {
  id: 'no-secrets-in-state',
  title: 'No secret ends in the state',
  reason: 'The state is plain text for everybody who may plan, and its old versions are kept.',
  check: (graph) => [
    ...complainByType(graph, complaints, remedy),
    ...complain(
      graph.dataOfType('aws_secretsmanager_secret_version', 'aws_secretsmanager_random_password'),
      () => 'reads a secret into the state.',
      remedy,
    ),
    ...complain(
      graph.dataOfType('aws_ssm_parameter'),
      ({ values }) =>
        isFalse(values.with_decryption) || textOf(values.name)?.startsWith('/aws/service/') === true
          ? undefined
          : 'reads a parameter, decrypted, into the state.',
      'Set with_decryption to false, or hand on the ARN.',
    ),
  ],
};

const remedy =
  'Let AWS make it (manage_master_user_password, rotation), or use a write-only argument.';

const keeps =
  (...names: readonly string[]) =>
  ({ values }: Resource): string | undefined => {
    const found = names.find((name) => isPresent(values[name]));
    return found === undefined ? undefined : `keeps ${found} in the state.`;
  };

const complaints = {
  random_password: () => 'keeps a password in the state.',
  tls_private_key: () => 'keeps a private key in the state.',
  aws_iam_access_key: () => 'keeps an access key in the state.',
  aws_db_instance: keeps('password'),
  aws_rds_cluster: keeps('master_password'),
  aws_elasticache_replication_group: keeps('auth_token'),
  aws_elasticache_user: ({ values }: Resource) =>
    isPresent(values.passwords) ? 'keeps its passwords in the state.' : undefined,
  aws_secretsmanager_secret_version: keeps('secret_string', 'secret_binary'),
  aws_ssm_parameter: ({ values }: Resource) =>
    values.type === 'SecureString' && isPresent(values.value)
      ? 'keeps its value in the state.'
      : undefined,
};
