/** What a role needs to keep objects in a bucket; nobody but the lifecycle deletes versions. */
import type { PolicyStatement } from '../iam/policy.ts';
import type { Bucket } from './bucket.ts';

/** `what` becomes part of the statements' names, e.g. `Blobs`. */
export const bucketStatements = (what: string, { arn, keyArn }: Bucket): PolicyStatement[] => [
  { sid: `${what}List`, actions: ['s3:ListBucket'], resources: [arn] },
  {
    sid: `${what}Objects`,
    actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
    resources: [`${arn}/*`],
  },
  ...(keyArn === undefined
    ? []
    : [
        {
          sid: `${what}Key`,
          actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
          resources: [keyArn],
        },
      ]),
];
