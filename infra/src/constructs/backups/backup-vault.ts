/** Where snapshots are kept apart from what they are of: deleting a database leaves them alone. */
import { BackupVaultLockConfiguration } from '@cdktn/provider-aws/lib/backup-vault-lock-configuration/index.js';
import { BackupVault } from '@cdktn/provider-aws/lib/backup-vault/index.js';
import { Construct } from 'constructs';
import type { VaultConfig } from '../../config/database-config.ts';
import type { Name } from '../../topologies/deployment.ts';

export type BackupVaultProps = {
  readonly name: Name;
  readonly keyArn: string;
  readonly lock?: NonNullable<VaultConfig['lock']>;
};

export type Vault = { readonly name: string; readonly arn: string };

export function createBackupVault(
  scope: Construct,
  id: string,
  { name, keyArn, lock }: BackupVaultProps,
): Vault {
  const within = new Construct(scope, id);
  const vault = new BackupVault(within, 'vault', {
    name: name('backups'),
    kmsKeyArn: keyArn,
    tags: { Name: name('backups') },
  });
  if (lock !== undefined) {
    // Governance: who has the permission can still lift it. With `changeableForDays` nobody could,
    // not even AWS, and a mistake would be paid for until the last snapshot expires.
    new BackupVaultLockConfiguration(within, 'lock', {
      backupVaultName: vault.name,
      minRetentionDays: lock.minDays,
      maxRetentionDays: lock.maxDays,
    });
  }
  return { name: vault.name, arn: vault.arn };
}
