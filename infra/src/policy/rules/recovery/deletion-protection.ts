/** What keeps data, and what everybody's traffic passes, cannot be deleted in passing. */
import type { Resource } from '../../graph.ts';
import { isTrue, numberOf } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const deletionProtection: Rule = {
  id: 'deletion-protection',
  title: 'Data and load balancers are protected from deletion',
  reason: 'A plan that replaces a database is one confirmation away from losing it.',
  environments: ['prod'],
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_db_instance: wants('deletion_protection'),
        aws_rds_cluster: wants('deletion_protection'),
        aws_rds_global_cluster: wants('deletion_protection'),
        aws_dynamodb_table: wants('deletion_protection_enabled'),
        aws_lb: wants('enable_deletion_protection'),
        aws_s3_bucket: refuses('force_destroy'),
        aws_ecr_repository: refuses('force_delete'),
        aws_backup_vault: refuses('force_destroy'),
        aws_secretsmanager_secret: ({ values }) =>
          numberOf(values.recovery_window_in_days) === 0 ? 'is gone at once.' : undefined,
      },
      'Protect it; who really wants to delete it takes the protection off first.',
    ),
};

const wants =
  (argument: string) =>
  ({ values }: Resource): string | undefined =>
    isTrue(values[argument]) ? undefined : 'is not protected from deletion.';

const refuses =
  (argument: string) =>
  ({ values }: Resource): string | undefined =>
    isTrue(values[argument]) ? 'is deleted together with everything in it.' : undefined;
