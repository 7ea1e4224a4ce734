/** Fixtures of the rule `no-wildcard-permissions`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const policy = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  policy: jsonencode({ Statement: [{ Effect: 'Allow', Action, Resource, ...more }] }),
});

export const fixtures = [
  fails(
    'everything, everything of a service, everything but, other roles, unreadable',
    [
      'aws_iam_policy.admin',
      'aws_iam_policy.service',
      'aws_iam_policy.anywhere',
      'aws_iam_policy.but',
      'aws_iam_role_policy.pass',
      'aws_iam_role.inline',
      'aws_iam_role_policy.document',
      'aws_iam_policy.unreadable',
    ],
    {
      aws_iam_policy: {
        admin: policy(['s3:GetObject', '*'], 'arn:aws:s3:::one'),
        anywhere: policy('dynamodb:*', ['arn:aws:dynamodb:::table/one', '*']),
        service: policy(['logs:PutLogEvents', 's3:*']),
        but: {
          policy: jsonencode({ Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } }),
        },
        unreadable: { policy: '${file("policy.json")}' },
      },
      aws_iam_role_policy: {
        pass: policy('iam:PassRole'),
        document: { policy: '${data.aws_iam_policy_document.wide.json}' },
      },
      aws_iam_role: { inline: { inline_policy: [policy('dynamodb:*')] } },
    },
    {
      data: {
        aws_iam_policy_document: {
          wide: { source_policy_documents: ['${data.aws_iam_policy_document.part.json}'] },
          part: { statement: [{ actions: ['sqs:*'], resources: ['*'] }] },
        },
      },
    },
  ),
  passes('named actions; all of one bucket; what is denied', {
    aws_iam_policy: {
      named: policy(['ecr:GetAuthorizationToken', 'cloudwatch:PutMetricData']),
      bucket: policy('s3:*', '${aws_s3_bucket.one.arn}/*'),
      denied: {
        policy: jsonencode({ Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] }),
      },
    },
  }),
];
