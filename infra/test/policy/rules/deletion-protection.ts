/** Fixtures of the rule `deletion-protection`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'unprotected',
    [
      'aws_db_instance.a',
      'aws_rds_cluster.b',
      'aws_dynamodb_table.c',
      'aws_lb.d',
      'aws_s3_bucket.e',
      'aws_ecr_repository.f',
      'aws_secretsmanager_secret.g',
    ],
    {
      aws_db_instance: { a: {} },
      aws_rds_cluster: { b: { deletion_protection: false } },
      aws_dynamodb_table: { c: {} },
      aws_lb: { d: {} },
      aws_s3_bucket: { e: { force_destroy: true } },
      aws_ecr_repository: { f: { force_delete: true } },
      aws_secretsmanager_secret: { g: { recovery_window_in_days: 0 } },
    },
  ),
  passes('protected', {
    aws_db_instance: { a: { deletion_protection: true } },
    aws_rds_cluster: { b: { deletion_protection: true } },
    aws_dynamodb_table: { c: { deletion_protection_enabled: true } },
    aws_lb: { d: { enable_deletion_protection: true } },
    aws_s3_bucket: { e: {} },
    aws_ecr_repository: { f: { force_delete: false } },
    aws_secretsmanager_secret: { g: { recovery_window_in_days: 30 } },
  }),
  passes('not needed in dev', { aws_db_instance: { a: {} } }, { environment: 'dev' }),
];
