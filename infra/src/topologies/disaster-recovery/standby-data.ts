/**
 * The standby's data: a replica that follows the primary, a Redis that starts empty, buses of its
 * own. What is told about them goes to topics of the same region.
 */
import type { App, TerraformStack } from 'cdktn';
import { standbyDatabaseConfig } from '../../config/disaster-recovery/database.ts';
import { standbyCacheConfig } from '../../config/disaster-recovery/cache.ts';
import { standbyMessagingConfig } from '../../config/disaster-recovery/messaging.ts';
import { primaryRegion, standbyRegion } from '../../config/names.ts';
import { createCaches } from '../../constructs/cache/caches.ts';
import { redisPasswordKey } from '../../constructs/cache/redis-token.ts';
import { createCrossRegionReplica } from '../../constructs/database-rds/cross-region-replica.ts';
import { createEventing } from '../../constructs/eventing/eventing.ts';
import { databaseNotices } from '../../constructs/notifications/event-notice-catalogue.ts';
import { createEventNotices } from '../../constructs/notifications/event-notices.ts';
import { createNotifications } from '../../constructs/notifications/notifications.ts';
import { createUndelivered } from '../../constructs/notifications/undelivered.ts';
import {
  applicationSecretsIn,
  secretArnIn,
  secretReferences,
} from '../../constructs/secrets/secret-references.ts';
import { runbooksLink } from '../../observability/runbooks.ts';
import { type Deployment, nameIn } from '../deployment.ts';
import type { DataStack } from '../parts/data-stack.ts';
import { createStack } from '../stack.ts';
import type { StandbyGround } from './standby-ground.ts';

export type StandbyData = Omit<DataStack, 'applicationSecrets' | 'tables'> & {
  readonly stack: TerraformStack;
  readonly tables: undefined;
};

export function buildStandbyData(
  app: App,
  deployment: Deployment,
  { networkStack, buckets }: StandbyGround,
  primary: DataStack,
): StandbyData {
  const { environment, settings } = deployment;
  const { accountId, alarmEmail, alarmPhone, repository } = settings;
  const { network, groups, dataKey, logsKey } = networkStack;
  const stack = createStack(app, deployment, { lifetime: 'data', region: standbyRegion });
  const name = nameIn(deployment, standbyRegion);
  const notifications = createNotifications(stack, 'notifications', {
    name,
    accountId,
    keyArn: dataKey.arn,
    email: alarmEmail,
    ...(alarmPhone === undefined ? {} : { phone: alarmPhone }),
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
    runbooks: runbooksLink(repository),
  });
  const database = createCrossRegionReplica(stack, 'database', {
    name,
    accountId,
    config: standbyDatabaseConfig(environment),
    primaryArn: primary.database.arn,
    secretArn: secretArnIn(primary.database.secretArn, primaryRegion, standbyRegion),
    subnetIds: network.dataSubnetIds,
    securityGroupId: groups.databaseId,
    keyArn: dataKey.arn,
    logsKeyArn: logsKey.arn,
  });
  const caches = createCaches(stack, 'redis', {
    config: standbyCacheConfig(environment),
    name,
    subnetIds: network.dataSubnetIds,
    securityGroupId: groups.cacheId,
    dataKeyArn: dataKey.arn,
    logKeyArn: logsKey.arn,
    ...(cacheTopicArn === undefined ? {} : { notificationTopicArn: cacheTopicArn }),
  });
  const eventing = createEventing(stack, 'eventing', {
    config: standbyMessagingConfig(environment),
    name,
    accountId,
    region: standbyRegion,
    dataKeyArn: dataKey.arn,
    logKeyArn: logsKey.arn,
    notificationTopic: { arn: topics.info, keyArn: dataKey.arn },
  });
  return {
    stack,
    database,
    caches,
    buckets,
    eventing,
    tables: undefined,
    notifications,
    undelivered,
    secrets: secretReferences({
      database,
      application: applicationSecretsIn(primary.applicationSecrets, primaryRegion, standbyRegion),
      redis: { secretArn: caches.store.secretArn, jsonKey: redisPasswordKey },
    }),
  };
}
