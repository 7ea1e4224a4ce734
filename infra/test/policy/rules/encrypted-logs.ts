/** Fixtures of the rule `encrypted-logs`. */
import { fails, key, keyArn, passes } from '../fixture.ts';

export const fixtures = [
  fails(
    'no key',
    ['aws_cloudwatch_log_group.a', 'aws_cloudtrail.b', 'aws_prometheus_workspace.c'],
    {
      aws_cloudwatch_log_group: { a: {} },
      aws_cloudtrail: { b: {} },
      aws_prometheus_workspace: { c: {} },
    },
  ),
  passes('a key each', {
    ...key,
    aws_cloudwatch_log_group: { a: { kms_key_id: keyArn } },
    aws_cloudtrail: { b: { kms_key_id: keyArn } },
    aws_prometheus_workspace: { c: { kms_key_arn: keyArn } },
  }),

  fails(
    'the key that AWS manages, looked up',
    ['aws_cloudwatch_log_group.a'],
    {
      aws_cloudwatch_log_group: { a: { kms_key_id: '${data.aws_kms_alias.logs.target_key_arn}' } },
    },
    { data: { aws_kms_alias: { logs: { name: 'alias/aws/logs' } } } },
  ),
  fails('something that is no key', ['aws_cloudwatch_log_group.a'], {
    aws_cloudwatch_log_group: { a: { kms_key_id: '${aws_s3_bucket.b.arn}' } },
    aws_s3_bucket: { b: {} },
  }),
  passes(
    'a key of another stack, by its ARN or looked up',
    {
      aws_cloudwatch_log_group: {
        a: { kms_key_id: '${data.aws_kms_alias.logs.target_key_arn}' },
        b: { kms_key_id: 'arn:aws:kms:ap-northeast-2:111122223333:key/1' },
      },
    },
    { data: { aws_kms_alias: { logs: { name: 'alias/onsale-logs' } } } },
  ),
];
