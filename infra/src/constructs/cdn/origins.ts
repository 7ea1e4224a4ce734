/**
 * Where CloudFront fetches what it does not have: the load balancer, the bucket with the web app's
 * files. A file that the bucket cannot give comes from the server, which has those of its release.
 */
import type {
  CloudfrontDistributionOrigin,
  CloudfrontDistributionOriginGroup,
} from '@cdktn/provider-aws/lib/cloudfront-distribution/index.js';
import type { StaticSite } from '../static-site/static-site.ts';

export const originIds = {
  application: 'application',
  files: 'files',
  filesOrApplication: 'files-or-application',
} as const;

/** CloudFront's longest without asking for more; the live channel says something every 15 s. */
const readTimeoutSeconds = 60;
/** Less than the 60 s after which a load balancer closes a connection that is not used. */
const keepAliveSeconds = 50;

export type OriginsProps = {
  /** `origin.<domain>`: the load balancer under a name that its certificate covers. */
  readonly applicationDomain: string;
  readonly site: StaticSite;
  /** The region of the load balancer, for a cache in front of it. */
  readonly shieldRegion: string | undefined;
};

export function originsOf(props: OriginsProps): CloudfrontDistributionOrigin[] {
  const { applicationDomain, site, shieldRegion } = props;
  return [
    {
      originId: originIds.application,
      domainName: applicationDomain,
      connectionAttempts: 2,
      connectionTimeout: 5,
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: 'https-only',
        originSslProtocols: ['TLSv1.2'],
        originReadTimeout: readTimeoutSeconds,
        originKeepaliveTimeout: keepAliveSeconds,
      },
      ...(shieldRegion === undefined
        ? {}
        : { originShield: { enabled: true, originShieldRegion: shieldRegion } }),
    },
    {
      originId: originIds.files,
      domainName: site.domainName,
      originAccessControlId: site.originAccessControlId,
      connectionAttempts: 2,
      connectionTimeout: 5,
    },
  ];
}

/** S3 says 403 of a file that is not there to whoever may not list the bucket. */
export const originGroups: CloudfrontDistributionOriginGroup[] = [
  {
    originId: originIds.filesOrApplication,
    failoverCriteria: { statusCodes: [403, 404, 500, 502, 503, 504] },
    member: [{ originId: originIds.files }, { originId: originIds.application }],
  },
];
