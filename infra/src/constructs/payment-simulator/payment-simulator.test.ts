/** One simulator, found by name, whose journal outlives it and is for nobody else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSimulatorConfig } from '../../../../server/src/config/load-simulator.ts';
import { synthesise } from '../../../test/support/synthesise.ts';
import { computeConfig } from '../../config/fargate/compute.ts';
import { createCluster } from '../ecs-service/cluster.ts';
import { createPaymentSimulator } from './payment-simulator.ts';
import {
  simulatorEnvironment,
  simulatorUrl,
  simulatorWebhookPath,
} from './simulator-environment.ts';

const secrets = {
  PAYMENT_SIMULATOR_SECRET: { secretArn: 'arn:secret:simulator' },
  PAYMENT_WEBHOOK_SECRET: { secretArn: 'arn:secret:webhook' },
};
const webhookUrl = `https://api.tickets.example.com${simulatorWebhookPath}`;

const made = synthesise((stack) => {
  createPaymentSimulator(stack, 'payments', {
    name: (part) => `ticketing-dev-${part}`,
    region: 'ap-northeast-2',
    accountId: '111122223333',
    image: 'registry/ticketing@sha256:0',
    repositoryArn: 'arn:ecr:ticketing',
    secretsKeyArn: 'arn:kms:data',
    architecture: 'X86_64',
    logGroup: { name: '/ecs/ticketing-dev-payments', arn: 'arn:logs:payments' },
    config: computeConfig('prod').simulator,
    domain: 'ticketing.internal',
    cluster: createCluster(stack, 'cluster', {
      name: (part) => `ticketing-dev-${part}`,
      containerInsights: 'disabled',
      keyArn: 'arn:kms:logs',
      sessionLogGroupName: '/ecs/ticketing-dev-sessions',
    }),
    network: {
      vpcId: 'vpc-1',
      zones: ['ap-northeast-2a', 'ap-northeast-2c'],
      applicationSubnetIds: ['subnet-app-a', 'subnet-app-c'],
      dataSubnetIds: ['subnet-data-a', 'subnet-data-c'],
    },
    securityGroups: { applicationId: 'sg-application', endpointsId: 'sg-endpoints' },
    journalKeyArn: 'arn:kms:data',
    webhookUrl,
    secrets,
  });
});
const task = made.onlyOne('aws_ecs_task_definition');

describe('the payment simulator', () => {
  it('is one, also while it is replaced', () => {
    expect(made.onlyOne('aws_ecs_service')).toMatchObject({
      desired_count: 1,
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      capacity_provider_strategy: [{ capacity_provider: 'FARGATE', base: 1, weight: 1 }],
    });
    expect(made.count).toBeGreaterThan(0);
    expect(made.resources('aws_appautoscaling_target')).toEqual([]);
  });

  it('is small, and found by name inside of the network', () => {
    expect(task).toMatchObject({ family: 'ticketing-dev-payments', cpu: '256', memory: '512' });
    expect(made.onlyOne('aws_service_discovery_private_dns_namespace').name).toBe(
      'ticketing.internal',
    );
    expect(made.onlyOne('aws_service_discovery_service').name).toBe('payments');
    expect(simulatorUrl('ticketing.internal')).toBe('http://payments.ticketing.internal:8090');
  });

  it('understands what it is told', () => {
    const { plain, secrets: references } = simulatorEnvironment({ webhookUrl, secrets });
    const samples = Object.keys(references).map((name) => [name, 's'.repeat(40)]);
    const config = loadSimulatorConfig({ ...plain, ...Object.fromEntries(samples) });
    expect(config).toMatchObject({ host: '0.0.0.0', port: 8090, dataDir: '/data', webhookUrl });
  });
});

it('tells the server what happened where the server listens', () => {
  const server = join(import.meta.dirname, '../../../../server/src/http/webhooks.ts');
  const path = simulatorWebhookPath.replace(/simulator$/, '${provider}');
  expect(readFileSync(server, 'utf8')).toContain(`\`${path}\``);
});

describe('its journal', () => {
  it('is encrypted where it lies and on the way, and belongs to the user of the container', () => {
    expect(made.onlyOne('aws_efs_file_system')).toMatchObject({
      encrypted: true,
      kms_key_id: 'arn:kms:data',
    });
    expect(task.volume).toMatchObject([
      {
        efs_volume_configuration: {
          transit_encryption: 'ENABLED',
          authorization_config: { iam: 'ENABLED' },
        },
      },
    ]);
    expect(made.onlyOne('aws_efs_access_point')).toMatchObject({
      posix_user: { uid: 1000, gid: 1000 },
    });
  });

  it('is reachable in each zone, in the data tier', () => {
    const mounts = made.resources('aws_efs_mount_target');
    expect(mounts.map(({ subnet_id }) => subnet_id)).toEqual(['subnet-data-a', 'subnet-data-c']);
  });

  it('is there before the first task starts', () => {
    const needs = JSON.stringify(made.onlyOne('aws_ecs_service').depends_on);
    expect(needs).toContain('aws_efs_mount_target');
    expect(needs).toContain('aws_efs_file_system_policy');
  });

  it('admits the role of that task only, and nobody without encryption', () => {
    const policy = String(made.onlyOne('aws_efs_file_system_policy').policy);
    expect(policy).toContain('"Principal" = {"AWS" = [aws_iam_role.payments_roles_task_');
    expect(policy).toContain('elasticfilesystem:AccessPointArn');
    expect(policy).toContain('"aws:SecureTransport" = ["false"]');
  });

  it('is backed up in prod only', () => {
    expect(made.onlyOne('aws_efs_backup_policy').backup_policy).toEqual({ status: 'ENABLED' });
    expect(computeConfig('dev').simulator.backups).toBe(false);
  });
});

it('is called by the application, and calls its journal, AWS and the public API', () => {
  const ingress = made.resources('aws_vpc_security_group_ingress_rule');
  const ways = ingress.map(({ description, from_port, referenced_security_group_id }) => [
    description,
    from_port,
    String(referenced_security_group_id).replace(/.*security_(\w+?)_[0-9A-F]{8}.*/, '$1'),
  ]);
  expect(ways).toEqual([
    ['application-to-payments', 8090, 'sg-application'],
    ['payments-to-endpoints', 443, 'payments'],
    ['payments-to-journal', 2049, 'payments'],
  ]);
  const open = ingress.filter(({ cidr_ipv4 }) => cidr_ipv4 !== undefined);
  expect(open).toEqual([]);
  const out = made.resources('aws_vpc_security_group_egress_rule');
  expect(out.filter(({ cidr_ipv4 }) => cidr_ipv4 !== undefined)).toMatchObject([
    { from_port: 443, to_port: 443 },
  ]);
});
