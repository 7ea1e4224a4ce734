/** CloudTrail: who called which API of AWS, in all regions, in files that show if they change. */
import { Cloudtrail } from '@cdktn/provider-aws/lib/cloudtrail/index.js';
import { Construct } from 'constructs';
import type { AccountConfig } from '../../config/account-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { createKey } from '../encryption/key.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { bucketPoliciesIn } from './bucket-policies.ts';
import { bucketName, createBucket } from '../storage/bucket.ts';

export type TrailProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly region: string;
  readonly config: AccountConfig['trail'];
};

export type Trail = { readonly arn: string; readonly bucketName: string };

export function createTrail(scope: Construct, id: string, props: TrailProps): Trail {
  const { name, accountId, region, config } = props;
  const within = new Construct(scope, id);
  const trailName = name('trail');
  // Put together, because the bucket and the key name the trail, and the trail names them.
  const arn = `arn:aws:cloudtrail:${region}:${accountId}:trail/${trailName}`;
  const key = createKey(within, 'key', {
    name,
    purpose: 'trail',
    accountId,
    services: [],
    deletionWindowDays: 30,
    statements: keyStatements(arn, accountId),
  });
  const bucket = createBucket(within, 'records', {
    name: bucketName(trailName, accountId),
    config,
    keyArn: key.arn,
    deleteContents: false,
    statements: (bucketArn) => bucketStatements(bucketArn, arn, accountId),
  });
  const trail = new Cloudtrail(within, 'trail', {
    name: trailName,
    s3BucketName: bucket.name,
    kmsKeyId: key.arn,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    enableLogging: true,
    dependsOn: bucketPoliciesIn(within),
  });
  return { arn: trail.arn, bucketName: bucket.name };
}

const cloudTrail = { Service: ['cloudtrail.amazonaws.com'] } as const;

const keyStatements = (trailArn: string, accountId: string): readonly PolicyStatement[] => [
  {
    sid: 'TrailEncrypts',
    actions: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
    // In a key's own policy `*` is this key.
    resources: ['*'],
    principals: cloudTrail,
    conditions: {
      StringEquals: { 'aws:SourceArn': [trailArn], 'aws:SourceAccount': [accountId] },
    },
  },
];

const bucketStatements = (
  bucketArn: string,
  trailArn: string,
  accountId: string,
): readonly PolicyStatement[] => [
  {
    sid: 'TrailChecks',
    actions: ['s3:GetBucketAcl'],
    resources: [bucketArn],
    principals: cloudTrail,
    conditions: { StringEquals: { 'aws:SourceArn': [trailArn] } },
  },
  {
    sid: 'TrailWrites',
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/AWSLogs/${accountId}/*`],
    principals: cloudTrail,
    conditions: {
      StringEquals: {
        'aws:SourceArn': [trailArn],
        's3:x-amz-acl': ['bucket-owner-full-control'],
      },
    },
  },
];
