/**
 * Values for what only AWS could tell, in the form that AWS gives them. They stand in for outputs
 * of stacks that are not applied and for data sources, so that whatever depends on them can be
 * planned; a zone name where an ARN belongs would hide mistakes, hence the trouble.
 */
import type { CtyType } from '../schema/types.ts';
import { zonesOf } from './aws-account.ts';
import { mockArn, type MockOf } from './mock-arn.ts';
import { capitalsOf, hexOf, uuidOf } from './mock-text.ts';

/** Ids of EC2 are a prefix and 17 hexadecimal digits. */
const idPrefixes: Readonly<Record<string, string>> = {
  ami: 'ami',
  default_network_acl: 'acl',
  default_route_table: 'rtb',
  default_security_group: 'sg',
  ec2_managed_prefix_list: 'pl',
  egress_only_internet_gateway: 'eigw',
  eip: 'eipalloc',
  flow_log: 'fl',
  instance: 'i',
  internet_gateway: 'igw',
  launch_template: 'lt',
  nat_gateway: 'nat',
  network_acl: 'acl',
  network_interface: 'eni',
  prefix_list: 'pl',
  route_table: 'rtb',
  route_table_association: 'rtbassoc',
  security_group: 'sg',
  security_group_rule: 'sgrule',
  subnet: 'subnet',
  vpc: 'vpc',
  vpc_endpoint: 'vpce',
  vpc_peering_connection: 'pcx',
  vpc_security_group_egress_rule: 'sgr',
  vpc_security_group_ingress_rule: 'sgr',
};

/** Types whose id is their ARN. */
const idIsArn = new Set([
  'acm_certificate',
  'alb',
  'ecs_cluster',
  'ecs_service',
  'iam_openid_connect_provider',
  'iam_policy',
  'lb',
  'lb_listener',
  'lb_listener_rule',
  'lb_target_group',
  'secretsmanager_secret',
  'sns_topic',
  'sns_topic_subscription',
]);

function mockId(of: MockOf): string {
  const name = of.type.replace(/^(?:data\.)?aws_/, '');
  const prefix = idPrefixes[name];
  if (prefix !== undefined) return `${prefix}-${hexOf(of.seed, 17)}`;
  if (idIsArn.has(name)) return mockArn(of);
  if (name === 'sqs_queue') return mockUrl(of);
  if (name === 'route53_zone') return `Z${capitalsOf(of.seed, 20)}`;
  if (name === 'cloudfront_distribution') return `E${capitalsOf(of.seed, 13)}`;
  if (/^(kms_key|wafv2_|cloudfront_|route53_health)/.test(name)) return uuidOf(of.seed);
  return `mock-${name.replaceAll('_', '-')}-${hexOf(of.seed, 8)}`;
}

const mockUrl = ({ type, seed, region, accountId }: MockOf): string =>
  type.endsWith('sqs_queue')
    ? `https://sqs.${region}.amazonaws.com/${accountId}/mock-${hexOf(seed, 8)}`
    : `https://mock-${hexOf(seed, 8)}.${region}.amazonaws.com`;

const mockHost = ({ type, seed, region }: MockOf): string => {
  const name = `mock-${hexOf(seed, 8)}`;
  if (/_(lb|alb)$/.test(type)) return `${name}.${region}.elb.amazonaws.com`;
  if (/_(db|rds)_/.test(type)) return `${name}.${region}.rds.amazonaws.com`;
  if (type.includes('elasticache')) return `${name}.${region}.cache.amazonaws.com`;
  if (type.includes('cloudfront')) return `d${hexOf(seed, 13)}.cloudfront.net`;
  if (type.includes('s3_bucket')) return `${name}.s3.${region}.amazonaws.com`;
  return `${name}.${region}.amazonaws.com`;
};

/** For attributes that tell the ARN of something else than the resource. */
function arnOf(type: string): (of: MockOf) => string {
  return (of) => mockArn({ ...of, type });
}

/** By the name of the attribute; the first that fits counts. */
const textForms: readonly (readonly [RegExp, (of: MockOf) => string])[] = [
  [/^arn_suffix$/, (of) => mockArn(of).replace(/^.*:(loadbalancer\/)?/, '')],
  [/^secret_arn$/, arnOf('aws_secretsmanager_secret')],
  [/(^|_)(kms_key_arn|kms_key_id|key_arn)$/, arnOf('aws_kms_key')],
  [/(^|_)role_arn$/, arnOf('aws_iam_role')],
  [/(^|_)certificate_arn$/, arnOf('aws_acm_certificate')],
  [/(^|_)arns?$/, mockArn],
  [/^id$/, mockId],
  [/(^|_)vpc_id$/, (of) => `vpc-${hexOf(of.seed, 17)}`],
  [/(^|_)subnet(_id|s|_ids)$/, (of) => `subnet-${hexOf(of.seed, 17)}`],
  [/(^|_)security_group(_id|s|_ids)$/, (of) => `sg-${hexOf(of.seed, 17)}`],
  [/(^|_)zone_id$/, (of) => `Z${capitalsOf(of.seed, 20)}`],
  [/^(account_id|owner_id|registry_id)$/, ({ accountId }) => accountId],
  [/^availability_zones?$/, ({ region }) => zonesOf(region)[0] ?? region],
  [/^region$/, ({ region }) => region],
  [/(^|_)cidr(_block)?s?$/, () => '10.0.0.0/16'],
  [/(^|_)ips?$/, () => '10.0.0.10'],
  [/^repository_url$/, (of) => `${of.accountId}.dkr.ecr.${of.region}.amazonaws.com/mock`],
  [/^(url|invoke_url|issuer)$/, mockUrl],
  [/^name_servers$/, (of) => `ns-${Number.parseInt(hexOf(of.seed, 3), 16)}.awsdns-01.org`],
  [/(endpoint|address|host|dns_name|domain_name|fqdn)(es|s)?$/, mockHost],
  [/^key_id$/, ({ seed }) => uuidOf(seed)],
  // Certificates and the like, in base64.
  [/^(data|certificate_body)$/, ({ seed }) => Buffer.from(hexOf(seed, 32)).toString('base64')],
];

/** A list stays a list, a number a number; a text without a known form is `mock-<attribute>`. */
export function mockValue(of: MockOf, attribute: string, type: CtyType): unknown {
  if (type === 'string' || type === 'dynamic') return mockText(of, attribute);
  if (type === 'number') return attribute.endsWith('port') ? mockPort(of.type) : 1;
  if (type === 'bool') return false;
  const [collection, inner] = type;
  if (collection === 'map') return {};
  if (collection === 'object') {
    const fields = Object.entries(inner as Readonly<Record<string, CtyType>>);
    return Object.fromEntries(fields.map(([name, field]) => [name, mockValue(of, name, field)]));
  }
  // Lists of objects mostly stand for one (`identity` of an EKS cluster), others for several.
  const length = Array.isArray(inner) && inner[0] === 'object' ? 1 : 2;
  return Array.from({ length }, (_, index) =>
    mockValue({ ...of, seed: `${of.seed}[${index}]` }, attribute, inner),
  );
}

function mockText(of: MockOf, attribute: string): string {
  const form = textForms.find(([pattern]) => pattern.test(attribute));
  return form === undefined ? `mock-${attribute.replaceAll('_', '-')}` : form[1](of);
}

const mockPort = (type: string): number =>
  type.includes('elasticache') ? 6379 : /_(db|rds)_/.test(type) ? 5432 : 443;
