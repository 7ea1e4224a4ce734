/**
 * Document A's `terraform plan` says "45 to add" without listing them. Its summary names 33 of them
 * and the descriptions of its modules 12 more; beside these stands what `ec2-aurora` has in dev, and
 * why it has so much besides.
 */
import type { SynthesisedStack } from '../../topologies/synthesise.ts';
import { table } from './markdown.ts';
import { resourcesOf } from './resource-counts.ts';

type Kind = {
  readonly title: string;
  readonly documented: number;
  /** Resource types of ours that are this kind. */
  readonly types: readonly string[];
  readonly why?: string;
};

/** In the order of the document: what the summary of its plan names. */
const summary: readonly Kind[] = [
  { title: 'VPC', documented: 1, types: ['aws_vpc'] },
  { title: 'subnets', documented: 6, types: ['aws_subnet'] },
  { title: 'Internet gateway', documented: 1, types: ['aws_internet_gateway'] },
  { title: 'NAT gateways', documented: 2, types: ['aws_nat_gateway'], why: 'one in dev (X30)' },
  {
    title: 'route tables',
    documented: 4,
    types: ['aws_route_table'],
    why: 'one private table less with one gateway',
  },
  {
    title: 'security groups',
    documented: 4,
    types: ['aws_security_group'],
    why: 'and endpoints, payment simulator, its journal',
  },
  { title: 'load balancer', documented: 1, types: ['aws_lb'] },
  { title: 'target group', documented: 1, types: ['aws_lb_target_group'] },
  { title: 'launch template', documented: 1, types: ['aws_launch_template'], why: 'and workers' },
  {
    title: 'Auto Scaling group',
    documented: 1,
    types: ['aws_autoscaling_group'],
    why: 'and workers',
  },
  {
    title: 'Aurora cluster, writer, reader',
    documented: 3,
    types: ['aws_rds_cluster', 'aws_rds_cluster_instance'],
  },
  {
    title: 'Redis replication group',
    documented: 1,
    types: ['aws_elasticache_replication_group'],
    why: 'store and cache (X21)',
  },
  {
    title: 'alarms',
    documented: 5,
    types: ['aws_cloudwatch_metric_alarm'],
    why: 'data, edge, background work, and those of scaling',
  },
  {
    title: 'IAM roles',
    documented: 2,
    types: ['aws_iam_role'],
    why: 'one for each process, task and function',
  },
];

/** What the descriptions of the modules name besides. */
const described: readonly Kind[] = [
  {
    title: 'scaling policies',
    documented: 2,
    types: ['aws_autoscaling_policy'],
    why: 'and one of the workers',
  },
  {
    title: 'instance profile',
    documented: 1,
    types: ['aws_iam_instance_profile'],
    why: 'and workers',
  },
  { title: 'subnet group of the database', documented: 1, types: ['aws_db_subnet_group'] },
  {
    title: 'parameter group of the database',
    documented: 1,
    types: ['aws_rds_cluster_parameter_group', 'aws_db_parameter_group'],
    why: 'connections are a parameter of instances',
  },
  { title: 'subnet group of Redis', documented: 1, types: ['aws_elasticache_subnet_group'] },
  {
    title: 'parameter group of Redis',
    documented: 1,
    types: ['aws_elasticache_parameter_group'],
    why: 'store and cache',
  },
  {
    title: 'dashboard',
    documented: 1,
    types: ['aws_cloudwatch_dashboard'],
    why: 'and one of the edge',
  },
  {
    title: 'topic',
    documented: 1,
    types: ['aws_sns_topic'],
    why: 'by urgency, in two regions',
  },
  {
    title: 'subscription by mail',
    documented: 1,
    types: ['aws_sns_topic_subscription'],
    why: 'one a topic, and the telephone',
  },
  {
    title: 'repository of images',
    documented: 1,
    types: ['aws_ecr_repository'],
    why: "in the account's own stack",
  },
  {
    title: 'bucket',
    documented: 1,
    types: ['aws_s3_bucket'],
    why: 'blobs, backups, logs, the site',
  },
];

export const documentA = { summary, described, planned: 45 } as const;

/** Everything else, by what it is for; the first that fits a type takes it. */
const besides: readonly (readonly [title: string, types: RegExp])[] = [
  [
    'routes, addresses, endpoints, flow logs',
    /aws_(route|eip|vpc_endpoint|flow_log|default_security)/,
  ],
  ['security-group rules, each a resource of its own', /aws_vpc_security_group_/],
  ['firewalls', /aws_wafv2_/],
  ['CloudFront, certificates, names', /aws_(cloudfront|acm|route53)_/],
  ['settings of buckets: encryption, versions, locks, life', /aws_s3_bucket_/],
  ['keys', /aws_kms_/],
  ['secrets and their rotation', /aws_secretsmanager_/],
  ['permissions of the roles', /aws_iam_/],
  ['log groups, filters, saved queries, deliveries', /aws_cloudwatch_(log|query)_/],
  ['notices of events, and queues for what nobody took', /aws_(cloudwatch_event|sqs|sns)_/],
  ['traces', /aws_xray_/],
  ['the payment simulator and its journal', /aws_(ecs|efs|service_discovery)_/],
  ['the rest of the groups: hooks, schedules, listeners, images, restarts', /./],
];

const isRoute53 = (type: string): boolean => type.startsWith('aws_route53_');

function besideTitle(type: string): string {
  const found = besides.find(([title, types]) =>
    title.startsWith('routes') && isRoute53(type) ? false : types.test(type),
  );
  return found?.[0] ?? '';
}

export function compareWithDocumentA(stacks: readonly SynthesisedStack[]): string {
  const own = stacks.filter(
    ({ topology, environment }) => topology === 'ec2-aurora' && environment === 'dev',
  );
  const types = own.flatMap((stack) => resourcesOf(stack).map(([type]) => type));
  const kinds = [...summary, ...described];
  const counted = kinds.map((kind) => ({
    ...kind,
    ours: types.filter((type) => kind.types.includes(type)).length,
  }));
  const known = new Set(kinds.flatMap((kind) => kind.types));
  const rest = types.filter((type) => !known.has(type));
  const documented = kinds.reduce((sum, kind) => sum + kind.documented, 0);
  const ours = counted.reduce((sum, kind) => sum + kind.ours, 0);
  return [
    `Document A's plan says "${documentA.planned} to add" and does not list them: the summary of its`,
    'plan names 33, the descriptions of its modules 12 more. Our count of these kinds, in the dev',
    `stacks of \`ec2-aurora\`: ${ours}; with everything else, ${types.length}.`,
    '',
    table(
      ['kind', 'document A', 'ec2-aurora dev', 'difference'],
      [
        ...counted.map(({ title, documented: theirs, ours: count, why }) => [
          title,
          String(theirs),
          String(count),
          theirs === count ? '' : (why ?? ''),
        ]),
        ['**the same kinds**', `**${documented}**`, `**${ours}**`, ''],
        ...besides.map(([title]) => [
          title,
          '',
          String(rest.filter((type) => besideTitle(type) === title).length),
          '',
        ]),
        ['**all**', `**${documentA.planned}**`, `**${types.length}**`, ''],
      ],
    ),
  ].join('\n');
}
