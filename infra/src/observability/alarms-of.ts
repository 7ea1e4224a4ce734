/** Every alarm that a topology's resources call for, with its thresholds. */
import type { MonitoringConfig } from '../config/monitoring-config.ts';
import type { AlarmSpec } from '../constructs/alarms/alarm-spec.ts';
import { applicationAlarms, deadlockAlarms } from '../constructs/alarms/catalogue/application.ts';
import { cacheAlarms } from '../constructs/alarms/catalogue/cache.ts';
import { databaseAlarms } from '../constructs/alarms/catalogue/database.ts';
import {
  certificateAlarms,
  distributionAlarms,
  healthCheckAlarms,
} from '../constructs/alarms/catalogue/edge.ts';
import { instanceAlarms } from '../constructs/alarms/catalogue/instances.ts';
import { loadBalancerAlarms } from '../constructs/alarms/catalogue/load-balancer.ts';
import {
  functionAlarms,
  queueAlarms,
  tableAlarms,
} from '../constructs/alarms/catalogue/messaging.ts';
import { natAlarms } from '../constructs/alarms/catalogue/network.ts';
import { nodeAlarms } from '../constructs/alarms/catalogue/nodes.ts';
import { productAlarms } from '../constructs/alarms/catalogue/product.ts';
import { serviceAlarms } from '../constructs/alarms/catalogue/services.ts';
import type { MonitoredResources } from './monitored-resources.ts';

export const alarmsOf = (
  resources: MonitoredResources,
  config: MonitoringConfig,
): readonly AlarmSpec[] => [
  ...each(resources.instances, config.instances, 'instances', instanceAlarms),
  ...each(resources.services, config.services, 'services', serviceAlarms),
  ...each(one(resources.cluster), config.nodes, 'nodes', nodeAlarms),
  ...one(resources.loadBalancer).flatMap((it) => loadBalancerAlarms(it, config.loadBalancer)),
  ...one(resources.database).flatMap((it) => databaseAlarms(it, config.database)),
  ...(resources.caches ?? []).flatMap((it) => cacheAlarms(it, config.cache)),
  ...(resources.tables ?? []).flatMap((it) => tableAlarms(it, config.other)),
  ...natAlarms(resources.natGatewayIds ?? [], config.other),
  ...(resources.queues ?? []).flatMap((it) => queueAlarms(it, config.other)),
  ...(resources.functions ?? []).flatMap((it) => functionAlarms(it, config.other)),
  ...one(resources.log).flatMap((it) => applicationAlarms(it, config.application)),
  ...one(resources.databaseLog).flatMap((it) => deadlockAlarms(it, config.database)),
  ...one(resources.product).flatMap((it) => productAlarms(it, config.product)),
  ...(resources.certificates ?? []).flatMap((it) => certificateAlarms(it, config.other)),
  ...(resources.distributions ?? []).flatMap((it) => distributionAlarms(it, config.other)),
  ...(resources.healthChecks ?? []).flatMap((it) => healthCheckAlarms(it, config.other)),
];

const one = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

/** Resources whose alarms not every topology configures: the one without the other is a bug. */
function each<Resource, Alarms>(
  resources: readonly Resource[] | undefined,
  alarms: Alarms | undefined,
  setting: string,
  alarmsFor: (resource: Resource, alarms: Alarms) => readonly AlarmSpec[],
): readonly AlarmSpec[] {
  if (resources === undefined || resources.length === 0) return [];
  if (alarms === undefined) {
    throw new Error(`There is something to watch, but the monitoring has no "${setting}".`);
  }
  return resources.flatMap((resource) => alarmsFor(resource, alarms));
}
