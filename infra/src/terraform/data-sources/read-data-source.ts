/**
 * Answers data sources without AWS: real evaluation where that is possible (policy documents),
 * facts where plans depend on them (zones, managed policies of CloudFront), plausible values
 * otherwise.
 */
import { mockValue } from '../mock/mock-value.ts';
import { zoneIdsOf, zonesOf } from '../mock/aws-account.ts';
import { hexOf, uuidOf } from '../mock/mock-text.ts';
import type { Session } from '../provider/session.ts';
import type { ObjectValue } from '../provider/wire.ts';
import type { Block } from '../schema/types.ts';
import { cloudfrontPolicyId } from './cloudfront-policies.ts';
import { evaluatePolicyDocument } from './policy-document.ts';

type Reader = (config: ObjectValue, session: Session) => ObjectValue;

const readers: Readonly<Record<string, Reader>> = {
  aws_iam_policy_document: evaluatePolicyDocument,
  aws_caller_identity: (_, { accountId }) => ({
    id: accountId,
    account_id: accountId,
    arn: `arn:aws:iam::${accountId}:role/terraform`,
    user_id: 'AROAMOCKMOCKMOCKMOCK0:terraform',
  }),
  aws_region: ({ region }, session) => {
    const name = typeof region === 'string' ? region : session.region;
    return {
      id: name,
      region: name,
      name,
      description: name,
      endpoint: `ec2.${name}.amazonaws.com`,
    };
  },
  aws_partition: () => ({
    id: 'aws',
    partition: 'aws',
    dns_suffix: 'amazonaws.com',
    reverse_dns_prefix: 'com.amazonaws',
  }),
  aws_availability_zones: (_, { region }) => ({
    id: region,
    names: zonesOf(region),
    zone_ids: zoneIdsOf(region),
    group_names: [region],
  }),
  aws_ssm_parameter: ({ name }, { region }) => {
    const value = parameterValue(String(name), region);
    return { id: name, value, insecure_value: value, type: 'String', version: 1 };
  },
  aws_cloudfront_cache_policy: managedPolicy('cache'),
  aws_cloudfront_origin_request_policy: managedPolicy('origin request'),
  aws_cloudfront_response_headers_policy: managedPolicy('response headers'),
};

/** Public parameters of AWS hold ids of images, or JSON about them. */
function parameterValue(name: string, region: string): string {
  const image = `ami-${hexOf(`${name} ${region}`, 17)}`;
  if (!name.startsWith('/aws/service/')) return `mock-${name.replaceAll('/', '-')}`;
  return name.endsWith('/recommended') ? JSON.stringify({ image_id: image }) : image;
}

function managedPolicy(kind: Parameters<typeof cloudfrontPolicyId>[0]): Reader {
  return ({ id, name }) => {
    if (typeof id === 'string') return {};
    return { id: cloudfrontPolicyId(kind, String(name)) ?? uuidOf(`${kind} ${String(name)}`) };
  };
}

/** The state of a data source whose configuration is wholly known. */
export function readDataSource(
  name: string,
  block: Block,
  config: ObjectValue,
  session: Session,
): ObjectValue {
  const known = readers[name]?.(config, session) ?? {};
  const { region, accountId } = session;
  const of = { type: `data.${name}`, seed: `${name} ${JSON.stringify(config)}`, region, accountId };
  const state: ObjectValue = { ...config };
  for (const attribute of block.attributes) {
    const { name: field, computed, type } = attribute;
    if ((config[field] ?? null) !== null) continue;
    // Some can be given or read (`id` of a CloudFront policy) without being called computed.
    if (field in known) state[field] = known[field];
    else if (computed) state[field] = field === 'region' ? region : mockValue(of, field, type);
  }
  return state;
}
