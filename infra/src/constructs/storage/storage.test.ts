/** Buckets that are closed, encrypted and versioned; logs that arrive; replicas elsewhere. */
import { describe, expect, it } from 'vitest';
import { type Resource, synthesise } from '../../../test/support/synthesise.ts';
import { storageConfig } from '../../config/disaster-recovery/storage.ts';
import { bucketStatements } from './bucket-access.ts';
import { type Buckets, createBuckets } from './buckets.ts';
import { replicateBucket } from './replicate-bucket.ts';

const outputs: { buckets?: Buckets } = {};
const bucketsOf = (environment: 'dev' | 'prod') =>
  synthesise((stack) => {
    const buckets = createBuckets(stack, 'buckets', {
      config: storageConfig(environment),
      name: (part) => `ticketing-${environment}-${part}`,
      accountId: '111122223333',
      region: 'ap-northeast-2',
      globalRegion: 'us-east-1',
      keyArn: 'arn:key',
    });
    outputs.buckets = buckets;
    replicateBucket(stack, 'replication', {
      roleName: `ticketing-${environment}-replicate-blobs`,
      accountId: '111122223333',
      from: buckets.blobs,
      to: { arn: 'arn:aws:s3:::there', keyArn: 'arn:key-there' },
    });
  });
const dev = bucketsOf('dev');
const { resources, onlyOne } = bucketsOf('prod');
const count = resources('aws_s3_bucket').length;
const of = (type: string, bucket: string, from = resources): Resource | undefined =>
  from(type).find((resource) => String(resource.bucket).includes(bucket));

const ruleOf = (bucket: string): unknown => {
  const [rule] = (of('aws_s3_bucket_lifecycle_configuration', bucket)?.rule ?? []) as unknown[];
  return rule;
};

describe('buckets', () => {
  it('carry the account, because names are shared by the whole world', () => {
    expect(resources('aws_s3_bucket').map(({ bucket }) => bucket)).toEqual([
      'ticketing-prod-access-logs-111122223333',
      'ticketing-prod-backups-111122223333',
      'ticketing-prod-blobs-111122223333',
    ]);
  });

  it('are closed to the public, owned by the account, and versioned, all of them', () => {
    const blocks = resources('aws_s3_bucket_public_access_block');
    expect(blocks).toHaveLength(count);
    for (const block of blocks) {
      expect(block).toMatchObject({
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
    }
    const owners = resources('aws_s3_bucket_ownership_controls').map(({ rule }) => rule);
    expect(owners).toEqual(
      Array.from({ length: count }, () => ({ object_ownership: 'BucketOwnerEnforced' })),
    );
    expect(resources('aws_s3_bucket_versioning')).toHaveLength(count);
  });

  it('are reached over TLS 1.2 or newer only', () => {
    const policies = resources('aws_s3_bucket_policy').map(({ policy }) => String(policy));
    expect(policies).toHaveLength(count);
    for (const policy of policies) {
      expect(policy).toMatch(/"aws:SecureTransport" = \["false"\].*"Deny"|"Deny".*SecureTransport/);
      expect(policy).toContain('"s3:TlsVersion" = ["1.2"]');
    }
  });

  it('are encrypted with our key, except for logs that load balancers write', () => {
    const type = 'aws_s3_bucket_server_side_encryption_configuration';
    expect(JSON.stringify(of(type, 'blobs'))).toContain('"arn:key"');
    expect(JSON.stringify(of(type, 'backups'))).toContain('"aws:kms"');
    expect(JSON.stringify(of(type, 'access-logs'))).toContain('"AES256"');
  });

  it('log who asked for what', () => {
    const logged = resources('aws_s3_bucket_logging');
    expect(logged.map(({ target_prefix: prefix }) => prefix)).toEqual([
      's3/ticketing-prod-backups-111122223333/',
      's3/ticketing-prod-blobs-111122223333/',
    ]);
  });

  it('keep former versions for 30 days, and logs in Glacier until they are a year old', () => {
    expect(ruleOf('blobs')).toMatchObject({
      noncurrent_version_expiration: [{ noncurrent_days: 30 }],
    });
    expect(ruleOf('blobs')).not.toHaveProperty('expiration');
    expect(ruleOf('access-logs')).toMatchObject({
      transition: [{ days: 30, storage_class: 'GLACIER' }],
      expiration: [{ days: 365 }],
    });
  });

  it('are emptied by force in development only', () => {
    expect(of('aws_s3_bucket', 'blobs')?.force_destroy).toBe(false);
    expect(of('aws_s3_bucket', 'blobs', dev.resources)?.force_destroy).toBe(true);
  });

  it('take logs of the own account only', () => {
    const policy = String(of('aws_s3_bucket_policy', 'access-logs')?.policy);
    expect(policy).toContain('logdelivery.elasticloadbalancing.amazonaws.com');
    expect(policy).toContain(
      '"aws:SourceArn" = ["arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:',
    );
    expect(policy).toContain('arn:aws:logs:us-east-1:111122223333:delivery-source:*');
    expect(policy.match(/111122223333/g)?.length).toBeGreaterThanOrEqual(6);
    expect(String(of('aws_s3_bucket_policy', 'blobs')?.policy)).not.toContain('"Allow"');
  });

  it('are used object by object, with their key', () => {
    const statements =
      outputs.buckets === undefined ? [] : bucketStatements('Blobs', outputs.buckets.blobs);
    expect(statements.map(({ sid }) => sid)).toEqual(['BlobsList', 'BlobsObjects', 'BlobsKey']);
    expect(statements.flatMap(({ actions }) => actions)).not.toContain('s3:DeleteObjectVersion');
  });
});

describe('replication', () => {
  it('copies everything, encrypted with the key of the other region', () => {
    const replication = onlyOne('aws_s3_bucket_replication_configuration');
    expect(replication.rule).toMatchObject([
      {
        status: 'Enabled',
        source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } },
        destination: {
          bucket: 'arn:aws:s3:::there',
          encryption_configuration: { replica_kms_key_id: 'arn:key-there' },
        },
      },
    ]);
    expect(JSON.stringify(replication.depends_on)).toContain('aws_s3_bucket_versioning');
  });

  it('reads here and writes there, with a role that nobody else takes on', () => {
    const policy = String(onlyOne('aws_iam_role_policy').policy);
    expect(policy).toContain('"arn:aws:s3:::there/*"');
    expect(policy).toMatch(/"kms:Decrypt".*"arn:key".*"kms:Encrypt".*"arn:key-there"/);
    expect(onlyOne('aws_iam_role').assume_role_policy).toContain(
      '"aws:SourceAccount" = ["111122223333"]',
    );
  });
});
