/** A Kubernetes cluster, Aurora PostgreSQL, a large Redis, two event buses: document B. */
import type { AuroraConfig } from '../../config/database-config.ts';
import { cacheConfig } from '../../config/eks/cache.ts';
import { databaseConfig } from '../../config/eks/database.ts';
import { edgeConfig } from '../../config/eks/edge.ts';
import { messagingConfig } from '../../config/eks/messaging.ts';
import { monitoringConfig } from '../../config/eks/monitoring.ts';
import { networkConfig } from '../../config/eks/network.ts';
import { storageConfig } from '../../config/eks/storage.ts';
import { wafConfig } from '../../config/eks/waf.ts';
import { clusterConfig } from '../../config/eks/cluster.ts';
import { clusterComputeConfig } from '../../config/eks/compute.ts';
import { clusterScalingConfig } from '../../config/eks/scaling.ts';
import {
  checkCluster,
  checkClusterCompute,
  checkClusterScaling,
  clusterFleet,
} from '../../config/eks-config.ts';
import type { Environment } from '../../config/names.ts';
import { createAuroraDatabase } from '../../constructs/database-aurora/aurora.ts';
import { checkClusterPriced } from '../../cost/check-priced.ts';
import { type Areas, checkAreas } from '../parts/areas.ts';
import { buildDataStack } from '../parts/data-stack.ts';
import { buildEdgeStack } from '../parts/edge-stack.ts';
import { buildNetworkStack } from '../parts/network-stack.ts';
import { createDeploymentZone } from '../parts/zone.ts';
import type { TopologyBuilder } from '../topology-builder.ts';
import { buildEksCompute } from './compute.ts';

const areasOf = (environment: Environment): Areas<AuroraConfig> => ({
  network: networkConfig(environment),
  database: databaseConfig(environment),
  cache: cacheConfig(environment),
  messaging: messagingConfig(environment),
  storage: storageConfig(environment),
  monitoring: monitoringConfig(environment),
  waf: wafConfig(environment),
  edge: edgeConfig(environment),
});

export const eks: TopologyBuilder = {
  check({ environment }) {
    const at = (area: string): string => `eks/${environment} ${area}`;
    const compute = clusterComputeConfig(environment);
    const scaling = clusterScalingConfig(environment);
    return [
      ...checkAreas(at, areasOf(environment), environment, clusterFleet(scaling)),
      ...checkCluster(at('cluster'), clusterConfig(environment)),
      ...checkClusterCompute(at('compute'), compute),
      ...checkClusterPriced(at('compute'), compute),
      ...checkClusterScaling(at('scaling'), scaling),
    ];
  },
  build(app, deployment) {
    const config = areasOf(deployment.environment);
    const networkStack = buildNetworkStack(app, deployment, { config: config.network });
    const zone = createDeploymentZone(networkStack.stack, deployment);
    const data = buildDataStack(app, deployment, {
      config,
      networkStack,
      createDatabase: (scope, around) =>
        createAuroraDatabase(scope, 'database', { ...around, config: config.database.server }),
    });
    buildEksCompute(app, deployment, { networkStack, data, zoneId: zone.id });
    buildEdgeStack(app, deployment, { config, zone, buckets: data.buckets });
  },
};
