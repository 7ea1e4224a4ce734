/** The primary's data: PostgreSQL with replicas, and everything of it that is copied to the standby. */
import type { App } from 'cdktn';
import { cacheConfig } from '../../config/disaster-recovery/cache.ts';
import { databaseConfig } from '../../config/disaster-recovery/database.ts';
import { messagingConfig } from '../../config/disaster-recovery/messaging.ts';
import { storageConfig } from '../../config/disaster-recovery/storage.ts';
import { standbyRegion } from '../../config/names.ts';
import { repositoryOf } from '../../config/settings.ts';
import { masterUser } from '../../constructs/database/database.ts';
import { createRdsDatabase } from '../../constructs/database-rds/rds.ts';
import { replicateImages } from '../../constructs/registry/replicate-images.ts';
import { createMasterSecret } from '../../constructs/secrets/master-secret.ts';
import { replicateBucket } from '../../constructs/storage/replicate-bucket.ts';
import type { Deployment } from '../deployment.ts';
import { buildDataStack, type DataStack } from '../parts/data-stack.ts';
import type { NetworkStack } from '../parts/network-stack.ts';
import type { StandbyGround } from './standby-ground.ts';

export type PrimaryDataProps = {
  readonly networkStack: NetworkStack;
  readonly ground: StandbyGround;
};

export function buildPrimaryData(
  app: App,
  deployment: Deployment,
  { networkStack, ground }: PrimaryDataProps,
): DataStack {
  const { environment, settings } = deployment;
  const { accountId, project } = settings;
  const { server, ...database } = databaseConfig(environment);
  const secretCopy = { region: standbyRegion, keyArn: ground.networkStack.dataKey.arn };
  const data = buildDataStack(app, deployment, {
    config: {
      database: { server, ...database },
      cache: cacheConfig(environment),
      messaging: messagingConfig(environment),
      storage: storageConfig(environment),
    },
    networkStack,
    standby: {
      secretCopy,
      ...(ground.vault === undefined ? {} : { vault: ground.vault }),
    },
    createDatabase(scope, around) {
      // RDS keeps no password for an instance that has replicas.
      if (server.password.kind === 'managed') {
        return createRdsDatabase(scope, 'database', { ...around, config: server });
      }
      const master = createMasterSecret(scope, 'database-secret', {
        name: `${project}/${environment}/database/master`,
        user: masterUser,
        keyArn: around.keyArn,
        version: server.password.version,
        recoveryDays: database.secrets.recoveryDays,
        copies: [secretCopy],
      });
      return createRdsDatabase(scope, 'database', { ...around, config: server, master });
    },
  });
  for (const part of ['blobs', 'backups'] as const) {
    replicateBucket(data.stack, `replicate-${part}`, {
      roleName: `${project}-${environment}-replicate-${part}`,
      accountId,
      from: data.buckets[part],
      to: ground.buckets[part],
    });
  }
  replicateImages(data.stack, 'replicate-images', {
    accountId,
    toRegion: standbyRegion,
    repositories: [repositoryOf(settings)],
  });
  return data;
}
