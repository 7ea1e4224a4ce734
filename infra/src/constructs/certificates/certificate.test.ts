/** Certificates are proven by records that can be planned, once a name, and made where wanted. */
import { AwsProvider } from '@cdktn/provider-aws/lib/provider/index.js';
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createCertificate, type CertificateProps } from './certificate.ts';
import { throughProvider } from './through-provider.ts';

const made = (props: Omit<CertificateProps, 'zoneId'>) =>
  synthesise((stack) => {
    createCertificate(stack, 'certificate', { zoneId: 'Z1', ...props });
  });

describe('a certificate', () => {
  const site = made({ domains: ['example.com', '*.example.com'] });

  it('for a domain and everything below it names both, and is proven by one record', () => {
    expect(site.onlyOne('aws_acm_certificate')).toMatchObject({
      domain_name: 'example.com',
      subject_alternative_names: ['*.example.com'],
      validation_method: 'DNS',
      key_algorithm: 'EC_prime256v1',
      lifecycle: { create_before_destroy: true },
    });
    expect(site.resources('aws_route53_record')).toHaveLength(1);
  });

  it('chooses its records by name, without an index that AWS could change', () => {
    const { name, for_each: forEach } = site.onlyOne('aws_route53_record');
    expect(name).toContain('if trimprefix(option.domain_name, "*.") == "example.com"');
    expect(forEach).toBeUndefined();
  });

  it('is waited for, and known only once it is valid', () => {
    expect(site.onlyOne('aws_acm_certificate_validation')).toMatchObject({
      validation_record_fqdns: [expect.stringContaining('aws_route53_record')],
      timeouts: { create: '45m' },
    });
  });

  it('has a record for each name, and none where another region keeps them', () => {
    const domains = ['origin.example.com', 'api.example.com'] as const;
    expect(made({ domains: [...domains] }).resources('aws_route53_record')).toHaveLength(2);
    const standby = made({ domains: [...domains], recordsElsewhere: true });
    expect(standby.resources('aws_route53_record')).toEqual([]);
    expect(standby.onlyOne('aws_acm_certificate_validation')).not.toHaveProperty(
      'validation_record_fqdns',
    );
  });
});

describe('a provider for everything under a scope', () => {
  it('is named by what is in it, and by nothing else', () => {
    const { resources } = synthesise((stack) => {
      const domains = ['example.com'] as const;
      const provider = new AwsProvider(stack, 'us', { region: 'us-east-1', alias: 'us-east-1' });
      const global = throughProvider(stack, 'global', provider);
      createCertificate(global, 'certificate', { zoneId: 'Z1', domains: [...domains] });
      createCertificate(stack, 'certificate', { zoneId: 'Z1', domains: [...domains] });
    });
    const providers = resources('aws_acm_certificate').map(({ provider }) => provider);
    expect(providers).toEqual([undefined, 'aws.us-east-1']);
  });
});
