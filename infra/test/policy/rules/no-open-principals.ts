/** Fixtures of the rule `no-open-principals`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const policy = (Principal: unknown, more: object = {}) => ({
  policy: jsonencode({
    Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: '*', ...more }],
  }),
});

export const fixtures = [
  fails(
    'everybody, in every form',
    [
      'aws_s3_bucket_policy.a',
      'aws_s3_bucket_policy.second',
      'aws_s3_bucket_policy.tls_only',
      'aws_s3_bucket_policy.all_but_one',
      'aws_sqs_queue_policy.b',
      'aws_sns_topic.c',
      'aws_kms_key.d',
      'aws_iam_role.e',
      'aws_lambda_permission.f',
      'aws_lambda_function_url.g',
      'aws_sqs_queue.unreadable',
    ],
    {
      aws_s3_bucket_policy: {
        a: policy('*'),
        second: {
          policy: jsonencode({
            Statement: [
              { Effect: 'Deny', Principal: '*', Action: 's3:*' },
              {
                Effect: 'Allow',
                Principal: { Service: 'x.amazonaws.com', AWS: '*' },
                Action: 's3:*',
              },
            ],
          }),
        },
        tls_only: policy('*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
        all_but_one: {
          policy: jsonencode({
            Statement: [
              {
                Effect: 'Allow',
                NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' },
                Action: 's3:*',
              },
            ],
          }),
        },
      },
      aws_sqs_queue_policy: { b: policy({ AWS: ['*'] }) },
      aws_sns_topic: {
        c: policy('*', { Condition: { ArnNotLike: { 'aws:SourceArn': 'arn:aws:sns:x' } } }),
      },
      aws_kms_key: { d: policy({ AWS: '*' }) },
      aws_iam_role: {
        e: {
          assume_role_policy: jsonencode({
            Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
          }),
        },
      },
      aws_lambda_permission: { f: { principal: '*' } },
      aws_lambda_function_url: { g: { authorization_type: 'NONE' } },
      aws_sqs_queue: { unreadable: { policy: '${file("policy.json")}' } },
    },
  ),
  passes('named principals, bound ones, refusals', {
    aws_s3_bucket_policy: {
      named: policy({ AWS: 'arn:aws:iam::111122223333:root' }),
      bound: policy('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      refused: policy('*', { Effect: 'Deny' }),
      service: policy({ Service: 'cloudfront.amazonaws.com' }),
    },
    aws_lambda_permission: { f: { principal: 'events.amazonaws.com' } },
    aws_lambda_function_url: { g: { authorization_type: 'AWS_IAM' } },
  }),
];
