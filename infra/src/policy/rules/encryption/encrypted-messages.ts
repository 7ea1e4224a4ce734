/** Queues, topics and streams are encrypted in a way that lets AWS services write to them. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isCustomerKey } from '../../reading/customer-key.ts';
import { isPresent, isTrue, type Json, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const encryptedMessages: Rule = {
  id: 'encrypted-messages',
  title: 'Queues, topics and streams are encrypted',
  reason:
    'Messages name buyers. A key that AWS manages for SQS or SNS does not do: EventBridge, S3 ' +
    'and CloudWatch alarms may not use it, and their messages are lost.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_sqs_queue: (queue) =>
          isPresent(queue.values.kms_master_key_id)
            ? keyComplaint(graph, queue, queue.values.kms_master_key_id)
            : unlessTrue(queue.values.sqs_managed_sse_enabled),
        aws_sns_topic: (topic) => topicComplaint(graph, topic),
        aws_kinesis_stream: (stream) => keyComplaint(graph, stream, stream.values.kms_key_id),
        aws_kinesis_firehose_delivery_stream: ({ values }) =>
          isPresent(values.kinesis_source_configuration)
            ? undefined
            : unlessTrue(valueAt(values, 'server_side_encryption', 'enabled')),
      },
      'Name a KMS key of this deployment; a queue may set sqs_managed_sse_enabled instead.',
    ),
};

const unlessTrue = (value: Json | undefined): string | undefined =>
  isTrue(value) ? undefined : 'does not say that it is encrypted.';

const keyComplaint = (graph: DeploymentGraph, from: Resource, key: Json | undefined) =>
  isCustomerKey(graph, from, key) ? undefined : 'names no key of our own.';

/** ElastiCache cannot publish to an encrypted topic; it says no more than the name of an event. */
function topicComplaint(graph: DeploymentGraph, topic: Resource): string | undefined {
  const key = topic.values.kms_master_key_id;
  const hearsOfCaches = cacheTypes.some((type) =>
    graph
      .referrersOf(topic, type)
      .some((cache) =>
        graph
          .targetsOf(cache, cache.values.notification_topic_arn)
          .some(({ resource }) => resource === topic),
      ),
  );
  if (!hearsOfCaches) return keyComplaint(graph, topic, key);
  return isPresent(key) ? 'is encrypted, so that ElastiCache cannot publish to it.' : undefined;
}

const cacheTypes = ['aws_elasticache_replication_group', 'aws_elasticache_cluster'] as const;
