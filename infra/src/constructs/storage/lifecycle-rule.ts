/** What happens to objects as they grow old. */
import type { S3BucketLifecycleConfigurationRule } from '@cdktn/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import type { BucketConfig } from '../../config/storage-config.ts';

/** Pieces of uploads that nobody finished are invisible, and paid for. */
const unfinishedDays = 7;

export const lifecycleRule = ({
  oldVersionDays,
  glacierAfterDays,
  expireAfterDays,
}: BucketConfig): S3BucketLifecycleConfigurationRule => ({
  id: 'age',
  status: 'Enabled',
  filter: [{ prefix: '' }],
  abortIncompleteMultipartUpload: [{ daysAfterInitiation: unfinishedDays }],
  noncurrentVersionExpiration: [{ noncurrentDays: oldVersionDays }],
  ...(glacierAfterDays === undefined
    ? {}
    : { transition: [{ days: glacierAfterDays, storageClass: 'GLACIER' }] }),
  ...(expireAfterDays === undefined ? {} : { expiration: [{ days: expireAfterDays }] }),
});
