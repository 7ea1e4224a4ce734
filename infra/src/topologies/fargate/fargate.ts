/** Fargate tasks behind a load balancer, PostgreSQL in two zones, Redis: document C. */
import { checkCompute } from '../../config/compute-config.ts';
import type { RdsConfig } from '../../config/database-config.ts';
import { cacheConfig } from '../../config/fargate/cache.ts';
import { databaseConfig } from '../../config/fargate/database.ts';
import { edgeConfig } from '../../config/fargate/edge.ts';
import { messagingConfig } from '../../config/fargate/messaging.ts';
import { monitoringConfig } from '../../config/fargate/monitoring.ts';
import { networkConfig } from '../../config/fargate/network.ts';
import { storageConfig } from '../../config/fargate/storage.ts';
import { wafConfig } from '../../config/fargate/waf.ts';
import { computeConfig } from '../../config/fargate/compute.ts';
import { scalingConfig } from '../../config/fargate/scaling.ts';
import type { Environment } from '../../config/names.ts';
import { checkScaling } from '../../config/scaling-config.ts';
import { createRdsDatabase } from '../../constructs/database-rds/rds.ts';
import { type Areas, checkAreas } from '../parts/areas.ts';
import { buildDataStack } from '../parts/data-stack.ts';
import { buildEdgeStack } from '../parts/edge-stack.ts';
import { buildNetworkStack } from '../parts/network-stack.ts';
import { checkReadImage } from '../parts/serverless-read.ts';
import { createDeploymentZone } from '../parts/zone.ts';
import type { TopologyBuilder } from '../topology-builder.ts';
import { buildFargateCompute, fleetOf } from './compute.ts';

const areasOf = (environment: Environment): Areas<RdsConfig> => ({
  network: networkConfig(environment),
  database: databaseConfig(environment),
  cache: cacheConfig(environment),
  messaging: messagingConfig(environment),
  storage: storageConfig(environment),
  monitoring: monitoringConfig(environment),
  waf: wafConfig(environment),
  edge: edgeConfig(environment),
});

export const fargate: TopologyBuilder = {
  check(deployment) {
    const { environment } = deployment;
    const at = (area: string): string => `fargate/${environment} ${area}`;
    const compute = computeConfig(environment);
    const scaling = scalingConfig(environment);
    return [
      ...checkAreas(at, areasOf(environment), environment, fleetOf(scaling)),
      ...checkCompute(at('compute'), compute),
      ...checkReadImage(at('compute'), compute.serverlessRead, deployment),
      ...checkScaling(at('scaling'), scaling),
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
        createRdsDatabase(scope, 'database', { ...around, config: config.database.server }),
    });
    const loadBalancer = buildFargateCompute(app, deployment, {
      networkStack,
      data,
      zoneId: zone.id,
    });
    buildEdgeStack(app, deployment, { config, zone, buckets: data.buckets, loadBalancer });
  },
};
