/** Groups of EC2 instances behind a load balancer, and what watches them. */
import type { App } from 'cdktn';
import type { Fleet } from '../../config/connection-budget.ts';
import { cacheConfig } from '../../config/ec2-aurora/cache.ts';
import { computeConfig } from '../../config/ec2-aurora/compute.ts';
import { databaseConfig } from '../../config/ec2-aurora/database.ts';
import { monitoringConfig } from '../../config/ec2-aurora/monitoring.ts';
import { scalingConfig } from '../../config/ec2-aurora/scaling.ts';
import { wafConfig } from '../../config/ec2-aurora/waf.ts';
import { type Environment, primaryRegion } from '../../config/names.ts';
import { imageOf } from '../../config/settings.ts';
import {
  createComputeGroup,
  type ComputeGroup,
} from '../../constructs/compute-asg/compute-group.ts';
import { createImageParameter } from '../../constructs/compute-asg/image-parameter.ts';
import {
  createLoadBalancer,
  type LoadBalancer,
} from '../../constructs/load-balancer/load-balancer.ts';
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

export type Ec2ComputeProps = {
  readonly networkStack: NetworkStack;
  readonly data: DataStack;
  readonly zoneId: string;
};

/** During a refresh there are as many more as its upper bound permits. */
export function fleetOf(environment: Environment): Fleet {
  const surgePercent = computeConfig(environment).instances.refresh.maxHealthyPercent - 100;
  const { api, worker } = scalingConfig(environment);
  return [api, worker].map(({ max }) => ({ max, surgePercent }));
}

export function buildEc2Compute(
  app: App,
  deployment: Deployment,
  { networkStack, data, zoneId }: Ec2ComputeProps,
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
  const loadBalancer = createLoadBalancer(stack, 'load-balancer', {
    ...basis,
    targetType: 'instance',
    targets: ['tg'],
  });
  const [targetGroup] = loadBalancer.targetGroups;
  if (targetGroup === undefined) throw new Error('The load balancer has no target group.');
  const firewall = createOriginFirewall({
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
    region: primaryRegion,
    networkStack,
    data,
    secrets: data.secrets,
    config: { compute, monitoring, connections: database.server.connections },
    fleet: fleetOf(environment),
  });
  const image = createImageParameter(stack, 'image', {
    name: `/${settings.project}/${environment}/image`,
    image: imageOf(settings),
  });
  const groups = {
    api: createComputeGroup(stack, 'api', {
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
    }),
    worker: createComputeGroup(stack, 'worker', {
      ...groupOf('worker'),
      part: 'worker-asg',
      image,
      scaling: scaling.worker,
      releasedBy: 'refresh',
    }),
  };
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
    restart: Object.entries(groups).map(([part, group]) =>
      refreshable(part, group, compute.instances.refresh),
    ),
  });

  const watched = watchedResources({
    config: { database, cache: cacheConfig(environment) },
    networkStack,
    data,
    loadBalancer,
    certificateArn: basis.certificateArn,
  });
  const burstable = isBurstableType(compute.instances.instanceTypes);
  const watchedGroup = ({ name: groupName, steps }: ComputeGroup) => ({
    groupName,
    burstable,
    ...steps,
  });
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
      ...watched,
      ...(watched.loadBalancer === undefined || groups.api.steps === undefined
        ? {}
        : {
            loadBalancer: {
              ...watched.loadBalancer,
              scaleUpPolicyArn: groups.api.steps.scaleUpPolicyArn,
            },
          }),
      instances: [watchedGroup(groups.api), { ...watchedGroup(groups.worker), part: 'worker' }],
    },
  });
  printOutputs(stack, { deployment, data, loadBalancer });
  return loadBalancer;
}
