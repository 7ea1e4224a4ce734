/**
 * The files of the web app: scripts, styles, images. Only CloudFront reads the bucket. A release
 * adds files whose names carry a hash, so pages that were rendered before it still find theirs.
 */
import { CloudfrontOriginAccessControl } from '@cdktn/provider-aws/lib/cloudfront-origin-access-control/index.js';
import { S3BucketCorsConfiguration } from '@cdktn/provider-aws/lib/s3-bucket-cors-configuration/index.js';
import { Construct } from 'constructs';
import type { EdgeConfig } from '../../config/edge-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { type Bucket, bucketName, createBucket } from '../storage/bucket.ts';

export type StaticSiteProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly config: EdgeConfig['site'];
  /** Wanted when `config.encryption` is `kms`; its policy has to contain `siteKeyStatements`. */
  readonly keyArn?: string;
  /** `https://...` of the pages that load the files. */
  readonly origins: readonly string[];
};

export type StaticSite = Bucket & { readonly originAccessControlId: string };

export function createStaticSite(scope: Construct, id: string, props: StaticSiteProps): StaticSite {
  const { name, accountId, config, keyArn, origins } = props;
  const within = new Construct(scope, id);
  const isKeyed = config.encryption === 'kms';
  if (isKeyed && keyArn === undefined) {
    throw new Error(`${id} is to be encrypted with a key of ours, and none is given.`);
  }
  const bucket = createBucket(within, 'files', {
    name: bucketName(name('site'), accountId),
    config: { oldVersionDays: config.oldVersionDays },
    deleteContents: config.deleteContents,
    ...(isKeyed && keyArn !== undefined ? { keyArn } : {}),
    statements: (bucketArn) => [
      {
        sid: 'CloudFrontReads',
        actions: ['s3:GetObject'],
        resources: [`${bucketArn}/*`],
        principals: { Service: ['cloudfront.amazonaws.com'] },
        conditions: ofThisAccount(accountId),
      },
    ],
  });
  new S3BucketCorsConfiguration(within, 'cors', {
    bucket: bucket.name,
    corsRule: [
      {
        allowedMethods: ['GET', 'HEAD'],
        allowedOrigins: [...origins],
        allowedHeaders: ['*'],
        maxAgeSeconds: 3_600,
      },
    ],
  });
  const access = new CloudfrontOriginAccessControl(within, 'access', {
    name: name('site'),
    description: 'CloudFront signs what it asks the bucket for',
    originAccessControlOriginType: 's3',
    signingBehavior: 'always',
    signingProtocol: 'sigv4',
  });
  return { ...bucket, originAccessControlId: access.id };
}

/**
 * Not the one distribution: it names the bucket, so the bucket cannot name it. What it could keep
 * from others of the same account is what everybody may read anyway.
 */
const ofThisAccount = (accountId: string) => ({
  ArnLike: { 'aws:SourceArn': [`arn:aws:cloudfront::${accountId}:distribution/*`] },
});

/** For the policy of the site's key. */
export const siteKeyStatements = (accountId: string): readonly PolicyStatement[] => [
  {
    sid: 'CloudFrontDecrypts',
    actions: ['kms:Decrypt'],
    // In a key's own policy `*` is this key.
    resources: ['*'],
    principals: { Service: ['cloudfront.amazonaws.com'] },
    conditions: ofThisAccount(accountId),
  },
];
