/** Copies every new object of a bucket to one in another region, encrypted with that one's key. */
import { S3BucketReplicationConfigurationA } from '@cdktn/provider-aws/lib/s3-bucket-replication-configuration/index.js';
import { Construct } from 'constructs';
import type { PolicyStatement } from '../iam/policy.ts';
import { createServiceRole } from '../iam/service-role.ts';
import type { Bucket } from './bucket.ts';

/** The destination may belong to another stack. */
export type ReplicationTarget = { readonly arn: string; readonly keyArn: string };

export type ReplicationProps = {
  readonly roleName: string;
  readonly accountId: string;
  /** With a key of its own; what is not encrypted with one is replicated as well. */
  readonly from: Bucket & { readonly keyArn: string };
  readonly to: ReplicationTarget;
};

export function replicateBucket(scope: Construct, id: string, props: ReplicationProps): void {
  const { roleName, accountId, from, to } = props;
  const within = new Construct(scope, id);
  const role = createServiceRole(within, 'role', {
    name: roleName,
    services: ['s3.amazonaws.com'],
    conditions: { StringEquals: { 'aws:SourceAccount': [accountId] } },
    statements: statementsOf(from, to),
  });
  new S3BucketReplicationConfigurationA(within, 'replication', {
    bucket: from.name,
    role: role.arn,
    rule: [
      {
        id: 'everything',
        status: 'Enabled',
        priority: 1,
        filter: { prefix: '' },
        // What is deleted here is hidden there; its versions stay for as long as there are kept.
        deleteMarkerReplication: { status: 'Enabled' },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
        destination: {
          bucket: to.arn,
          encryptionConfiguration: { replicaKmsKeyId: to.keyArn },
        },
      },
    ],
    dependsOn: [from.versioning],
  });
}

const statementsOf = (from: ReplicationProps['from'], to: ReplicationTarget): PolicyStatement[] => [
  {
    sid: 'ReadConfiguration',
    actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
    resources: [from.arn],
  },
  {
    sid: 'ReadVersions',
    actions: [
      's3:GetObjectVersionForReplication',
      's3:GetObjectVersionAcl',
      's3:GetObjectVersionTagging',
    ],
    resources: [`${from.arn}/*`],
  },
  {
    sid: 'WriteReplicas',
    actions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
    resources: [`${to.arn}/*`],
  },
  { sid: 'Decrypt', actions: ['kms:Decrypt'], resources: [from.keyArn] },
  { sid: 'Encrypt', actions: ['kms:Encrypt', 'kms:GenerateDataKey'], resources: [to.keyArn] },
];
