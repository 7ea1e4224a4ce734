/** Fixtures of the rule `buckets-over-tls`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const refusal = (resources: readonly string[], changes: object = {}) =>
  jsonencode({
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: resources,
        Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
        ...changes,
      },
    ],
  });
const both = (name: string) => [`\${aws_s3_bucket.${name}.arn}`, `\${aws_s3_bucket.${name}.arn}/*`];

export const fixtures = [
  fails(
    'no policy, one for objects only, one for one account only, one with a further condition',
    ['aws_s3_bucket.a', 'aws_s3_bucket.b', 'aws_s3_bucket.c', 'aws_s3_bucket.d'],
    {
      aws_s3_bucket: { a: {}, b: {}, c: {}, d: {} },
      aws_s3_bucket_policy: {
        b: {
          bucket: '${aws_s3_bucket.b.id}',
          policy: refusal(['${aws_s3_bucket.b.arn}/*']),
        },
        c: {
          bucket: '${aws_s3_bucket.c.id}',
          policy: refusal(both('c'), { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
        },
        d: {
          bucket: '${aws_s3_bucket.d.id}',
          policy: refusal(both('d'), {
            Condition: {
              Bool: { 'aws:SecureTransport': 'false' },
              StringEquals: { 'aws:PrincipalAccount': '1' },
            },
          }),
        },
      },
    },
  ),
  passes(
    'refused in place, and by a document',
    {
      aws_s3_bucket: { a: {}, b: {} },
      aws_s3_bucket_policy: {
        a: { bucket: '${aws_s3_bucket.a.id}', policy: refusal(both('a')) },
        b: {
          bucket: '${aws_s3_bucket.b.id}',
          policy: '${data.aws_iam_policy_document.tls.json}',
        },
      },
    },
    {
      data: {
        aws_iam_policy_document: {
          tls: {
            statement: [
              {
                effect: 'Deny',
                actions: ['s3:*'],
                resources: both('b'),
                principals: [{ type: '*', identifiers: ['*'] }],
                condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
              },
            ],
          },
        },
      },
    },
  ),

  fails(
    'some actions only; another question; the opposite answer',
    ['aws_s3_bucket.a', 'aws_s3_bucket.b', 'aws_s3_bucket.c', 'aws_s3_bucket.d'],
    {
      aws_s3_bucket: { a: {}, b: {}, c: {}, d: {} },
      aws_s3_bucket_policy: Object.fromEntries(
        Object.entries({
          a: { Action: 's3:GetObject' },
          b: { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } },
          c: { Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
          d: { Condition: { StringNotLike: { 'aws:SecureTransport': 'false' } } },
        }).map(([name, changes]) => [
          name,
          { bucket: `\${aws_s3_bucket.${name}.id}`, policy: refusal(both(name), changes) },
        ]),
      ),
    },
  ),
];
