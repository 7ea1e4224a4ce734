/**
 * A certificate that AWS renews for as long as the records that prove the domain stand in its zone.
 * `*.example.com` is proven by the record of `example.com`, but does not cover that name itself.
 */
import { AcmCertificateValidation } from '@cdktn/provider-aws/lib/acm-certificate-validation/index.js';
import { AcmCertificate } from '@cdktn/provider-aws/lib/acm-certificate/index.js';
import { Route53Record } from '@cdktn/provider-aws/lib/route53-record/index.js';
import { Construct } from 'constructs';

export type CertificateProps = {
  /** All names it is for, at least one; the first is its subject. */
  readonly domains: readonly [string, ...string[]];
  readonly zoneId: string;
  /**
   * Whether another certificate for the same names, in another region, keeps the records: they are
   * the same ones, and the first to be destroyed would take them away from the other.
   */
  readonly recordsElsewhere?: boolean;
};

export type Certificate = {
  /** Known once the certificate is valid. */
  readonly arn: string;
};

export function createCertificate(
  scope: Construct,
  id: string,
  { domains, zoneId, recordsElsewhere = false }: CertificateProps,
): Certificate {
  const within = new Construct(scope, id);
  const [domainName, ...others] = domains;
  const certificate = new AcmCertificate(within, 'certificate', {
    domainName,
    subjectAlternativeNames: others,
    validationMethod: 'DNS',
    keyAlgorithm: 'EC_prime256v1',
    tags: { Name: domainName },
    // Listeners and distributions cannot be without one.
    lifecycle: { createBeforeDestroy: true },
  });
  const records = recordsElsewhere
    ? []
    : provenNames(domains).map((name) => createRecord(within, certificate, name, zoneId));
  const validation = new AcmCertificateValidation(within, 'validation', {
    certificateArn: certificate.arn,
    ...(records.length === 0 ? {} : { validationRecordFqdns: records.map(({ fqdn }) => fqdn) }),
    timeouts: { create: '45m' },
  });
  return { arn: validation.certificateArn };
}

/** Each name once, wildcards by the name below them. */
const provenNames = (domains: readonly string[]): string[] => [
  ...new Set(domains.map((domain) => domain.replace(/^\*\./, ''))),
];

/**
 * The records are chosen by the domain they prove: a resource for each of them can then be planned
 * before AWS has said what they are.
 */
function createRecord(
  within: Construct,
  certificate: AcmCertificate,
  name: string,
  zoneId: string,
): Route53Record {
  const address = `${certificate.terraformResourceType}.${certificate.friendlyUniqueId}`;
  const option = (attribute: string): string =>
    `\${[for option in ${address}.domain_validation_options : option.${attribute}` +
    ` if trimprefix(option.domain_name, "*.") == "${name}"][0]}`;
  return new Route53Record(within, `proof-${name.replaceAll('.', '-')}`, {
    zoneId,
    name: option('resource_record_name'),
    type: option('resource_record_type'),
    records: [option('resource_record_value')],
    ttl: 300,
    // AWS asks for the same record again when a name gets another certificate.
    allowOverwrite: true,
  });
}
