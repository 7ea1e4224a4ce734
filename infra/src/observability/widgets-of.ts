/** Every widget that a topology's resources call for, visitors first. */
import type { MonitoringConfig } from '../config/monitoring-config.ts';
import type { Widget } from '../constructs/dashboards/widget.ts';
import type { MonitoredResources } from './monitored-resources.ts';
import { logWidgets, natWidgets, queueWidgets } from './widgets/background.ts';
import { clusterWidgets, instanceWidgets, serviceWidgets } from './widgets/compute.ts';
import { cacheWidgets, databaseWidgets } from './widgets/data.ts';
import { productWidgets } from './widgets/product.ts';
import { distributionWidgets, loadBalancerWidgets } from './widgets/visitors.ts';

/** Without graphs that would be empty: CloudWatch shows those as an error. */
export const widgetsOf = (
  resources: MonitoredResources,
  config: MonitoringConfig,
): readonly Widget[] =>
  allOf(resources, config).filter((widget) => widget.kind !== 'graph' || widget.lines.length > 0);

const allOf = (resources: MonitoredResources, config: MonitoringConfig): readonly Widget[] => [
  ...of(resources.distributions, distributionWidgets),
  ...of(resources.loadBalancer, (it) => loadBalancerWidgets(it, config.loadBalancer)),
  ...of(resources.product, (it) => productWidgets(it, config.product)),
  ...of(resources.instances, (it) =>
    config.instances === undefined ? [] : instanceWidgets(it, config.instances),
  ),
  ...of(resources.services, (it) =>
    config.services === undefined ? [] : serviceWidgets(it, config.services),
  ),
  ...of(resources.cluster, (it) =>
    config.nodes === undefined ? [] : clusterWidgets(it, config.nodes),
  ),
  ...of(resources.database, (it) => databaseWidgets(it, config.database)),
  ...of(resources.caches, (it) => cacheWidgets(it, config.cache)),
  ...of(resources.log, logWidgets),
  ...of(resources.natGatewayIds, natWidgets),
  ...of(resources.queues, (it) => queueWidgets(it, config.other)),
];

const of = <Resource>(
  resource: Resource | undefined,
  widgets: (resource: Resource) => readonly Widget[],
): readonly Widget[] => (resource === undefined ? [] : widgets(resource));
