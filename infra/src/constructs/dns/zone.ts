/**
 * The zone of the site's domain: made here, or one that exists. A new one is of use only after the
 * domain's registrar has been told its name servers.
 *
 * It is not signed (DNSSEC): the key has to be handed to the parent zone, often by hand, and a
 * mistake takes the domain off the Internet. Whoever wants it adds a key of KMS in us-east-1
 * (ECC_NIST_P256), a key-signing key, and the DS record at the parent, in this order.
 */
import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group/index.js';
import { CloudwatchLogResourcePolicy } from '@cdktn/provider-aws/lib/cloudwatch-log-resource-policy/index.js';
import { Route53QueryLog } from '@cdktn/provider-aws/lib/route53-query-log/index.js';
import { Route53Record } from '@cdktn/provider-aws/lib/route53-record/index.js';
import { Route53Zone } from '@cdktn/provider-aws/lib/route53-zone/index.js';
import { Construct } from 'constructs';
import { policyOf } from '../iam/policy.ts';

export type ZoneProps = {
  readonly domain: string;
  /** The id of a zone that is not ours to make. */
  readonly existingZoneId?: string;
};

export type Zone = {
  readonly id: string;
  readonly domain: string;
  /** For the registrar. Undefined for a zone that existed before. */
  readonly nameServers: readonly string[] | undefined;
};

export function createZone(
  scope: Construct,
  id: string,
  { domain, existingZoneId }: ZoneProps,
): Zone {
  const within = new Construct(scope, id);
  const zone =
    existingZoneId === undefined
      ? new Route53Zone(within, 'zone', { name: domain, comment: 'Onsale' })
      : undefined;
  const zoneId = zone?.zoneId ?? existingZoneId ?? '';
  new Route53Record(within, 'issuers', {
    zoneId,
    name: domain,
    type: 'CAA',
    ttl: 3_600,
    // Nobody else may issue certificates for the domain.
    records: ['0 issue "amazon.com"', '0 issuewild "amazon.com"'],
  });
  return { id: zoneId, domain, nameServers: zone?.nameServers };
}

export type QueryLogProps = {
  readonly zone: Zone;
  readonly retentionDays: number;
  /** Of us-east-1, where Route 53 writes its logs: this has to be made there. */
  readonly keyArn: string;
  readonly accountId: string;
};

/** Writes down what name servers are asked. */
export function createQueryLog(
  scope: Construct,
  id: string,
  { zone, retentionDays, keyArn, accountId }: QueryLogProps,
): void {
  const within = new Construct(scope, id);
  const group = new CloudwatchLogGroup(within, 'group', {
    name: `/aws/route53/${zone.domain}`,
    retentionInDays: retentionDays,
    kmsKeyId: keyArn,
  });
  const policy = new CloudwatchLogResourcePolicy(within, 'policy', {
    policyName: `route53-${zone.domain.replaceAll('.', '-')}`,
    policyDocument: policyOf([
      {
        sid: 'WriteQueryLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [`${group.arn}:*`],
        principals: { Service: ['route53.amazonaws.com'] },
        conditions: { StringEquals: { 'aws:SourceAccount': [accountId] } },
      },
    ]),
  });
  new Route53QueryLog(within, 'log', {
    zoneId: zone.id,
    cloudwatchLogGroupArn: group.arn,
    dependsOn: [policy],
  });
}
