/** EC2 instances behind a load balancer, Aurora PostgreSQL, Redis: document A. */
import { checkCompute } from '../../config/compute-config.ts';
import type { AuroraConfig } from '../../config/database-config.ts';
import { cacheConfig } from '../../config/ec2-aurora/cache.ts';
import { databaseConfig } from '../../config/ec2-aurora/database.ts';
import { edgeConfig } from '../../config/ec2-aurora/edge.ts';
import { messagingConfig } from '../../config/ec2-aurora/messaging.ts';
import { monitoringConfig } from '../../config/ec2-aurora/monitoring.ts';
import { networkConfig } from '../../config/ec2-aurora/network.ts';
import { storageConfig } from '../../config/ec2-aurora/storage.ts';
import { wafConfig } from '../../config/ec2-aurora/waf.ts';
import { computeConfig } from '../../config/ec2-aurora/compute.ts';
import { scalingConfig } from '../../config/ec2-aurora/scaling.ts';
import type { Environment } from '../../config/names.ts';
import { checkScaling } from '../../config/scaling-config.ts';
import { createAuroraDatabase } from '../../constructs/database-aurora/aurora.ts';
import { checkInstancesPriced } from '../../cost/check-priced.ts';
import { type Areas, checkAreas } from '../parts/areas.ts';
import { buildDataStack } from '../parts/data-stack.ts';
import { buildEdgeStack } from '../parts/edge-stack.ts';
import { buildNetworkStack } from '../parts/network-stack.ts';
import { checkReadImage } from '../parts/serverless-read.ts';
import { createDeploymentZone } from '../parts/zone.ts';
import type { TopologyBuilder } from '../topology-builder.ts';
import { buildEc2Compute, fleetOf } from './compute.ts';

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

export const ec2Aurora: TopologyBuilder = {
  check(deployment) {
    const { environment } = deployment;
    const at = (area: string): string => `ec2-aurora/${environment} ${area}`;
    const compute = computeConfig(environment);
    return [
      ...checkAreas(at, areasOf(environment), environment, fleetOf(environment)),
      ...checkCompute(at('compute'), compute),
      ...checkInstancesPriced(at('compute'), compute),
      ...checkReadImage(at('compute'), compute.serverlessRead, deployment),
      ...checkScaling(at('scaling'), scalingConfig(environment)),
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
    const loadBalancer = buildEc2Compute(app, deployment, {
      networkStack,
      data,
      zoneId: zone.id,
    });
    buildEdgeStack(app, deployment, { config, zone, buckets: data.buckets, loadBalancer });
  },
};
