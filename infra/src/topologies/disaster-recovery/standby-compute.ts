/**
 * The standby's instances: everything is there and nothing runs. The server refuses a database that
 * it cannot write to, so a failover promotes the replica first and raises the numbers then.
 */
import type { App } from 'cdktn';
import { standbyCacheConfig } from '../../config/disaster-recovery/cache.ts';
import { standbyComputeConfig } from '../../config/disaster-recovery/compute.ts';
import { databaseConfig } from '../../config/disaster-recovery/database.ts';
import { standbyMonitoringConfig } from '../../config/disaster-recovery/monitoring.ts';
import { standbyScalingConfig } from '../../config/disaster-recovery/scaling.ts';
import { wafConfig } from '../../config/disaster-recovery/waf.ts';
import { standbyRegion } from '../../config/names.ts';
import { imageOf, imageIn } from '../../config/settings.ts';
import { createComputeGroup } from '../../constructs/compute-asg/compute-group.ts';
import { createImageParameter } from '../../constructs/compute-asg/image-parameter.ts';
import {
  createLoadBalancer,
  type LoadBalancer,
} from '../../constructs/load-balancer/load-balancer.ts';
import { scalingNotices } from '../../constructs/notifications/event-notice-catalogue.ts';
import { type Deployment, nameIn } from '../deployment.ts';
import { balancerBasis, createOriginFirewall } from '../parts/front.ts';
import { prepareInstances } from '../parts/instances.ts';
import { observe } from '../parts/observe.ts';
import { isBurstableType, watchedResources } from '../parts/watch.ts';
import { createStack } from '../stack.ts';
import { fleetOf } from './compute.ts';
import type { StandbyData } from './standby-data.ts';
import type { StandbyGround } from './standby-ground.ts';

export type StandbyComputeProps = {
  readonly ground: StandbyGround;
  readonly data: StandbyData;
  readonly zoneId: string;
};

export function buildStandbyCompute(
  app: App,
  deployment: Deployment,
  { ground, data, zoneId }: StandbyComputeProps,
): LoadBalancer {
  const { settings, environment } = deployment;
  const { networkStack } = ground;
  const compute = standbyComputeConfig(environment);
  const scaling = standbyScalingConfig(environment);
  const monitoring = standbyMonitoringConfig(environment);
  const database = databaseConfig(environment);
  const stack = createStack(app, deployment, { lifetime: 'compute', region: standbyRegion });
  const name = nameIn(deployment, standbyRegion);
  const basis = balancerBasis({
    stack,
    deployment,
    name,
    networkStack,
    zoneId,
    config: compute.loadBalancer,
    accessLogs: ground.buckets.accessLogs,
    recordsElsewhere: true,
  });
  const loadBalancer = createLoadBalancer(stack, 'load-balancer', {
    ...basis,
    targetType: 'instance',
    targets: ['tg'],
  });
  const [targetGroup] = loadBalancer.targetGroups;
  if (targetGroup === undefined) throw new Error('The load balancer has no target group.');
  createOriginFirewall({
    stack,
    deployment,
    name,
    networkStack,
    config: wafConfig(environment),
    loadBalancer,
  });
  const { groupOf, logGroupName } = prepareInstances({
    stack,
    deployment,
    name,
    region: standbyRegion,
    networkStack,
    data,
    secrets: data.secrets,
    config: { compute, monitoring, connections: database.server.connections },
    fleet: fleetOf(environment),
  });
  const image = createImageParameter(stack, 'image', {
    name: `/${settings.project}/${environment}/image`,
    image: imageIn(imageOf(settings), standbyRegion),
  });
  const api = createComputeGroup(stack, 'api', {
    ...groupOf('api'),
    part: 'asg',
    image,
    scaling: scaling.api,
    target: {
      targetGroup,
      loadBalancerArnSuffix: loadBalancer.arnSuffix,
      config: compute.loadBalancer,
    },
    releasedBy: 'refresh',
  });
  const worker = createComputeGroup(stack, 'worker', {
    ...groupOf('worker'),
    part: 'worker-asg',
    image,
    scaling: scaling.worker,
    releasedBy: 'refresh',
  });
  const burstable = isBurstableType(compute.instances.instanceTypes);
  const { database: watchedDatabase, ...watched } = watchedResources({
    config: { database, cache: standbyCacheConfig(environment) },
    networkStack,
    data,
    loadBalancer,
    certificateArn: basis.certificateArn,
  });
  observe(stack, {
    deployment,
    name,
    region: standbyRegion,
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
      ...watched,
      ...(watchedDatabase === undefined
        ? {}
        : { database: { ...watchedDatabase, isReplica: true } }),
      instances: [
        { groupName: api.name, burstable },
        { part: 'worker', groupName: worker.name, burstable },
      ],
    },
  });
  return loadBalancer;
}
