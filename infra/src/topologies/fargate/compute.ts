/** Services on Fargate behind a load balancer, the simulator of payments, and what watches them. */
import type { App } from 'cdktn';
import type { Fleet } from '../../config/connection-budget.ts';
import { cacheConfig } from '../../config/fargate/cache.ts';
import { computeConfig } from '../../config/fargate/compute.ts';
import { databaseConfig } from '../../config/fargate/database.ts';
import { monitoringConfig } from '../../config/fargate/monitoring.ts';
import { scalingConfig } from '../../config/fargate/scaling.ts';
import { wafConfig } from '../../config/fargate/waf.ts';
import { primaryRegion } from '../../config/names.ts';
import type { ScalingConfig } from '../../config/scaling-config.ts';
import { imageOf, repositoryArn } from '../../config/settings.ts';
import { createCluster } from '../../constructs/ecs-service/cluster.ts';
import { createOneOffTasks } from '../../constructs/ecs-service/one-off-tasks.ts';
import { createRoleService } from '../../constructs/ecs-service/role-service.ts';
import {
  createLoadBalancer,
  type LoadBalancer,
} from '../../constructs/load-balancer/load-balancer.ts';
import { createLogGroup, type LogGroup } from '../../constructs/log-groups/log-group.ts';
import { roleLogs } from '../../constructs/log-groups/log-group-names.ts';
import { serviceNotices } from '../../constructs/notifications/event-notice-catalogue.ts';
import { createPaymentSimulator } from '../../constructs/payment-simulator/payment-simulator.ts';
import { simulatorWebhookPath } from '../../constructs/payment-simulator/simulator-environment.ts';
import { createRestartOnRotation } from '../../constructs/secrets/restart-on-rotation.ts';
import { bucketStatements } from '../../constructs/storage/bucket-access.ts';
import type { DeployedRole } from '../../runtime/contract.ts';
import { type Deployment, nameIn } from '../deployment.ts';
import type { DataStack } from '../parts/data-stack.ts';
import { balancerBasis, createOriginFirewall } from '../parts/front.ts';
import type { NetworkStack } from '../parts/network-stack.ts';
import { observe } from '../parts/observe.ts';
import { printOutputs } from '../parts/outputs.ts';
import { productEnvironment, publicUrl, trustedProxies } from '../parts/product-environment.ts';
import { buildServerlessRead } from '../parts/serverless-read.ts';
import { watchedResources } from '../parts/watch.ts';
import { createStack } from '../stack.ts';

export type FargateComputeProps = {
  readonly networkStack: NetworkStack;
  readonly data: DataStack;
  readonly zoneId: string;
};

/** During a release, ECS starts as many tasks again before the old ones end. */
export const fleetOf = ({ api, worker }: ScalingConfig): Fleet =>
  [api, worker].map(({ max }) => ({ max, surgePercent: 100 }));

export function buildFargateCompute(
  app: App,
  deployment: Deployment,
  { networkStack, data, zoneId }: FargateComputeProps,
): LoadBalancer {
  const { settings, environment } = deployment;
  const { accountId, project } = settings;
  const { network, groups, logsKey, dataKey } = networkStack;
  const compute = computeConfig(environment);
  const scaling = scalingConfig(environment);
  const monitoring = monitoringConfig(environment);
  const database = databaseConfig(environment);
  const region = primaryRegion;
  const stack = createStack(app, deployment, { lifetime: 'compute' });
  const name = nameIn(deployment, region);

  const logs = (part: string): LogGroup =>
    createLogGroup(stack, `logs-${part}`, {
      name: roleLogs(monitoring.applicationLogs, name, part),
      retentionDays: monitoring.logRetentionDays,
      keyArn: logsKey.arn,
    });
  const logsOf = { api: logs('api'), worker: logs('worker'), payments: logs('payments') };
  const metricsLogGroup = logs('metrics');
  const sessionsLogGroup = logs('sessions');
  const cluster = createCluster(stack, 'cluster', {
    name,
    containerInsights: compute.tasks.containerInsights,
    keyArn: logsKey.arn,
    sessionLogGroupName: sessionsLogGroup.name,
  });

  const basis = balancerBasis({
    stack,
    deployment,
    name,
    networkStack,
    zoneId,
    config: compute.loadBalancer,
    accessLogs: data.buckets.accessLogs,
  });
  const loadBalancer = createLoadBalancer(stack, 'load-balancer', {
    ...basis,
    targetType: 'ip',
    targets: ['tg'],
  });
  const firewall = createOriginFirewall({
    stack,
    deployment,
    name,
    networkStack,
    config: wafConfig(environment),
    loadBalancer,
  });
  const [targetGroup] = loadBalancer.targetGroups;
  if (targetGroup === undefined) throw new Error('The load balancer has no target group.');

  const common = {
    name,
    region,
    accountId,
    image: imageOf(settings),
    repositoryArn: repositoryArn(settings, region),
    secretsKeyArn: dataKey.arn,
    architecture: compute.tasks.architecture,
  };
  const simulator = createPaymentSimulator(stack, 'payments', {
    ...common,
    config: compute.simulator,
    logGroup: logsOf.payments,
    domain: `${project}.internal`,
    cluster,
    network,
    securityGroups: groups,
    journalKeyArn: dataKey.arn,
    webhookUrl: `${publicUrl(deployment)}${simulatorWebhookPath}`,
    secrets: data.secrets,
  });
  const proxies = trustedProxies(stack, network, region);
  const environmentOf = (role: DeployedRole) =>
    productEnvironment({
      deployment,
      role,
      data,
      secrets: data.secrets,
      fleet: fleetOf(scaling),
      connections: database.server.connections,
      trustedProxies: proxies,
      paymentSimulatorUrl: simulator.url,
    });
  const { collectorImage } = compute.tasks;
  const serviceOf = (role: DeployedRole) =>
    createRoleService(stack, role, {
      ...common,
      role,
      environment: environmentOf(role),
      logGroup: logsOf[role],
      cluster,
      network,
      securityGroupIds: [groups.applicationId],
      size: compute.tasks[role],
      scaling: scaling[role],
      statements: bucketStatements('Blobs', data.buckets.blobs),
      ...(collectorImage === undefined
        ? {}
        : { collector: { image: collectorImage, metricsLogGroup } }),
      ...(role === 'api'
        ? {
            target: {
              targetGroup,
              loadBalancerArnSuffix: loadBalancer.arnSuffix,
              listener: loadBalancer.httpsListener,
            },
          }
        : {}),
    });
  const services = { api: serviceOf('api'), worker: serviceOf('worker') };
  createOneOffTasks(stack, 'tasks', {
    ...common,
    environment: environmentOf('worker'),
    logGroup: logsOf.worker,
    sessions: { keyArn: logsKey.arn, logGroup: sessionsLogGroup },
  });
  buildServerlessRead(stack, {
    deployment,
    name,
    region,
    networkStack,
    config: compute.serverlessRead,
    environment: environmentOf('api'),
    logRetentionDays: monitoring.logRetentionDays,
    webAclArn: firewall.arn,
  });
  createRestartOnRotation(stack, 'restart', {
    name,
    region,
    accountId,
    secretArn: data.database.secretArn,
    deadLetterArn: data.undelivered.arn,
    restart: Object.entries(services).map(([part, { service }]) => ({
      kind: 'ecs-service',
      part,
      cluster: cluster.name,
      service: service.name,
      serviceArn: service.arn,
    })),
  });

  observe(stack, {
    deployment,
    name,
    config: monitoring,
    topics: data.notifications.topics,
    undelivered: data.undelivered,
    notices: serviceNotices(name('')),
    logs: {
      application: { api: logsOf.api.name, worker: logsOf.worker.name },
      database: data.database.logGroupName,
      redis: [data.caches.store.slowLogGroupName, data.caches.cache.slowLogGroupName],
    },
    resources: {
      ...watchedResources({
        config: { database, cache: cacheConfig(environment) },
        networkStack,
        data,
        loadBalancer,
        certificateArn: basis.certificateArn,
      }),
      services: Object.entries(services).map(([part, { service }]) => ({
        part,
        clusterName: cluster.name,
        serviceName: service.name,
      })),
      ...(collectorImage === undefined ? {} : { product: { namespace: name('app') } }),
    },
  });
  printOutputs(stack, { deployment, data, loadBalancer });
  return loadBalancer;
}
