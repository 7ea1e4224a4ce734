/** EC2 instances behind a load balancer, Aurora PostgreSQL, Redis: document A. */
import { checkCache } from '../../config/cache-config.ts';
import { checkCompute } from '../../config/compute-config.ts';
import { checkConnectionBudget } from '../../config/connection-budget.ts';
import { checkDatabase } from '../../config/database-config.ts';
import { checkEdge } from '../../config/edge-config.ts';
import { cacheConfig } from '../../config/ec2-aurora/cache.ts';
import { computeConfig } from '../../config/ec2-aurora/compute.ts';
import { databaseConfig } from '../../config/ec2-aurora/database.ts';
import { edgeConfig } from '../../config/ec2-aurora/edge.ts';
import { messagingConfig } from '../../config/ec2-aurora/messaging.ts';
import { monitoringConfig } from '../../config/ec2-aurora/monitoring.ts';
import { networkConfig } from '../../config/ec2-aurora/network.ts';
import { scalingConfig } from '../../config/ec2-aurora/scaling.ts';
import { storageConfig } from '../../config/ec2-aurora/storage.ts';
import { wafConfig } from '../../config/ec2-aurora/waf.ts';
import { checkMessaging } from '../../config/messaging-config.ts';
import { checkMonitoring } from '../../config/monitoring-config.ts';
import { checkNetwork } from '../../config/network-config.ts';
import { checkScaling } from '../../config/scaling-config.ts';
import { checkStorage } from '../../config/storage-config.ts';
import { checkWaf } from '../../config/waf-config.ts';
import { createAuroraDatabase } from '../../constructs/database-aurora/aurora.ts';
import {
  checkCachePriced,
  checkDatabasePriced,
  checkInstancesPriced,
} from '../../cost/check-priced.ts';
import type { TopologyBuilder } from '../topology-builder.ts';
import { buildDataStack } from '../parts/data-stack.ts';
import { createDeploymentZone } from '../parts/zone.ts';
import { buildEdgeStack } from '../parts/edge-stack.ts';
import { buildNetworkStack } from '../parts/network-stack.ts';
import { checkReadImage } from '../parts/serverless-read.ts';
import { buildEc2Compute, fleetOf } from './compute.ts';

export const ec2Aurora: TopologyBuilder = {
  check(deployment) {
    const { environment } = deployment;
    const at = (area: string): string => `ec2-aurora/${environment} ${area}`;
    const database = databaseConfig(environment);
    const scaling = scalingConfig(environment);
    return [
      ...checkNetwork(at('network'), networkConfig(environment)),
      ...checkDatabase(at('database'), database),
      ...checkConnectionBudget(
        at('database.connections'),
        fleetOf(environment),
        database.server.connections,
      ),
      ...checkCache(at('cache'), cacheConfig(environment)),
      ...checkMessaging(at('messaging'), messagingConfig(environment)),
      ...checkStorage(at('storage'), storageConfig(environment)),
      ...checkCompute(at('compute'), computeConfig(environment)),
      ...checkReadImage(at('compute'), computeConfig(environment).serverlessRead, deployment),
      ...checkScaling(at('scaling'), scaling),
      ...checkMonitoring(at('monitoring'), monitoringConfig(environment)),
      ...checkWaf(at('waf'), wafConfig(environment), environment),
      ...checkEdge(at('edge'), edgeConfig(environment)),
      ...checkDatabasePriced(at('database'), database),
      ...checkCachePriced(at('cache'), cacheConfig(environment)),
      ...checkInstancesPriced(at('compute'), computeConfig(environment)),
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
    const loadBalancer = buildEc2Compute(app, deployment, {
      networkStack,
      data,
      zoneId: zone.id,
    });
    buildEdgeStack(app, deployment, {
      config: {
        edge: edgeConfig(environment),
        waf: wafConfig(environment),
        monitoring: monitoringConfig(environment),
      },
      zone,
      buckets: data.buckets,
      loadBalancer,
    });
  },
};
