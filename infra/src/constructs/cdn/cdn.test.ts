/** How CloudFront treats each kind of answer, and that nothing goes around its firewall. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { edgeConfig } from '../../config/eks/edge.ts';
import type { EdgeConfig } from '../../config/edge-config.ts';
import { createAccessLogs } from './access-logs.ts';
import { findAddressRanges } from './address-ranges.ts';
import { createCdn } from './cdn.ts';
import { pageParameters } from './paths.ts';

const name = (part: string) => `ticketing-prod-${part}`;

const made = (config: EdgeConfig = edgeConfig('prod')) =>
  synthesise((stack) => {
    createCdn(stack, 'cdn', {
      name,
      config,
      hosts: ['tickets.example.com', 'api.tickets.example.com'],
      certificateArn: 'arn:certificate',
      webAclArn: 'arn:web-acl',
      applicationDomain: 'origin.tickets.example.com',
      applicationRegion: 'ap-northeast-2',
      site: {
        name: 'site',
        arn: 'arn:aws:s3:::site',
        domainName: 'site.s3.ap-northeast-2.amazonaws.com',
        originAccessControlId: 'oac',
        versioning: { fqn: 'aws_s3_bucket_versioning.site' },
      },
    });
  });

type Behavior = Readonly<Record<string, unknown>> & { readonly path_pattern?: string };

const prod = made();
const distribution = prod.onlyOne('aws_cloudfront_distribution');
const ordered = distribution.ordered_cache_behavior as readonly Behavior[];
const behaviorOf = (pattern: string): Behavior => {
  const found = ordered.find(({ path_pattern }) => path_pattern === pattern);
  if (found === undefined) throw new Error(`no behavior ${pattern}`);
  return found;
};
const functionOf = (behavior: Behavior) => JSON.stringify(behavior.function_association);
const pages = distribution.default_cache_behavior as Behavior;

type CachePolicy = {
  readonly name: string;
  readonly min_ttl: number;
  readonly parameters_in_cache_key_and_forwarded_to_origin: {
    readonly cookies_config: { readonly cookie_behavior: string; readonly cookies?: object };
    readonly headers_config: { readonly headers?: { readonly items: readonly string[] } };
    readonly query_strings_config: Readonly<Record<string, unknown>>;
    readonly enable_accept_encoding_brotli: boolean;
    readonly enable_accept_encoding_gzip: boolean;
  };
};
const policies = prod.resources('aws_cloudfront_cache_policy') as readonly CachePolicy[];
const policyNamed = (part: string): CachePolicy => {
  const found = policies.find((policy) => policy.name === name(part));
  if (found === undefined) throw new Error(`no policy ${part}`);
  return found;
};

describe('the distribution', () => {
  it('has one firewall for the site and the API', () => {
    expect(distribution.web_acl_id).toBe('arn:web-acl');
    expect(distribution.aliases).toEqual(['tickets.example.com', 'api.tickets.example.com']);
  });

  it('speaks TLS 1.2 or later, HTTP/2 and 3, IPv6, everywhere', () => {
    expect(distribution).toMatchObject({
      http_version: 'http2and3',
      is_ipv6_enabled: true,
      price_class: 'PriceClass_All',
      viewer_certificate: { minimum_protocol_version: 'TLSv1.2_2021' },
    });
    for (const { viewer_protocol_policy } of [pages, ...ordered]) {
      expect(viewer_protocol_policy).toBe('redirect-to-https');
    }
    expect(JSON.stringify(distribution.origin)).toContain('"origin_protocol_policy":"https-only"');
  });

  it('lets nobody write to pages, and everybody who may to the API', () => {
    expect(pages.allowed_methods).toEqual(['GET', 'HEAD', 'OPTIONS']);
    expect(behaviorOf('/api/*').allowed_methods).toHaveLength(7);
    expect(behaviorOf('/api/v1/events').allowed_methods).toHaveLength(7);
  });

  it('does not keep the live channel, nor compress it', () => {
    expect(behaviorOf('/api/v1/live*')).toMatchObject({
      compress: false,
      cache_policy_id: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
    });
  });

  it('removes what is about a person wherever answers are kept', () => {
    for (const shared of [pages, behaviorOf('/api/v1/events/*'), behaviorOf('/api/v1/events')]) {
      expect(functionOf(shared)).toContain('functions_shared');
      expect(functionOf(shared)).toContain('viewer-request');
    }
    expect(functionOf(behaviorOf('/api/*'))).toContain('functions_personal');
    expect(functionOf(behaviorOf('/api/v1/events/*/*'))).toContain('functions_personal');
  });

  it('takes files from the bucket, and from the server what the bucket does not have', () => {
    expect(behaviorOf('/assets/*').target_origin_id).toBe('files-or-application');
    expect(distribution.origin_group).toEqual([
      {
        origin_id: 'files-or-application',
        failover_criteria: { status_codes: [403, 404, 500, 502, 503, 504] },
        member: [{ origin_id: 'files' }, { origin_id: 'application' }],
      },
    ]);
    expect(distribution.origin).toEqual([
      expect.objectContaining({ domain_name: 'origin.tickets.example.com' }),
      expect.objectContaining({ origin_access_control_id: 'oac' }),
    ]);
  });

  it('keeps no error of a request for longer than a second, and replaces none', () => {
    const errors = distribution.custom_error_response as readonly Record<string, unknown>[];
    expect(errors).toHaveLength(11);
    for (const { error_caching_min_ttl, response_page_path } of errors) {
      expect(error_caching_min_ttl).toBeLessThanOrEqual(1);
      expect(response_page_path).toBeUndefined();
    }
  });

  it('shields the server in prod only', () => {
    expect(JSON.stringify(distribution.origin)).toContain(
      '"origin_shield_region":"ap-northeast-2"',
    );
    const dev = made(edgeConfig('dev')).onlyOne('aws_cloudfront_distribution');
    expect(JSON.stringify(dev.origin)).not.toContain('origin_shield');
  });
});

describe('keys of the cache', () => {
  it('have the person only where nothing is kept', () => {
    for (const { name: policy, ...rest } of policies) {
      const { cookies_config, headers_config } =
        rest.parameters_in_cache_key_and_forwarded_to_origin;
      const isPersonal = policy === name('personal');
      expect([policy, cookies_config.cookie_behavior]).toEqual([
        policy,
        isPersonal ? 'whitelist' : 'none',
      ]);
      expect(headers_config.headers?.items.includes('Authorization') ?? false).toBe(isPersonal);
    }
    expect(policyNamed('personal')).toMatchObject({ min_ttl: 0, default_ttl: 0 });
  });

  it('tell pages apart by language, and reads by their parameters', () => {
    expect(policyNamed('pages').parameters_in_cache_key_and_forwarded_to_origin).toMatchObject({
      headers_config: { headers: { items: ['Accept-Language'] } },
      query_strings_config: { query_strings: { items: [...pageParameters] } },
    });
    expect(
      policyNamed('public-reads').parameters_in_cache_key_and_forwarded_to_origin
        .query_strings_config,
    ).toMatchObject({
      query_strings: { items: ['cursor', 'limit', 'number', 'q', 'version', 'when'] },
    });
  });

  it('have both compressions', () => {
    for (const { parameters_in_cache_key_and_forwarded_to_origin: key } of policies) {
      expect([key.enable_accept_encoding_gzip, key.enable_accept_encoding_brotli]).toEqual([
        true,
        true,
      ]);
    }
  });

  it('hide other parameters from the server where answers are kept', () => {
    expect(prod.onlyOne('aws_cloudfront_origin_request_policy')).toMatchObject({
      query_strings_config: { query_string_behavior: 'none' },
      headers_config: { header_behavior: 'allExcept', headers: { items: ['Host'] } },
    });
  });
});

describe('headers of every answer', () => {
  it('insist on https, and leave to the server what it says itself', () => {
    expect(
      prod.onlyOne('aws_cloudfront_response_headers_policy').security_headers_config,
    ).toMatchObject({
      strict_transport_security: { access_control_max_age_sec: 31_536_000, override: true },
      content_type_options: { override: true },
      frame_options: { frame_option: 'DENY', override: false },
      referrer_policy: { override: false },
    });
  });
});

describe('access logs', () => {
  it('leave out cookies and parameters', () => {
    const logs = synthesise((stack) => {
      createAccessLogs(stack, 'logs', {
        name,
        distributionArn: 'arn:aws:cloudfront::111122223333:distribution/E1',
        bucket: { arn: 'arn:aws:s3:::logs' },
      });
    });
    const fields = logs.onlyOne('aws_cloudwatch_log_delivery').record_fields as readonly string[];
    expect(fields).toContain('sc-status');
    expect(fields.filter((field) => /cookie|query/i.test(field))).toEqual([]);
  });
});

describe('address ranges', () => {
  it.each([
    ['cloudfront', 'com.amazonaws.global.cloudfront.origin-facing'],
    ['health-checkers', 'com.amazonaws.ap-northeast-2.route53-healthchecks'],
  ] as const)('of %s are a list that AWS keeps', (of, listName) => {
    const { data } = synthesise((stack) => {
      findAddressRanges(stack, 'ranges', { of, region: 'ap-northeast-2' });
    });
    expect(data('aws_ec2_managed_prefix_list')).toMatchObject([{ name: listName }]);
  });
});
