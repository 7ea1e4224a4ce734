/** Fixtures of the rule `services-act-for-us`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const policy = (more: object) => ({
  policy: jsonencode({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: '*',
        ...more,
      },
    ],
  }),
});

export const fixtures = [
  fails(
    'for any account',
    ['aws_sqs_queue_policy.a', 'aws_sns_topic_policy.b', 'aws_lambda_permission.c'],
    {
      aws_sqs_queue_policy: {
        a: {
          policy: jsonencode({
            Statement: [
              { Effect: 'Deny', Principal: '*', Action: 'sqs:*' },
              {
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::111122223333:root', Service: 's3.amazonaws.com' },
                Action: 'sqs:SendMessage',
              },
            ],
          }),
        },
      },
      aws_sns_topic_policy: {
        b: policy({ Principal: { Service: ['events.amazonaws.com', 'cloudwatch.amazonaws.com'] } }),
      },
      aws_lambda_permission: { c: { principal: 'events.amazonaws.com' } },
    },
  ),
  passes('for one source', {
    aws_sqs_queue_policy: {
      a: policy({
        Condition: { ArnEquals: { 'aws:SourceArn': '${aws_cloudwatch_event_rule.r.arn}' } },
      }),
    },
    aws_sns_topic_policy: {
      events: policy({}),
      b: policy({ Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }),
    },
    aws_lambda_permission: {
      c: { principal: 'events.amazonaws.com', source_arn: '${aws_cloudwatch_event_rule.r.arn}' },
    },
  }),
];
