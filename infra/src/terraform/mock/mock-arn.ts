/** ARNs in the form of their service, for resources that do not exist yet. */
import { hexOf, uuidOf } from './mock-text.ts';

/** A resource whose attribute is made up. */
export type MockOf = {
  /** E.g. `aws_vpc`. */
  readonly type: string;
  /** Tells resources of one type apart, e.g. their address. */
  readonly seed: string;
  readonly region: string;
  readonly accountId: string;
};

type ArnForm = {
  /** Type names without `aws_`. */
  readonly type: RegExp;
  readonly service: string;
  /** What stands before the resource's name, e.g. `table/`. */
  readonly before?: string;
  /** Left out of ARNs of global services. */
  readonly without?: 'region' | 'region and account';
};

/** The first that fits counts. */
const forms: readonly ArnForm[] = [
  { type: /^s3_bucket/, service: 's3', without: 'region and account' },
  { type: /^iam_role$/, service: 'iam', before: 'role/', without: 'region' },
  { type: /^iam_policy$/, service: 'iam', before: 'policy/', without: 'region' },
  {
    type: /^iam_instance_profile$/,
    service: 'iam',
    before: 'instance-profile/',
    without: 'region',
  },
  { type: /^iam_openid/, service: 'iam', before: 'oidc-provider/', without: 'region' },
  { type: /^iam_/, service: 'iam', without: 'region' },
  {
    type: /^cloudfront_distribution$/,
    service: 'cloudfront',
    before: 'distribution/',
    without: 'region',
  },
  { type: /^cloudfront_function$/, service: 'cloudfront', before: 'function/', without: 'region' },
  { type: /^cloudfront_/, service: 'cloudfront', without: 'region' },
  {
    type: /^route53_zone$/,
    service: 'route53',
    before: 'hostedzone/',
    without: 'region and account',
  },
  {
    type: /^route53_health/,
    service: 'route53',
    before: 'healthcheck/',
    without: 'region and account',
  },
  { type: /^(lb|alb)_target_group$/, service: 'elasticloadbalancing', before: 'targetgroup/' },
  { type: /^(lb|alb)_listener$/, service: 'elasticloadbalancing', before: 'listener/app/' },
  { type: /^(lb|alb)/, service: 'elasticloadbalancing', before: 'loadbalancer/app/' },
  { type: /^autoscaling_/, service: 'autoscaling', before: 'autoScalingGroup:' },
  { type: /^rds_global/, service: 'rds', before: 'global-cluster:', without: 'region' },
  { type: /^rds_cluster$/, service: 'rds', before: 'cluster:' },
  { type: /^(db|rds)_/, service: 'rds', before: 'db:' },
  { type: /^elasticache_replication_group$/, service: 'elasticache', before: 'replicationgroup:' },
  { type: /^cloudwatch_event_bus$/, service: 'events', before: 'event-bus/' },
  { type: /^cloudwatch_event_/, service: 'events', before: 'rule/' },
  { type: /^cloudwatch_log_group$/, service: 'logs', before: 'log-group:' },
  { type: /^cloudwatch_metric_alarm$/, service: 'cloudwatch', before: 'alarm:' },
  { type: /^secretsmanager_/, service: 'secretsmanager', before: 'secret:' },
  { type: /^ssm_parameter$/, service: 'ssm', before: 'parameter/' },
  { type: /^kms_alias$/, service: 'kms', before: 'alias/' },
  { type: /^kms_/, service: 'kms', before: 'key/' },
  { type: /^acm_/, service: 'acm', before: 'certificate/' },
  { type: /^wafv2_web_acl$/, service: 'wafv2', before: 'regional/webacl/' },
  { type: /^ecr_/, service: 'ecr', before: 'repository/' },
  { type: /^ecs_cluster$/, service: 'ecs', before: 'cluster/' },
  { type: /^ecs_service$/, service: 'ecs', before: 'service/' },
  { type: /^ecs_task_definition$/, service: 'ecs', before: 'task-definition/' },
  { type: /^eks_cluster$/, service: 'eks', before: 'cluster/' },
  { type: /^lambda_function$/, service: 'lambda', before: 'function:' },
  { type: /^dynamodb_/, service: 'dynamodb', before: 'table/' },
  { type: /^prometheus_/, service: 'aps', before: 'workspace/' },
  { type: /^grafana_/, service: 'grafana', before: '/workspaces/' },
  { type: /^vpc_endpoint/, service: 'ec2', before: 'vpc-endpoint/' },
  { type: /^security_group/, service: 'ec2', before: 'security-group/' },
  {
    type: /^(vpc|subnet|eip|instance|launch_template|nat_|internet_|route_|network_)/,
    service: 'ec2',
  },
];

/** Services whose ARNs end in a UUID and not in a name. */
const namedByUuid = /^(kms_key|kms_replica_key|acm_|route53_health)/;

export function mockArn({ type, seed, region, accountId }: MockOf): string {
  const name = type.replace(/^(?:data\.)?aws_/, '');
  const form = forms.find((one) => one.type.test(name));
  const service = form?.service ?? name.split('_')[0] ?? name;
  const inRegion = form?.without === undefined ? region : '';
  const inAccount = form?.without === 'region and account' ? '' : accountId;
  const resource = namedByUuid.test(name) ? uuidOf(seed) : `mock-${hexOf(seed, 8)}`;
  const suffix = /^(lb|alb)/.test(name) ? `/${hexOf(`${seed} id`, 16)}` : '';
  return [
    'arn',
    'aws',
    service,
    inRegion,
    inAccount,
    `${form?.before ?? ''}${resource}${suffix}`,
  ].join(':');
}
