/** Fixtures of the rule `encrypted-secrets`. */
import { fails, key, keyArn, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'no key',
    [
      'aws_secretsmanager_secret.a',
      'aws_secretsmanager_secret.copied',
      'aws_rds_cluster.b',
      'aws_eks_cluster.c',
      'aws_backup_vault.d',
    ],
    {
      ...key,
      aws_secretsmanager_secret: {
        a: {},
        copied: { kms_key_id: keyArn, replica: [{ region: 'ap-northeast-1' }] },
      },
      aws_rds_cluster: { b: { manage_master_user_password: true } },
      aws_eks_cluster: { c: { name: 'c' } },
      aws_backup_vault: { d: {} },
    },
  ),
  passes('a key each', {
    ...key,
    aws_secretsmanager_secret: { a: { kms_key_id: keyArn } },
    aws_rds_cluster: {
      b: { manage_master_user_password: true, master_user_secret_kms_key_id: keyArn },
    },
    aws_eks_cluster: {
      c: { encryption_config: { resources: ['secrets'], provider: { key_arn: keyArn } } },
    },
    aws_backup_vault: { d: { kms_key_arn: keyArn } },
  }),
];
