/**
 * CloudFront before everything: site and API under their names, one distribution, one firewall. The
 * server renders pages and answers the API; the bucket gives the web app's files.
 */
import { CloudfrontDistribution } from '@cdktn/provider-aws/lib/cloudfront-distribution/index.js';
import { Construct } from 'constructs';
import type { EdgeConfig } from '../../config/edge-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import type { AliasTarget } from '../dns/records.ts';
import { createEdgeFunctions } from '../edge-function/edge-function.ts';
import type { StaticSite } from '../static-site/static-site.ts';
import { behaviorOf } from './behaviors.ts';
import { originGroups, originsOf } from './origins.ts';
import { otherPaths, pathPatterns } from './paths.ts';
import { createPolicies } from './policies.ts';
import { createSecurityHeaders } from './security-headers.ts';

export type CdnProps = {
  readonly name: Name;
  readonly config: EdgeConfig;
  /** The names it is asked under: the site's and the API's. */
  readonly hosts: readonly string[];
  /** In us-east-1, for all of these names. */
  readonly certificateArn: string;
  /** In front of CloudFront, made in us-east-1. */
  readonly webAclArn: string;
  /** `origin.<domain>` */
  readonly applicationDomain: string;
  /** Where the load balancer is. */
  readonly applicationRegion: string;
  readonly site: StaticSite;
};

export type Cdn = {
  readonly distributionId: string;
  readonly distributionArn: string;
  /** For alias records. */
  readonly alias: AliasTarget;
};

export function createCdn(scope: Construct, id: string, props: CdnProps): Cdn {
  const { name, config, hosts, site, applicationDomain, applicationRegion } = props;
  const within = new Construct(scope, id);
  const treatment = {
    policies: createPolicies(within, 'policies', { name, cacheSeconds: config.cacheSeconds }),
    functions: createEdgeFunctions(within, 'functions', { name }),
    securityHeadersId: createSecurityHeaders(within, 'security-headers', {
      name,
      hstsSeconds: config.hstsSeconds,
    }),
  };
  const distribution = new CloudfrontDistribution(within, 'distribution', {
    comment: name('edge'),
    enabled: true,
    isIpv6Enabled: true,
    httpVersion: 'http2and3',
    priceClass: config.priceClass,
    aliases: [...hosts],
    webAclId: props.webAclArn,
    origin: originsOf({
      applicationDomain,
      site,
      shieldRegion: config.originShield ? applicationRegion : undefined,
    }),
    originGroup: originGroups,
    defaultCacheBehavior: behaviorOf(otherPaths, treatment),
    orderedCacheBehavior: pathPatterns.map(([pathPattern, kind]) =>
      Object.assign({ pathPattern }, behaviorOf(kind, treatment)),
    ),
    customErrorResponse: errorsAreNotKept,
    restrictions: { geoRestriction: { restrictionType: 'none', locations: [] } },
    viewerCertificate: {
      acmCertificateArn: props.certificateArn,
      sslSupportMethod: 'sni-only',
      minimumProtocolVersion: config.tlsMinimum,
    },
    tags: { Name: name('edge') },
  });
  return {
    distributionId: distribution.id,
    distributionArn: distribution.arn,
    alias: { dnsName: distribution.domainName, zoneId: distribution.hostedZoneId },
  };
}

/**
 * CloudFront keeps errors for 10 s otherwise: an order would stay "not found" after it was made.
 * The texts stay the server's, because a page for all would replace the JSON of the API too. While
 * the server is down, a second spares it the worst.
 */
const errorsAreNotKept = [
  ...[400, 403, 404, 405, 414, 416].map((errorCode) => ({ errorCode, errorCachingMinTtl: 0 })),
  ...[500, 501, 502, 503, 504].map((errorCode) => ({ errorCode, errorCachingMinTtl: 1 })),
];
