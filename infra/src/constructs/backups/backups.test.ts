/** Snapshots that outlive what they are of, here and in another region. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { databaseConfig } from '../../config/disaster-recovery/database.ts';
import type { VaultConfig } from '../../config/database-config.ts';
import { createBackupPlan } from './backup-plan.ts';
import { createBackupVault } from './backup-vault.ts';

const name = (part: string): string => `ticketing-prod-${part}`;

const built = (config: VaultConfig, copyTo?: string) =>
  synthesise((stack) => {
    const { lock } = config;
    const vault = createBackupVault(stack, 'vault', {
      name,
      keyArn: 'arn:data-key',
      ...(lock === undefined ? {} : { lock }),
    });
    createBackupPlan(stack, 'plan', {
      name,
      config,
      vault,
      resourceArns: ['arn:database'],
      ...(copyTo === undefined ? {} : { copyTo: { arn: copyTo } }),
      notice: { topicArn: 'arn:topic', deadLetterArn: 'arn:dead-letters' },
    });
  });

describe('backups', () => {
  const config = databaseConfig('prod').vault;
  if (config === undefined) throw new Error('prod has no vault');
  const prod = built(config, 'arn:tokyo-vault');

  it('are taken at six in Seoul, after the windows of the database', () => {
    const [rule] = prod.onlyOne('aws_backup_plan').rule as [Record<string, unknown>];
    expect(rule).toMatchObject({
      schedule: 'cron(0 6 * * ? *)',
      schedule_expression_timezone: 'Asia/Seoul',
      lifecycle: { delete_after: 35 },
    });
    expect(rule.copy_action).toEqual([
      { destination_vault_arn: 'arn:tokyo-vault', lifecycle: { delete_after: 35 } },
    ]);
    expect(prod.onlyOne('aws_backup_selection').resources).toEqual(['arn:database']);
  });

  it('are encrypted and locked, but not so that nobody could ever lift it', () => {
    expect(prod.onlyOne('aws_backup_vault')).toMatchObject({ kms_key_arn: 'arn:data-key' });
    const lock = prod.onlyOne('aws_backup_vault_lock_configuration');
    expect(lock).toMatchObject({ min_retention_days: 7, max_retention_days: 365 });
    expect(lock).not.toHaveProperty('changeable_for_days');
  });

  it('that fail are told, copies included', () => {
    const { event_pattern: pattern } = prod.onlyOne('aws_cloudwatch_event_rule');
    expect(pattern).toContain('Copy Job State Change');
    expect(pattern).toContain('FAILED');
    expect(prod.onlyOne('aws_cloudwatch_event_target').arn).toBe('arn:topic');
  });

  it('stay at home without a standby, and unlocked unless it is asked for', () => {
    const plain = built({ at: '05:30', retentionDays: 7 });
    const [rule] = plain.onlyOne('aws_backup_plan').rule as [Record<string, unknown>];
    expect(rule.schedule).toBe('cron(30 5 * * ? *)');
    expect(rule).not.toHaveProperty('copy_action');
    expect(plain.resources('aws_backup_vault_lock_configuration')).toEqual([]);
  });
});
