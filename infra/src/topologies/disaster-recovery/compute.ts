/** The primary's instances: blue and green behind one load balancer, workers beside them. */
import type { App } from 'cdktn';
import type { Fleet } from '../../config/connection-budget.ts';
import { cacheConfig } from '../../config/disaster-recovery/cache.ts';
import { computeConfig } from '../../config/disaster-recovery/compute.ts';
import { databaseConfig } from '../../config/disaster-recovery/database.ts';
import { monitoringConfig } from '../../config/disaster-recovery/monitoring.ts';
import { scalingConfig } from '../../config/disaster-recovery/scaling.ts';
import { wafConfig } from '../../config/disaster-recovery/waf.ts';
import { type Environment, primaryRegion } from '../../config/names.ts';
import { imageOf } from '../../config/settings.ts';
import { colours, createBlueGreen } from '../../constructs/blue-green/blue-green.ts';
import { createComputeGroup } from '../../constructs/compute-asg/compute-group.ts';
import { createImageParameter } from '../../constructs/compute-asg/image-parameter.ts';
import type { LoadBalancer } from '../../constructs/load-balancer/load-balancer.ts';
import { scalingNotices } from '../../constructs/notifications/event-notice-catalogue.ts';
import { createRestartOnRotation } from '../../constructs/secrets/restart-on-rotation.ts';
import { type Deployment, nameIn } from '../deployment.ts';
import type { DataStack } from '../parts/data-stack.ts';
import { balancerBasis, createOriginFirewall } from '../parts/front.ts';
import { prepareInstances, refreshable } from '../parts/instances.ts';
import type { NetworkStack } from '../parts/network-stack.ts';
import { observe } from '../parts/observe.ts';
import { printOutputs } from '../parts/outputs.ts';
import { buildServerlessRead } from '../parts/serverless-read.ts';
import { isBurstableType, watchedResources } from '../parts/watch.ts';
import { createStack } from '../stack.ts';

/** During a release there are two colours; workers are refreshed as in the other topologies. */
export function fleetOf(environment: Environment): Fleet {
  const { maxHealthyPercent } = computeConfig(environment).instances.refresh;
  const { api, worker } = scalingConfig(environment);
  return [
    { max: api.max, surgePercent: 100 },
    { max: worker.max, surgePercent: maxHealthyPercent - 100 },
  ];
}

export type PrimaryComputeProps = {
  readonly networkStack: NetworkStack;
  readonly data: DataStack;
  readonly zoneId: string;
};

export function buildPrimaryCompute(
  app: App,
  deployment: Deployment,
  { networkStack, data, zoneId }: PrimaryComputeProps,
): LoadBalancer {
  const { settings, environment } = deployment;
  const compute = computeConfig(environment);
  const scaling = scalingConfig(environment);
  const monitoring = monitoringConfig(environment);
  const database = databaseConfig(environment);
  const stack = createStack(app, deployment, { lifetime: 'compute' });
  const name = nameIn(deployment, primaryRegion);
  const basis = balancerBasis({
    stack,
    deployment,
    name,
    networkStack,
    zoneId,
    config: compute.loadBalancer,
    accessLogs: data.buckets.accessLogs,
  });
  const { groupOf, logGroupName } = prepareInstances({
    stack,
    deployment,
    name,
    region: primaryRegion,
    networkStack,
    data,
    secrets: data.secrets,
    config: { compute, monitoring, connections: database.server.connections },
    fleet: fleetOf(environment),
  });
  const imageParameter = `/${settings.project}/${environment}/image`;
  const blueGreen = createBlueGreen(stack, 'api', {
    balancer: basis,
    group: { ...groupOf('api'), scaling: scaling.api },
    image: imageOf(settings),
    imageParameterPrefix: imageParameter,
  });
  const { loadBalancer } = blueGreen;
  const firewall = createOriginFirewall({
    stack,
    deployment,
    name,
    networkStack,
    config: wafConfig(environment),
    loadBalancer,
  });
  const worker = createComputeGroup(stack, 'worker', {
    ...groupOf('worker'),
    part: 'worker-asg',
    image: createImageParameter(stack, 'worker-image', {
      name: `${imageParameter}/worker`,
      image: imageOf(settings),
    }),
    scaling: scaling.worker,
    releasedBy: 'refresh',
  });
  buildServerlessRead(stack, {
    deployment,
    name,
    region: primaryRegion,
    networkStack,
    config: compute.serverlessRead,
    environment: groupOf('api').environment,
    logRetentionDays: monitoring.logRetentionDays,
    webAclArn: firewall.arn,
  });
  createRestartOnRotation(stack, 'restart', {
    name,
    region: primaryRegion,
    accountId: settings.accountId,
    secretArn: data.database.secretArn,
    deadLetterArn: data.undelivered.arn,
    restart: Object.entries({ blue: blueGreen.blue, green: blueGreen.green, worker }).map(
      ([part, group]) => refreshable(part, group, compute.instances.refresh),
    ),
  });
  const burstable = isBurstableType(compute.instances.instanceTypes);
  observe(stack, {
    deployment,
    name,
    config: monitoring,
    topics: data.notifications.topics,
    undelivered: data.undelivered,
    notices: scalingNotices(name('')),
    logs: {
      application: { app: logGroupName },
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
        targetParts: colours,
      }),
      instances: [
        ...colours.map((part) => ({ part, groupName: blueGreen[part].name, burstable })),
        { part: 'worker', groupName: worker.name, burstable },
      ],
    },
  });
  printOutputs(stack, { deployment, data, loadBalancer });
  return loadBalancer;
}
