/** Fixtures of the rule `no-secrets-in-state`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'secrets that Terraform makes, is given, or reads',
    [
      'random_password.a',
      'tls_private_key.b',
      'aws_db_instance.c',
      'aws_rds_cluster.d',
      'aws_elasticache_replication_group.e',
      'aws_secretsmanager_secret_version.f',
      'aws_ssm_parameter.g',
      'data.aws_secretsmanager_secret_version.h',
      'data.aws_ssm_parameter.i',
    ],
    {
      random_password: { a: { length: 32 } },
      tls_private_key: { b: {} },
      aws_db_instance: { c: { password: '${random_password.a.result}' } },
      aws_rds_cluster: { d: { master_password: '${random_password.a.result}' } },
      aws_elasticache_replication_group: { e: { auth_token: '${random_password.a.result}' } },
      aws_secretsmanager_secret_version: { f: { secret_string: '${random_password.a.result}' } },
      aws_ssm_parameter: { g: { type: 'SecureString', value: '${random_password.a.result}' } },
    },
    {
      data: {
        aws_secretsmanager_secret_version: { h: { secret_id: 'x' } },
        aws_ssm_parameter: { i: { name: '/onsale/key' } },
      },
    },
  ),
  passes(
    'secrets that AWS makes, and write-only arguments',
    {
      aws_db_instance: { c: { manage_master_user_password: true } },
      aws_elasticache_replication_group: { e: { auth_token_wo: '${ephemeral.x_y.z.result}' } },
      aws_secretsmanager_secret_version: { f: { secret_string_wo: '${ephemeral.x_y.z.result}' } },
      aws_ssm_parameter: { g: { type: 'String', value: 'on' } },
    },
    {
      data: {
        aws_ssm_parameter: { image: { name: '/aws/service/ami-amazon-linux-latest/al2023' } },
      },
    },
  ),
];
