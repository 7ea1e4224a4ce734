/**
 * A snapshot a day of everything that is named, kept for longer than the databases keep their own
 * backups, and copied to another region where there is a standby.
 */
import { BackupPlan } from '@cdktn/provider-aws/lib/backup-plan/index.js';
import { BackupSelection } from '@cdktn/provider-aws/lib/backup-selection/index.js';
import { Construct } from 'constructs';
import type { VaultConfig } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { createEventNotice, type NoticeTarget } from '../database/event-notice.ts';
import { createServiceRole } from '../iam/service-role.ts';
import type { Vault } from './backup-vault.ts';

export type BackupPlanProps = {
  readonly name: Name;
  readonly config: VaultConfig;
  readonly vault: Vault;
  /** Databases, tables, file systems. At least one. */
  readonly resourceArns: readonly string[];
  /** In another region, with a key of its own. */
  readonly copyTo?: Pick<Vault, 'arn'>;
  /** Who is told of backups that failed. */
  readonly notice?: NoticeTarget;
};

export function createBackupPlan(scope: Construct, id: string, props: BackupPlanProps): void {
  const { name, config, vault, copyTo, notice } = props;
  const within = new Construct(scope, id);
  const role = createServiceRole(within, 'role', {
    name: name('backups'),
    services: ['backup.amazonaws.com'],
    managedPolicies: [
      'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup',
      'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores',
    ],
  });
  const [hour = '0', minute = '0'] = config.at.split(':');
  const { retentionDays, copyRetentionDays = retentionDays } = config;
  const plan = new BackupPlan(within, 'plan', {
    name: name('daily'),
    rule: [
      {
        ruleName: 'daily',
        targetVaultName: vault.name,
        schedule: `cron(${Number(minute)} ${Number(hour)} * * ? *)`,
        scheduleExpressionTimezone: 'Asia/Seoul',
        // Minutes until it has to have begun, and until it is given up.
        startWindow: 60,
        completionWindow: 240,
        // Restoring to a moment stays with the database: AWS Backup would take over its retention.
        enableContinuousBackup: false,
        lifecycle: { deleteAfter: retentionDays },
        ...(copyTo === undefined
          ? {}
          : {
              copyAction: [
                {
                  destinationVaultArn: copyTo.arn,
                  lifecycle: { deleteAfter: copyRetentionDays },
                },
              ],
            }),
      },
    ],
    tags: { Name: name('daily') },
  });
  new BackupSelection(within, 'selection', {
    name: name('data'),
    planId: plan.id,
    iamRoleArn: role.arn,
    resources: [...props.resourceArns],
  });
  if (notice !== undefined) {
    createEventNotice(within, 'failed', {
      name: name('backup-failed'),
      description: 'A backup or its copy to another region has failed.',
      pattern: {
        source: ['aws.backup'],
        'detail-type': ['Backup Job State Change', 'Copy Job State Change'],
        detail: { state: ['FAILED', 'ABORTED', 'EXPIRED'] },
      },
      parts: { what: '$.detail-type', state: '$.detail.state', time: '$.time' },
      sentence: 'Backups: <what> <state> at <time>. The latest good one is in AWS Backup.',
      target: notice,
    });
  }
}
