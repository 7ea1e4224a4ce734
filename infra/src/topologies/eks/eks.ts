/** A Kubernetes cluster, Aurora PostgreSQL, a large Redis, two event buses: document B. */
import { checkCache } from '../../config/cache-config.ts';
import { checkConnectionBudget } from '../../config/connection-budget.ts';
import { checkDatabase } from '../../config/database-config.ts';
import {
  checkCluster,
  checkClusterCompute,
  checkClusterScaling,
  clusterFleet,
} from '../../config/eks-config.ts';
import { clusterConfig } from '../../config/eks/cluster.ts';
import { checkEdge } from '../../config/edge-config.ts';
import { cacheConfig } from '../../config/eks/cache.ts';
import { clusterComputeConfig } from '../../config/eks/compute.ts';
import { databaseConfig } from '../../config/eks/database.ts';
import { edgeConfig } from '../../config/eks/edge.ts';
import { messagingConfig } from '../../config/eks/messaging.ts';
import { monitoringConfig } from '../../config/eks/monitoring.ts';
import { networkConfig } from '../../config/eks/network.ts';
import { clusterScalingConfig } from '../../config/eks/scaling.ts';
import { storageConfig } from '../../config/eks/storage.ts';
import { wafConfig } from '../../config/eks/waf.ts';
import { checkMessaging } from '../../config/messaging-config.ts';
import { checkMonitoring } from '../../config/monitoring-config.ts';
import { checkNetwork } from '../../config/network-config.ts';
import { checkStorage } from '../../config/storage-config.ts';
import { checkWaf } from '../../config/waf-config.ts';
import { createAuroraDatabase } from '../../constructs/database-aurora/aurora.ts';
import {
  checkCachePriced,
  checkClusterPriced,
  checkDatabasePriced,
} from '../../cost/check-priced.ts';
import type { TopologyBuilder } from '../topology-builder.ts';
import { buildDataStack } from '../parts/data-stack.ts';
import { createDeploymentZone } from '../parts/zone.ts';
import { buildEdgeStack } from '../parts/edge-stack.ts';
import { buildNetworkStack } from '../parts/network-stack.ts';
import { buildEksCompute } from './compute.ts';

export const eks: TopologyBuilder = {
  check({ environment }) {
    const at = (area: string): string => `eks/${environment} ${area}`;
    const database = databaseConfig(environment);
    const scaling = clusterScalingConfig(environment);
    return [
      ...checkNetwork(at('network'), networkConfig(environment)),
      ...checkDatabase(at('database'), database),
      ...checkConnectionBudget(
        at('database.connections'),
        clusterFleet(scaling),
        database.server.connections,
      ),
      ...checkCache(at('cache'), cacheConfig(environment)),
      ...checkMessaging(at('messaging'), messagingConfig(environment)),
      ...checkStorage(at('storage'), storageConfig(environment)),
      ...checkCluster(at('cluster'), clusterConfig(environment)),
      ...checkClusterCompute(at('compute'), clusterComputeConfig(environment)),
      ...checkClusterScaling(at('scaling'), scaling),
      ...checkMonitoring(at('monitoring'), monitoringConfig(environment)),
      ...checkWaf(at('waf'), wafConfig(environment), environment),
      ...checkEdge(at('edge'), edgeConfig(environment)),
      ...checkDatabasePriced(at('database'), database),
      ...checkCachePriced(at('cache'), cacheConfig(environment)),
      ...checkClusterPriced(at('compute'), clusterComputeConfig(environment)),
    ];
  },
  build(app, deployment) {
    const { environment } = deployment;
    const networkStack = buildNetworkStack(app, deployment, { config: networkConfig(environment) });
    const zone = createDeploymentZone(networkStack.stack, deployment);
    const database = databaseConfig(environment);
    const data = buildDataStack(app, deployment, {
      config: {
        database,
        cache: cacheConfig(environment),
        messaging: messagingConfig(environment),
        storage: storageConfig(environment),
      },
      networkStack,
      createDatabase: (scope, around) =>
        createAuroraDatabase(scope, 'database', { ...around, config: database.server }),
    });
    buildEksCompute(app, deployment, { networkStack, data, zoneId: zone.id });
    buildEdgeStack(app, deployment, {
      config: {
        edge: edgeConfig(environment),
        waf: wafConfig(environment),
        monitoring: monitoringConfig(environment),
      },
      zone,
      buckets: data.buckets,
    });
  },
};
