/**
 * Addresses of AWS that call the load balancer: CloudFront, and the health checkers of Route 53.
 * AWS keeps the lists; a security group that names one follows it without an apply.
 */
import { DataAwsEc2ManagedPrefixList } from '@cdktn/provider-aws/lib/data-aws-ec2-managed-prefix-list/index.js';
import { TerraformLocal } from 'cdktn';
import type { Construct } from 'constructs';

export type AddressRanges = {
  /** For rules of security groups. One counts as many rules: 55 for CloudFront, of 60. */
  readonly prefixListId: string;
  /** The IPv4 ranges, separated by commas, as of the last apply. */
  readonly cidrs: string;
};

export type AddressRangesProps = {
  readonly of: 'cloudfront' | 'health-checkers';
  readonly region: string;
};

export function findAddressRanges(
  scope: Construct,
  id: string,
  { of, region }: AddressRangesProps,
): AddressRanges {
  const list = new DataAwsEc2ManagedPrefixList(scope, id, {
    name:
      of === 'cloudfront'
        ? 'com.amazonaws.global.cloudfront.origin-facing'
        : `com.amazonaws.${region}.route53-healthchecks`,
  });
  const address = `data.${list.terraformResourceType}.${list.friendlyUniqueId}`;
  // A local value has a name that can stand anywhere; the expression's quotation marks could not.
  const cidrs = new TerraformLocal(
    scope,
    `${id}-cidrs`,
    `\${join(",", sort([for entry in ${address}.entries : entry.cidr]))}`,
  );
  return { prefixListId: list.id, cidrs: cidrs.asString };
}
