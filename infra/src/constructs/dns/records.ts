/** Names of the site and the API, which are CloudFront, and of the load balancer behind it. */
import { Route53Record } from '@cdktn/provider-aws/lib/route53-record/index.js';
import { Construct } from 'constructs';

/** What an alias record points at. */
export type AliasTarget = { readonly dnsName: string; readonly zoneId: string };

/** Every name that is served, from the site's domain. */
export const hostNames = (domain: string) =>
  ({ site: domain, api: `api.${domain}`, origin: `origin.${domain}` }) as const;

export type SiteRecordsProps = {
  readonly zoneId: string;
  readonly domain: string;
  readonly distribution: AliasTarget;
};

/**
 * The API's own name leads through CloudFront as well: its firewall stands before everything that
 * the Internet can ask.
 */
export function createSiteRecords(
  scope: Construct,
  id: string,
  { zoneId, domain, distribution }: SiteRecordsProps,
): void {
  const within = new Construct(scope, id);
  const { site, api } = hostNames(domain);
  for (const [part, name] of [
    ['site', site],
    ['api', api],
  ] as const) {
    for (const type of ['A', 'AAAA'] as const) {
      createAlias(within, `${part}-${type.toLowerCase()}`, zoneId, name, type, distribution);
    }
  }
}

export type OriginRecordProps = {
  readonly zoneId: string;
  readonly domain: string;
  readonly loadBalancer: AliasTarget;
};

/** Where CloudFront finds the load balancer, under a name that its certificate covers. */
export function createOriginRecord(
  scope: Construct,
  id: string,
  { zoneId, domain, loadBalancer }: OriginRecordProps,
): void {
  const within = new Construct(scope, id);
  createAlias(within, 'origin', zoneId, hostNames(domain).origin, 'A', loadBalancer);
}

const createAlias = (
  within: Construct,
  id: string,
  zoneId: string,
  name: string,
  type: 'A' | 'AAAA',
  target: AliasTarget,
): Route53Record =>
  new Route53Record(within, id, {
    zoneId,
    name,
    type,
    alias: { name: target.dnsName, zoneId: target.zoneId, evaluateTargetHealth: false },
  });
