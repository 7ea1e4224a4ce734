/** Fixtures of the rule `encrypted-messages`. */
import { fails, key, keyArn, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'nothing said, or a key that services may not use',
    [
      'aws_sqs_queue.silent',
      'aws_sqs_queue.foreign',
      'aws_sns_topic.silent',
      'aws_sns_topic.foreign',
      'aws_kinesis_firehose_delivery_stream.logs',
    ],
    {
      aws_sqs_queue: { silent: {}, foreign: { kms_master_key_id: 'alias/aws/sqs' } },
      aws_sns_topic: { silent: {}, foreign: { kms_master_key_id: 'alias/aws/sns' } },
      aws_kinesis_firehose_delivery_stream: { logs: {} },
    },
  ),
  fails('a topic that ElastiCache could not publish to', ['aws_sns_topic.cache'], {
    ...key,
    aws_sns_topic: { cache: { kms_master_key_id: keyArn } },
    aws_elasticache_replication_group: {
      main: { notification_topic_arn: '${aws_sns_topic.cache.arn}' },
    },
  }),
  passes('a topic that ElastiCache publishes to', {
    aws_sns_topic: { cache: {} },
    aws_elasticache_replication_group: {
      main: { notification_topic_arn: '${aws_sns_topic.cache.arn}' },
    },
  }),
  passes('keys of our own, or those of SQS', {
    ...key,
    aws_sqs_queue: { own: { kms_master_key_id: keyArn }, sqs: { sqs_managed_sse_enabled: true } },
    aws_sns_topic: { own: { kms_master_key_id: '${aws_kms_key.main.id}' } },
    aws_kinesis_firehose_delivery_stream: { logs: { server_side_encryption: { enabled: true } } },
  }),
];
