/**
 * What has to be in the standby region before the primary can copy to it: its network and keys, a
 * vault for backups, buckets, the repository of images.
 */
import type { App } from 'cdktn';
import { databaseConfig } from '../../config/disaster-recovery/database.ts';
import { standbyNetworkConfig } from '../../config/disaster-recovery/network.ts';
import { standbyStorageConfig } from '../../config/disaster-recovery/storage.ts';
import { globalRegion, standbyRegion } from '../../config/names.ts';
import { registryConfig } from '../../config/registry.ts';
import { repositoryOf } from '../../config/settings.ts';
import { createBackupVault, type Vault } from '../../constructs/backups/backup-vault.ts';
import { createRegistry } from '../../constructs/registry/registry.ts';
import { type Buckets, createBuckets } from '../../constructs/storage/buckets.ts';
import { type Deployment, nameIn } from '../deployment.ts';
import { buildNetworkStack, type NetworkStack } from '../parts/network-stack.ts';

export type StandbyGround = {
  readonly networkStack: NetworkStack;
  readonly buckets: Buckets;
  readonly vault: Vault | undefined;
};

export function buildStandbyGround(app: App, deployment: Deployment): StandbyGround {
  const { environment, settings } = deployment;
  const { accountId } = settings;
  const name = nameIn(deployment, standbyRegion);
  const storage = standbyStorageConfig(environment);
  const networkStack = buildNetworkStack(app, deployment, {
    config: standbyNetworkConfig(environment),
    region: standbyRegion,
    healthChecked: true,
  });
  const { stack, dataKey } = networkStack;
  const buckets = createBuckets(stack, 'buckets', {
    config: storage,
    name,
    accountId,
    region: standbyRegion,
    globalRegion,
    keyArn: dataKey.arn,
  });
  createRegistry(stack, 'registry', {
    config: registryConfig(repositoryOf(settings)),
    keyArn: dataKey.arn,
    deleteContents: storage.deleteContents,
  });
  const { vault } = databaseConfig(environment);
  return {
    networkStack,
    buckets,
    vault:
      vault === undefined
        ? undefined
        : createBackupVault(stack, 'vault', {
            name,
            keyArn: dataKey.arn,
            ...(vault.lock === undefined ? {} : { lock: vault.lock }),
          }),
  };
}
