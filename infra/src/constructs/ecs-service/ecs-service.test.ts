/** Tasks as document C has them, hardened, and replaced without a gap. */
import { LbListener } from '@cdktn/provider-aws/lib/lb-listener/index.js';
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { computeConfig } from '../../config/fargate/compute.ts';
import { scalingConfig } from '../../config/fargate/scaling.ts';
import { productMetrics } from '../../observability/product-metrics.ts';
import { createCluster } from './cluster.ts';
import { collectedMetrics } from './collector-metrics.ts';
import { collectorConfig } from './collector.ts';
import { containerDefinition } from './container.ts';
import { createOneOffTasks } from './one-off-tasks.ts';
import { createRoleService, type RoleServiceProps } from './role-service.ts';

const { tasks } = computeConfig('prod');
const scaling = scalingConfig('prod');
const name = (part: string): string => `ticketing-dev-${part}`;
const logGroup = { name: '/ecs/ticketing-dev-app', arn: 'arn:logs:app' };
const environment = {
  plain: { ROLE: 'api' },
  secrets: {
    DATABASE_PASSWORD: { secretArn: 'arn:secret:database', jsonKey: 'password' },
    SESSION_SECRET: { secretArn: 'arn:secret:session' },
  },
};
const application = {
  name,
  region: 'ap-northeast-2',
  accountId: '111122223333',
  image: 'registry/ticketing@sha256:0',
  repositoryArn: 'arn:ecr:ticketing',
  environment,
  secretsKeyArn: 'arn:kms:data',
  architecture: tasks.architecture,
  logGroup,
} as const;

type Given = Partial<Omit<RoleServiceProps, 'target'>> & { readonly behindBalancer?: true };

const serviceWith = ({ behindBalancer, ...given }: Given = {}) =>
  synthesise((stack) => {
    const listener = new LbListener(stack, 'listener', {
      loadBalancerArn: 'arn:alb',
      defaultAction: [{ type: 'forward', targetGroupArn: 'arn:tg' }],
    });
    const cluster = createCluster(stack, 'cluster', {
      name,
      containerInsights: tasks.containerInsights,
      keyArn: 'arn:kms:logs',
      sessionLogGroupName: '/ecs/ticketing-dev-sessions',
    });
    createRoleService(stack, 'api', {
      ...application,
      cluster,
      role: 'api',
      size: tasks.api,
      scaling: scaling.api,
      network: { applicationSubnetIds: ['subnet-a', 'subnet-c'] },
      securityGroupIds: ['sg-application'],
      ...given,
      ...(behindBalancer === undefined ? {} : { target: { ...target, listener } }),
    });
  });

const target = {
  targetGroup: { arn: 'arn:tg', arnSuffix: 'targetgroup/tg/2', name: 'tg' },
  loadBalancerArnSuffix: 'app/alb/1',
};
const metricsLogGroup = { name: '/ecs/ticketing-dev-metrics', arn: 'arn:logs:metrics' };
const api = serviceWith({
  behindBalancer: true,
  collector: { image: 'collector:v1', metricsLogGroup },
});
const worker = serviceWith({ role: 'worker', size: tasks.worker, scaling: scaling.worker });

describe('a service', () => {
  const service = api.onlyOne('aws_ecs_service');

  it('starts new tasks before it ends old ones, and takes a failed deployment back', () => {
    expect(service).toMatchObject({
      desired_count: 2,
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      availability_zone_rebalancing: 'ENABLED',
      lifecycle: { ignore_changes: ['task_definition', 'desired_count'] },
    });
  });

  it('has no public addresses, and sessions are not for it', () => {
    expect(service).toMatchObject({
      network_configuration: {
        assign_public_ip: false,
        subnets: ['subnet-a', 'subnet-c'],
        security_groups: ['sg-application'],
      },
      enable_execute_command: false,
    });
  });

  it('is behind the load balancer when it is for visitors only', () => {
    expect(service.load_balancer).toEqual([
      { target_group_arn: 'arn:tg', container_name: 'app', container_port: 8080 },
    ]);
    expect(worker.onlyOne('aws_ecs_service').load_balancer).toBeUndefined();
  });

  it('waits for what ECS wants to see first: capacity, and a listener for its targets', () => {
    const waitsFor = JSON.stringify(service.depends_on);
    expect(waitsFor).toContain('aws_ecs_cluster_capacity_providers.');
    expect(waitsFor).toContain('aws_lb_listener.');
    expect(JSON.stringify(worker.onlyOne('aws_ecs_service').depends_on)).toContain(
      'aws_ecs_cluster_capacity_providers.',
    );
  });

  it('keeps its minimum on demand; only workers above it are on Spot in prod', () => {
    expect(service.capacity_provider_strategy).toEqual([
      { capacity_provider: 'FARGATE', base: 2, weight: 100 },
    ]);
    expect(worker.onlyOne('aws_ecs_service').capacity_provider_strategy).toEqual([
      { capacity_provider: 'FARGATE', base: 2, weight: 1 },
      { capacity_provider: 'FARGATE_SPOT', weight: 100 },
    ]);
  });

  it('is taken back by alarms where there are some', () => {
    const watched = serviceWith({ rollbackAlarmNames: ['errors'] }).onlyOne('aws_ecs_service');
    expect(watched.alarms).toEqual({ enable: true, rollback: true, alarm_names: ['errors'] });
    expect(service.alarms).toBeUndefined();
  });
});

describe('a task', () => {
  const task = api.onlyOne('aws_ecs_task_definition');
  const container = containerDefinition({
    ...application,
    name: 'app',
    command: ['node'],
    logGroupName: logGroup.name,
    logPrefix: 'api',
    ports: [8080],
    health: 'server',
  });

  it('has 2 processors and 4 GiB, and keeps its old revisions', () => {
    expect(task).toMatchObject({
      family: 'ticketing-dev-api',
      cpu: '2048',
      memory: '4096',
      network_mode: 'awsvpc',
      requires_compatibilities: ['FARGATE'],
      skip_destroy: true,
    });
  });

  it('does not differ from what Terraform made because a release added a revision', () => {
    // Compared with the newest revision, each plan after a release would replace the definition.
    expect(task.track_latest).toBe(false);
  });

  it('has the name of its service, by which releases find the newest revision', () => {
    expect(api.onlyOne('aws_ecs_service').name).toBe(task.family);
  });

  it('runs as user 1000 on a file system that it cannot change, but for its data', () => {
    expect(container).toMatchObject({
      user: '1000:1000',
      readonlyRootFilesystem: true,
      mountPoints: [{ containerPath: '/data', readOnly: false }],
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
      stopTimeout: 30,
      healthCheck: { command: ['CMD', 'node', 'scripts/healthcheck.mjs'] },
    });
  });

  it('gets secrets by reference, and none in plain text', () => {
    expect(container.secrets).toEqual([
      { name: 'DATABASE_PASSWORD', valueFrom: 'arn:secret:database:password::' },
      { name: 'SESSION_SECRET', valueFrom: 'arn:secret:session' },
    ]);
    expect(container.environment).toEqual([{ name: 'ROLE', value: 'api' }]);
  });

  it('takes quotes in a value for what they are', () => {
    const plain = { ROLE: 'api', GREETING: 'say "hi" \\ go' };
    const quoted = serviceWith({ environment: { plain, secrets: {} } });
    expect(quoted.onlyOne('aws_ecs_task_definition').container_definitions).toContain(
      String.raw`"value" = "say \"hi\" \\ go"`,
    );
  });

  it('may read secrets before it starts, and never afterwards', () => {
    const policies = api
      .resources('aws_iam_role')
      .map(({ name: roleName }) => [roleName, policyOf(String(roleName))]);
    expect(policies).toEqual([
      ['ticketing-dev-api-execution', expect.stringContaining('secretsmanager:GetSecretValue')],
      ['ticketing-dev-api-task', expect.not.stringContaining('secretsmanager')],
    ]);
    expect(policyOf('ticketing-dev-api-task')).toContain('xray:PutTraceSegments');
  });

  const policyOf = (roleName: string): string => {
    const part = roleName.endsWith('-task') ? 'task' : 'execution';
    const policies = api.resources('aws_iam_role_policy');
    const own = policies.find(({ role }) => String(role).includes(`roles_${part}_`));
    return String(own?.policy);
  };

  it('has a collector beside it that may fail, where one is wanted', () => {
    expect(task.container_definitions).toContain('collector:v1');
    expect(task.container_definitions).toContain('"essential" = false');
    const alone = worker.onlyOne('aws_ecs_task_definition').container_definitions;
    expect(alone).not.toContain('AOT_CONFIG_CONTENT');
  });
});

describe('the collector', () => {
  const config = collectorConfig({
    image: 'x',
    region: 'ap-northeast-2',
    role: 'api',
    namespace: 'ticketing-dev-app',
    metricsLogGroupName: '/ecs/ticketing-dev-metrics',
    logGroupName: logGroup.name,
  });

  it('hands traces to X-Ray and metrics to CloudWatch', () => {
    const ways = Object.entries(config.service.pipelines).map(([what, way]) => [
      what,
      way.receivers,
      way.exporters,
    ]);
    expect(ways).toEqual([
      ['traces', ['otlp'], ['awsxray']],
      ['metrics', ['prometheus'], ['awsemf']],
    ]);
  });

  it('names only parts that it has', () => {
    for (const way of Object.values(config.service.pipelines)) {
      for (const receiver of way.receivers) expect(config.receivers).toHaveProperty([receiver]);
      for (const exporter of way.exporters) expect(config.exporters).toHaveProperty([exporter]);
    }
    expect(JSON.stringify(config)).not.toContain('0.0.0.0');
  });

  it('asks for metrics that the server has, with its labels', () => {
    for (const [metric, labels] of Object.entries(collectedMetrics)) {
      expect([metric, productMetrics[metric]?.labels]).toEqual([metric, labels]);
    }
  });
});

describe('one-off tasks', () => {
  const made = synthesise((stack) => {
    createOneOffTasks(stack, 'once', {
      ...application,
      sessions: { keyArn: 'arn:kms:logs', logGroup: { name: '/sessions', arn: 'arn:sessions' } },
    });
  });
  const [migrate, operator] = made.resources('aws_ecs_task_definition');

  it('bring the schema to a release', () => {
    expect(migrate?.family).toBe('ticketing-dev-migrate');
    expect(migrate?.container_definitions).toContain('server/src/main/migrate.ts');
    expect(migrate?.container_definitions).toContain('"readonlyRootFilesystem" = true');
  });

  it('let an operator in for an hour, recorded, and only there', () => {
    expect(operator?.family).toBe('ticketing-dev-operator');
    expect(operator?.container_definitions).toContain('setTimeout(() => {}, 3600000)');
    const allowed = made
      .resources('aws_iam_role_policy')
      .filter(({ policy }) => String(policy).includes('ssmmessages:'));
    expect(allowed.map(({ role }) => String(role))).toEqual([
      expect.stringContaining('operator-roles_task'),
    ]);
    expect(allowed[0]?.policy).toContain('arn:sessions:*');
  });
});

it('a cluster records sessions, encrypted, and has Spot beside on demand', () => {
  expect(api.onlyOne('aws_ecs_cluster')).toMatchObject({
    name: 'ticketing-dev-cluster',
    setting: [{ name: 'containerInsights', value: 'enabled' }],
    configuration: {
      execute_command_configuration: {
        kms_key_id: 'arn:kms:logs',
        logging: 'OVERRIDE',
        log_configuration: { cloud_watch_encryption_enabled: true },
      },
    },
  });
  expect(api.onlyOne('aws_ecs_cluster_capacity_providers').capacity_providers).toEqual([
    'FARGATE',
    'FARGATE_SPOT',
  ]);
});
