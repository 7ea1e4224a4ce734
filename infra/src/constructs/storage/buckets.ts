/** The buckets of a topology in one region. */
import { Construct } from 'constructs';
import type { StorageConfig } from '../../config/storage-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { type Bucket, bucketName, createBucket } from './bucket.ts';
import { loadBalancerLogPrefix, logDeliveryStatements } from './log-delivery.ts';

export type BucketsProps = {
  readonly config: StorageConfig;
  readonly name: Name;
  readonly accountId: string;
  readonly region: string;
  /** Where CloudFront delivers its logs from. */
  readonly globalRegion: string;
  readonly keyArn: string;
};

/** With a key of ours, so that it can be replicated. */
export type EncryptedBucket = Bucket & { readonly keyArn: string };

export type Buckets = {
  readonly blobs: EncryptedBucket;
  readonly backups: EncryptedBucket;
  readonly accessLogs: Bucket;
};

export function createBuckets(scope: Construct, id: string, props: BucketsProps): Buckets {
  const { config, name, accountId, region, keyArn } = props;
  const within = new Construct(scope, id);
  const accessLogs = createBucket(within, 'access-logs', {
    name: bucketName(name('access-logs'), accountId),
    config: config.buckets.accessLogs,
    deleteContents: config.deleteContents,
    statements: logDeliveryStatements({
      accountId,
      region,
      loadBalancerPrefix: loadBalancerLogPrefix(name),
      deliveryRegions: [...new Set([region, props.globalRegion])],
    }),
  });
  const bucketOf = (part: 'blobs' | 'backups'): EncryptedBucket => ({
    ...createBucket(within, part, {
      name: bucketName(name(part), accountId),
      config: config.buckets[part],
      deleteContents: config.deleteContents,
      keyArn,
      accessLogBucket: accessLogs,
    }),
    keyArn,
  });
  return { blobs: bucketOf('blobs'), backups: bucketOf('backups'), accessLogs };
}
