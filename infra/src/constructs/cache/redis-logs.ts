/** Log groups for slow commands and for what the engine itself has to say, both as JSON. */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import type { ElasticacheReplicationGroupLogDeliveryConfiguration } from '@cdktn/provider-aws/lib/elasticache-replication-group/index.js';
import { Construct } from 'constructs';

export type RedisLogsProps = {
  readonly groupId: string;
  readonly keyArn: string;
  readonly retentionDays: number;
};

export type RedisLogs = {
  readonly slowLogGroupName: string;
  readonly engineLogGroupName: string;
  readonly deliveries: ElasticacheReplicationGroupLogDeliveryConfiguration[];
};

/** AWS permits itself to write there when delivery is switched on. */
export function createRedisLogs(
  scope: Construct,
  id: string,
  { groupId, keyArn, retentionDays }: RedisLogsProps,
): RedisLogs {
  const within = new Construct(scope, id);
  const groupOf = (type: string): string =>
    new CloudwatchLogGroup(within, type, {
      name: `/elasticache/${groupId}/${type}`,
      retentionInDays: retentionDays,
      kmsKeyId: keyArn,
    }).name;
  const slowLogGroupName = groupOf('slow-log');
  const engineLogGroupName = groupOf('engine-log');
  return {
    slowLogGroupName,
    engineLogGroupName,
    deliveries: [
      deliveryOf('slow-log', slowLogGroupName),
      deliveryOf('engine-log', engineLogGroupName),
    ],
  };
}

const deliveryOf = (logType: string, destination: string) => ({
  logType,
  destination,
  destinationType: 'cloudwatch-logs',
  logFormat: 'json',
});
