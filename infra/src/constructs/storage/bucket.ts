/**
 * A bucket that nobody sees who is not permitted: no public access, no lists of permissions beside
 * policies, encrypted, reached over TLS only, with former versions to go back to.
 */
import { S3BucketLifecycleConfiguration } from '@cdktn/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketLoggingA } from '@cdktn/provider-aws/lib/s3-bucket-logging/index.js';
import { S3BucketOwnershipControls } from '@cdktn/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktn/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktn/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktn/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktn/provider-aws/lib/s3-bucket-versioning/index.js';
import { S3Bucket } from '@cdktn/provider-aws/lib/s3-bucket/index.js';
import type { ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';
import type { BucketConfig } from '../../config/storage-config.ts';
import { policyOf, type PolicyStatement } from '../iam/policy.ts';
import { lifecycleRule } from './lifecycle-rule.ts';

export type BucketProps = {
  /** World-wide unique: see `bucketName`. */
  readonly name: string;
  readonly config: BucketConfig;
  readonly deleteContents: boolean;
  /** Without one, keys that S3 manages: load balancers write their logs with no other. */
  readonly keyArn?: string;
  /** Where requests to this bucket are logged. */
  readonly accessLogBucket?: Bucket;
  /** Besides the demand for TLS. Takes the bucket's ARN. */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
};

export type Bucket = {
  readonly name: string;
  readonly arn: string;
  /** Without a scheme, of its own region. */
  readonly domainName: string;
  readonly keyArn?: string;
  /** What has to exist before objects can be replicated. */
  readonly versioning: ITerraformDependable;
};

/** `ticketing-dev-blobs-111122223333`: names of buckets are shared by all accounts of the world. */
export const bucketName = (name: string, accountId: string): string => `${name}-${accountId}`;

export function createBucket(scope: Construct, id: string, props: BucketProps): Bucket {
  const { name, config, keyArn, accessLogBucket } = props;
  const within = new Construct(scope, id);
  const s3 = new S3Bucket(within, 'bucket', {
    bucket: name,
    forceDestroy: props.deleteContents,
    tags: { Name: name },
  });
  const bucket = s3.id;
  const closed = new S3BucketPublicAccessBlock(within, 'public-access', {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketOwnershipControls(within, 'ownership', {
    bucket,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
  });
  new S3BucketServerSideEncryptionConfigurationA(within, 'encryption', {
    bucket,
    rule: [
      keyArn === undefined
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
        : {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: 'aws:kms',
              kmsMasterKeyId: keyArn,
            },
            // One request to the key serves many objects.
            bucketKeyEnabled: true,
          },
    ],
  });
  const versioning = new S3BucketVersioningA(within, 'versioning', {
    bucket,
    versioningConfiguration: { status: 'Enabled' },
  });
  new S3BucketLifecycleConfiguration(within, 'lifecycle', {
    bucket,
    rule: [lifecycleRule(config)],
    // Rules about former versions need versions.
    dependsOn: [versioning],
  });
  new S3BucketPolicy(within, 'policy', {
    bucket,
    policy: policyOf([...tlsOnly(s3.arn), ...(props.statements?.(s3.arn) ?? [])]),
    // Both change who may do what; S3 refuses two such changes at once.
    dependsOn: [closed],
  });
  if (accessLogBucket !== undefined) {
    new S3BucketLoggingA(within, 'logging', {
      bucket,
      targetBucket: accessLogBucket.name,
      targetPrefix: `s3/${name}/`,
    });
  }
  return {
    name: s3.id,
    arn: s3.arn,
    domainName: s3.bucketRegionalDomainName,
    ...(keyArn === undefined ? {} : { keyArn }),
    versioning,
  };
}

const tlsOnly = (bucketArn: string): PolicyStatement[] => {
  const refuse = (
    sid: string,
    conditions: PolicyStatement['conditions'] & {},
  ): PolicyStatement => ({
    sid,
    effect: 'Deny',
    actions: ['s3:*'],
    resources: [bucketArn, `${bucketArn}/*`],
    principals: '*',
    conditions,
  });
  return [
    refuse('EncryptedConnectionsOnly', { Bool: { 'aws:SecureTransport': ['false'] } }),
    refuse('Tls12AtLeast', { NumericLessThan: { 's3:TlsVersion': ['1.2'] } }),
  ];
};
