/**
 * The data stack: what keeps facts, and who is told when something happens to them. The topologies
 * differ in their database and in whether they have buses.
 */
import type { App, TerraformStack } from 'cdktn';
import type { CacheConfig } from '../../config/cache-config.ts';
import type { DatabaseConfig } from '../../config/database-config.ts';
import type { MessagingConfig } from '../../config/messaging-config.ts';
import { globalRegion, primaryRegion } from '../../config/names.ts';
import type { StorageConfig } from '../../config/storage-config.ts';
import { createBackupPlan } from '../../constructs/backups/backup-plan.ts';
import { createBackupVault, type Vault } from '../../constructs/backups/backup-vault.ts';
import { type Caches, createCaches } from '../../constructs/cache/caches.ts';
import { redisPasswordKey } from '../../constructs/cache/redis-token.ts';
import type { Database } from '../../constructs/database/database.ts';
import { createTables, type Tables } from '../../constructs/dynamodb/tables.ts';
import { createEventing, type Eventing } from '../../constructs/eventing/eventing.ts';
import { databaseNotices } from '../../constructs/notifications/event-notice-catalogue.ts';
import { createEventNotices } from '../../constructs/notifications/event-notices.ts';
import {
  createNotifications,
  type Notifications,
} from '../../constructs/notifications/notifications.ts';
import { createUndelivered } from '../../constructs/notifications/undelivered.ts';
import type { DeadLetters } from '../../constructs/queue/queue.ts';
import {
  type ApplicationSecrets,
  createApplicationSecrets,
} from '../../constructs/secrets/application-secrets.ts';
import type { SecretCopy } from '../../constructs/secrets/generated-secret.ts';
import { createManagedRotation } from '../../constructs/secrets/managed-rotation.ts';
import { createPasswordRotation } from '../../constructs/secrets/password-rotation.ts';
import { createRotationNotice } from '../../constructs/secrets/rotation-notice.ts';
import { secretReferences } from '../../constructs/secrets/secret-references.ts';
import { type Buckets, createBuckets } from '../../constructs/storage/buckets.ts';
import { runbooksLink } from '../../observability/runbooks.ts';
import type { SecretReferences } from '../../runtime/contract.ts';
import { type Deployment, type Name, nameIn } from '../deployment.ts';
import { createStack } from '../stack.ts';
import type { NetworkStack } from './network-stack.ts';

export type DataConfig = {
  readonly database: DatabaseConfig;
  readonly cache: CacheConfig;
  readonly messaging: MessagingConfig;
  readonly storage: StorageConfig;
};

/** What a database of any kind is made with. */
export type DatabaseSurroundings = {
  readonly name: Name;
  readonly accountId: string;
  readonly zones: readonly string[];
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly keyArn: string;
  readonly logsKeyArn: string;
};

export type DataStackProps = {
  readonly config: DataConfig;
  readonly networkStack: NetworkStack;
  readonly createDatabase: (scope: TerraformStack, around: DatabaseSurroundings) => Database;
  /** Where secrets and backups are needed as well. */
  readonly standby?: { readonly secretCopy: SecretCopy; readonly vault?: Vault };
};

export type DataStack = {
  readonly stack: TerraformStack;
  readonly database: Database;
  readonly caches: Caches;
  readonly buckets: Buckets;
  readonly eventing: Eventing | undefined;
  readonly tables: Tables | undefined;
  readonly notifications: Notifications;
  /** Keeps events that nobody took. */
  readonly undelivered: DeadLetters;
  readonly applicationSecrets: ApplicationSecrets;
  readonly secrets: SecretReferences;
};

export function buildDataStack(
  app: App,
  deployment: Deployment,
  { config, networkStack, createDatabase, standby }: DataStackProps,
): DataStack {
  const { settings, environment } = deployment;
  const { accountId } = settings;
  const { network, groups, logsKey, dataKey } = networkStack;
  const stack = createStack(app, deployment, { lifetime: 'data' });
  const name = nameIn(deployment, primaryRegion);

  const notifications = createNotifications(stack, 'notifications', {
    name,
    accountId,
    keyArn: dataKey.arn,
    email: settings.alarmEmail,
    ...(settings.alarmPhone === undefined ? {} : { phone: settings.alarmPhone }),
    cacheEvents: true,
  });
  const { topics, cacheTopicArn } = notifications;
  const undelivered = createUndelivered(stack, 'undelivered', {
    name,
    accountId,
    keyArn: dataKey.arn,
  });
  createEventNotices(stack, 'notices', {
    name,
    notices: databaseNotices(name('')),
    topics,
    undeliveredArn: undelivered.arn,
    runbooks: runbooksLink(settings.repository),
  });

  const database = createDatabase(stack, {
    name,
    accountId,
    zones: network.zones,
    subnetIds: network.dataSubnetIds,
    securityGroupId: groups.databaseId,
    keyArn: dataKey.arn,
    logsKeyArn: logsKey.arn,
  });
  rotatePassword(stack, { deployment, name, config, networkStack, database, undelivered, topics });

  const caches = createCaches(stack, 'redis', {
    config: config.cache,
    name,
    subnetIds: network.dataSubnetIds,
    securityGroupId: groups.cacheId,
    dataKeyArn: dataKey.arn,
    logKeyArn: logsKey.arn,
    ...(cacheTopicArn === undefined ? {} : { notificationTopicArn: cacheTopicArn }),
  });
  const applicationSecrets = createApplicationSecrets(stack, 'secrets', {
    prefix: `${settings.project}/${environment}`,
    keyArn: dataKey.arn,
    version: config.database.secrets.applicationVersion,
    recoveryDays: config.database.secrets.recoveryDays,
    ...(standby === undefined ? {} : { copies: [standby.secretCopy] }),
  });
  const buckets = createBuckets(stack, 'buckets', {
    config: config.storage,
    name,
    accountId,
    region: primaryRegion,
    globalRegion,
    keyArn: dataKey.arn,
  });
  const eventing = createEventing(stack, 'eventing', {
    config: config.messaging,
    name,
    accountId,
    region: primaryRegion,
    dataKeyArn: dataKey.arn,
    logKeyArn: logsKey.arn,
    notificationTopic: { arn: topics.info, keyArn: dataKey.arn },
  });
  const tables = createTables(stack, 'tables', {
    config: config.storage.tables,
    name,
    keyArn: dataKey.arn,
  });
  if (config.database.vault !== undefined) {
    const vault = createBackupVault(stack, 'vault', {
      name,
      keyArn: dataKey.arn,
      ...(config.database.vault.lock === undefined ? {} : { lock: config.database.vault.lock }),
    });
    createBackupPlan(stack, 'backups', {
      name,
      config: config.database.vault,
      vault,
      resourceArns: [database.arn],
      ...(standby?.vault === undefined ? {} : { copyTo: standby.vault }),
      notice: { topicArn: topics.warning, deadLetterArn: undelivered.arn },
    });
  }
  return {
    stack,
    database,
    caches,
    buckets,
    eventing,
    tables,
    notifications,
    undelivered,
    applicationSecrets,
    secrets: secretReferences({
      database,
      application: applicationSecrets,
      redis: { secretArn: caches.store.secretArn, jsonKey: redisPasswordKey },
    }),
  };
}

type RotationProps = {
  readonly deployment: Deployment;
  readonly name: Name;
  readonly config: DataConfig;
  readonly networkStack: NetworkStack;
  readonly database: Database;
  readonly undelivered: DeadLetters;
  readonly topics: Notifications['topics'];
};

function rotatePassword(stack: TerraformStack, props: RotationProps): void {
  const { deployment, name, config, networkStack, database, undelivered, topics } = props;
  const { server, secrets } = config.database;
  const days = secrets.rotateDatabaseDays;
  if (server.password.kind === 'managed') {
    createManagedRotation(stack, 'rotation', { secretArn: database.secretArn, days });
  } else {
    createPasswordRotation(stack, 'rotation', {
      name,
      accountId: deployment.settings.accountId,
      database,
      days,
      keyArn: networkStack.dataKey.arn,
      logsKeyArn: networkStack.logsKey.arn,
      logRetentionDays: server.logRetentionDays,
      deadLetterArn: undelivered.arn,
    });
  }
  createRotationNotice(stack, 'rotation-notice', {
    name,
    secretArn: database.secretArn,
    target: { topicArn: topics.info, deadLetterArn: undelivered.arn },
    runbook: `${runbooksLink(deployment.settings.repository)}#password-rotation`,
  });
}
