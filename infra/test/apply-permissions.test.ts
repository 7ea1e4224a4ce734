/** Whether the job that applies may make what is synthesised: a service it lacks fails half-way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { topologies } from '../src/config/names.ts';
import { readSettings } from '../src/config/settings.ts';
import { applyStatements } from '../src/constructs/account/apply-permissions.ts';
import { synthesise } from '../src/topologies/synthesise.ts';

const scratch = mkdtempSync(join(tmpdir(), 'onsale-infra-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Terraform's beginnings of types, where they are not the service as IAM calls it. */
const serviceOfType = {
  acm: 'acm',
  appautoscaling: 'application-autoscaling',
  autoscaling: 'autoscaling',
  backup: 'backup',
  cloudfront: 'cloudfront',
  cloudwatch_dashboard: 'cloudwatch',
  cloudwatch_event: 'events',
  cloudwatch_log: 'logs',
  cloudwatch_metric: 'cloudwatch',
  cloudwatch_query: 'logs',
  db: 'rds',
  default_security_group: 'ec2',
  dynamodb: 'dynamodb',
  ecr: 'ecr',
  ecs: 'ecs',
  efs: 'elasticfilesystem',
  eip: 'ec2',
  eks: 'eks',
  elasticache: 'elasticache',
  flow_log: 'ec2',
  grafana: 'grafana',
  iam: 'iam',
  instance: 'ec2',
  internet_gateway: 'ec2',
  kms: 'kms',
  lambda: 'lambda',
  launch_template: 'ec2',
  lb: 'elasticloadbalancing',
  nat_gateway: 'ec2',
  prometheus: 'aps',
  rds: 'rds',
  route: 'ec2',
  route53: 'route53',
  s3: 's3',
  schemas: 'schemas',
  secretsmanager: 'secretsmanager',
  security_group: 'ec2',
  service_discovery: 'servicediscovery',
  sns: 'sns',
  sqs: 'sqs',
  ssm: 'ssm',
  subnet: 'ec2',
  vpc: 'ec2',
  wafv2: 'wafv2',
  xray: 'xray',
} as const satisfies Readonly<Record<string, string>>;

const statements = applyStatements({
  accountId: '111122223333',
  project: 'ticketing',
  prefix: 'ticketing-prod-',
  regions: ['ap-northeast-2', 'us-east-1'],
  stateBucketArn: 'arn:aws:s3:::states',
  stateKeyArn: 'arn:aws:kms:ap-northeast-2:111122223333:key/1',
}).filter(({ effect }) => effect !== 'Deny');

const types = (): readonly string[] => {
  const example = join(import.meta.dirname, '..', 'settings.example.json');
  // The largest environment: the others leave things out.
  const settings = readSettings(example, 'prod');
  const stacks = synthesise(
    topologies.map((topology) => ({ settings, topology, environment: 'prod' })),
    scratch,
  );
  const made = stacks.flatMap(({ json }) => Object.keys(json.resource as object));
  return [...new Set(made)].map((type) => type.replace(/^aws_/, ''));
};

const serviceOf = (type: string): string | undefined =>
  Object.entries(serviceOfType).find(
    ([beginning]) => type === beginning || type.startsWith(`${beginning}_`),
  )?.[1];

describe('the job that applies', () => {
  it('may build in every service that a topology makes something of', () => {
    const permitted = new Set(statements.flatMap(({ actions }) => actions));
    const refused = types().filter((type) => {
      const service = serviceOf(type);
      return service === undefined || !permitted.has(`${service}:*`);
    });
    expect(refused).toEqual([]);
  });

  it('may make calls that know no resource: a pattern of ARNs never fits them', () => {
    const onAnything = statements
      .filter(({ resources }) => resources.includes('*'))
      .flatMap(({ actions }) => actions);
    expect(onAnything).toEqual(
      expect.arrayContaining([
        'backup-storage:MountCapsule',
        'ecr:PutReplicationConfiguration',
        'ecs:CreateCluster',
        'logs:CreateLogDelivery',
        'logs:PutQueryDefinition',
        'secretsmanager:GetRandomPassword',
        'servicediscovery:CreatePrivateDnsNamespace',
      ]),
    );
  });

  it('may tag, hand over and delete the role of its own groups, and of no other service', () => {
    const roles = statements.filter(({ resources }) =>
      resources.some((one) => one.includes(':role/aws-service-role/')),
    );
    const passed = roles.filter(({ actions }) => actions.includes('iam:PassRole'));
    expect(passed.flatMap(({ resources }) => resources)).toEqual([
      'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/' +
        'AWSServiceRoleForAutoScaling_ticketing-prod-*',
    ]);
    expect(passed.flatMap(({ actions }) => actions)).toContain('iam:TagRole');
  });
});
