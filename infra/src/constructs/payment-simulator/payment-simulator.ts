/**
 * The payment simulator: the only payment provider that the server has so far, and so there is
 * exactly one, found under one name. Two at once would each deny the payments of the other, so a
 * new one starts after the old one has ended; orders that are being paid wait for it.
 */
import { EcsService } from '@cdktn/provider-aws/lib/ecs-service/index.js';
import { ServiceDiscoveryPrivateDnsNamespace } from '@cdktn/provider-aws/lib/service-discovery-private-dns-namespace/index.js';
import { ServiceDiscoveryService } from '@cdktn/provider-aws/lib/service-discovery-service/index.js';
import type { ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';
import type { SimulatorConfig } from '../../config/compute-config.ts';
import { runtime } from '../../runtime/contract.ts';
import type { ApplicationProps } from '../ecs-service/application-props.ts';
import type { Cluster } from '../ecs-service/cluster.ts';
import { containerDefinition } from '../ecs-service/container.ts';
import { createTaskDefinition, type TaskDefinition } from '../ecs-service/task-definition.ts';
import { createTaskRoles } from '../ecs-service/task-roles.ts';
import type { Network } from '../network/network.ts';
import { createJournal } from './journal.ts';
import {
  simulatorEnvironment,
  type SimulatorEnvironmentProps,
  simulatorHealthUrl,
  simulatorPort,
  simulatorUrl,
} from './simulator-environment.ts';
import { createSimulatorSecurity, type SimulatorSecurityProps } from './simulator-security.ts';

export type PaymentSimulatorProps = Omit<ApplicationProps, 'environment'> &
  SimulatorEnvironmentProps & {
    readonly config: SimulatorConfig;
    /** `<project>.internal`; names in it resolve inside of the network only. */
    readonly domain: string;
    readonly cluster: Cluster;
    readonly network: Pick<Network, 'vpcId' | 'zones' | 'applicationSubnetIds' | 'dataSubnetIds'>;
    readonly securityGroups: SimulatorSecurityProps['groups'];
    readonly journalKeyArn: string;
  };

export type PaymentSimulator = {
  /** `PAYMENT_SIMULATOR_URL` of the servers. */
  readonly url: string;
  readonly serviceName: string;
  readonly task: TaskDefinition;
  readonly fileSystemId: string;
  readonly fileSystemArn: string;
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
};

export function createPaymentSimulator(
  scope: Construct,
  id: string,
  props: PaymentSimulatorProps,
): PaymentSimulator {
  const { name, config, network } = props;
  const within = new Construct(scope, id);
  const security = createSimulatorSecurity(within, 'security', {
    name,
    vpcId: network.vpcId,
    groups: props.securityGroups,
  });
  const journal = createJournal(within, 'journal', {
    name,
    network,
    securityGroupId: security.journalId,
    keyArn: props.journalKeyArn,
    backups: config.backups,
  });
  const environment = simulatorEnvironment(props);
  const roles = createTaskRoles(within, 'roles', {
    ...props,
    name: name('payments'),
    secrets: Object.values(environment.secrets),
    logGroupArns: [props.logGroup.arn],
    statements: journal.statements,
  });
  const mountable = journal.admit(roles.taskRoleArn);
  const container = containerDefinition({
    ...props,
    name: 'payments',
    command: runtime.commands.simulatePayments,
    environment,
    logGroupName: props.logGroup.name,
    logPrefix: 'payments',
    ports: [simulatorPort],
    health: { url: simulatorHealthUrl },
  });
  const task = createTaskDefinition(within, 'task', {
    family: name('payments'),
    size: config,
    architecture: props.architecture,
    roles,
    containers: [container],
    data: journal.volume,
  });
  const service = { taskDefinition: task.arn, securityGroupId: security.simulatorId, mountable };
  const serviceName = createOnlyOne(within, service, props);
  return {
    url: simulatorUrl(props.domain),
    serviceName,
    task,
    fileSystemId: journal.fileSystemId,
    fileSystemArn: journal.fileSystemArn,
    ...roles,
  };
}

type OnlyOneProps = {
  readonly taskDefinition: string;
  readonly securityGroupId: string;
  /** Without them the first task would fail, and the deployment with it. */
  readonly mountable: ITerraformDependable[];
};

function createOnlyOne(
  within: Construct,
  { taskDefinition, securityGroupId, mountable }: OnlyOneProps,
  { name, domain, network, cluster }: PaymentSimulatorProps,
): string {
  const namespace = new ServiceDiscoveryPrivateDnsNamespace(within, 'namespace', {
    name: domain,
    vpc: network.vpcId,
    description: `Names inside of ${name('vpc')}`,
    tags: { Name: name('internal') },
  });
  const address = new ServiceDiscoveryService(within, 'address', {
    name: 'payments',
    dnsConfig: {
      namespaceId: namespace.id,
      routingPolicy: 'MULTIVALUE',
      dnsRecords: [{ type: 'A', ttl: 10 }],
    },
    tags: { Name: name('payments') },
  });
  return new EcsService(within, 'service', {
    name: name('payments'),
    cluster: cluster.arn,
    taskDefinition,
    desiredCount: 1,
    // Never two: first the old one ends, then the new one starts.
    deploymentMinimumHealthyPercent: 0,
    deploymentMaximumPercent: 100,
    availabilityZoneRebalancing: 'DISABLED',
    deploymentCircuitBreaker: { enable: true, rollback: true },
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE', base: 1, weight: 1 }],
    networkConfiguration: {
      subnets: [...network.applicationSubnetIds],
      securityGroups: [securityGroupId],
      assignPublicIp: false,
    },
    serviceRegistries: { registryArn: address.arn },
    enableExecuteCommand: false,
    enableEcsManagedTags: true,
    propagateTags: 'SERVICE',
    tags: { Name: name('payments') },
    dependsOn: [cluster.capacity, ...mountable],
    lifecycle: { ignoreChanges: ['task_definition'] },
  }).name;
}
