/** Names lead through CloudFront, the API's too; only its origin leads to the load balancer. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createOriginRecord, createSiteRecords } from './records.ts';
import { createQueryLog, createZone } from './zone.ts';

const domain = 'tickets.example.com';
const distribution = { dnsName: 'd1.cloudfront.net', zoneId: 'Z2FDTNDATAQYW2' };
const loadBalancer = { dnsName: 'a.elb.amazonaws.com', zoneId: 'ZWKZPGTI48KDX' };

describe('names', () => {
  const { resources } = synthesise((stack) => {
    createSiteRecords(stack, 'site', { zoneId: 'Z1', domain, distribution });
    createOriginRecord(stack, 'origin', { zoneId: 'Z1', domain, loadBalancer });
  });
  const records = resources('aws_route53_record').map(({ name, type, alias }) => ({
    name,
    type,
    to: (alias as { name: string }).name,
  }));

  it('of the site and the API are CloudFront, over IPv4 and IPv6', () => {
    for (const name of [domain, `api.${domain}`]) {
      for (const type of ['A', 'AAAA']) {
        expect(records).toContainEqual({ name, type, to: distribution.dnsName });
      }
    }
  });

  it('of the load balancer is another one', () => {
    const [origin, ...others] = records.filter(({ to }) => to === loadBalancer.dnsName);
    expect(origin).toEqual({ name: `origin.${domain}`, type: 'A', to: loadBalancer.dnsName });
    expect(others).toEqual([]);
    expect(records).toHaveLength(5);
  });
});

describe('a zone', () => {
  it('is made, and lets only Amazon issue certificates', () => {
    const { onlyOne } = synthesise((stack) => {
      createZone(stack, 'zone', { domain });
    });
    expect(onlyOne('aws_route53_zone').name).toBe(domain);
    expect(onlyOne('aws_route53_record')).toMatchObject({
      type: 'CAA',
      records: ['0 issue "amazon.com"', '0 issuewild "amazon.com"'],
    });
  });

  it('that exists is left alone but for that', () => {
    const { resources, onlyOne } = synthesise((stack) => {
      const zone = createZone(stack, 'zone', { domain, existingZoneId: 'Z9' });
      expect(zone).toEqual({ id: 'Z9', domain, nameServers: undefined });
    });
    expect(resources('aws_route53_zone')).toEqual([]);
    expect(onlyOne('aws_route53_record').zone_id).toBe('Z9');
  });

  it('writes down questions for as long as it is told, once it may', () => {
    const { onlyOne } = synthesise((stack) => {
      createQueryLog(stack, 'queries', {
        zone: { id: 'Z9', domain, nameServers: undefined },
        retentionDays: 30,
        keyArn: 'arn:key',
        accountId: '111122223333',
      });
    });
    expect(onlyOne('aws_cloudwatch_log_group')).toMatchObject({
      name: `/aws/route53/${domain}`,
      retention_in_days: 30,
      kms_key_id: 'arn:key',
    });
    expect(JSON.stringify(onlyOne('aws_route53_query_log').depends_on)).toContain(
      'aws_cloudwatch_log_resource_policy',
    );
  });
});
