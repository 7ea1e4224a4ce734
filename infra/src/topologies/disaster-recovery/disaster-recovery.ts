/**
 * Blue and green groups of instances, PostgreSQL with replicas, and a second region that waits:
 * document D.
 */
import { checkCache } from '../../config/cache-config.ts';
import { checkCompute } from '../../config/compute-config.ts';
import { checkCrossRegionReplica, type RdsConfig } from '../../config/database-config.ts';
import { cacheConfig, standbyCacheConfig } from '../../config/disaster-recovery/cache.ts';
import { computeConfig, standbyComputeConfig } from '../../config/disaster-recovery/compute.ts';
import { databaseConfig, standbyDatabaseConfig } from '../../config/disaster-recovery/database.ts';
import { edgeConfig } from '../../config/disaster-recovery/edge.ts';
import { messagingConfig } from '../../config/disaster-recovery/messaging.ts';
import {
  monitoringConfig,
  standbyMonitoringConfig,
} from '../../config/disaster-recovery/monitoring.ts';
import { networkConfig, standbyNetworkConfig } from '../../config/disaster-recovery/network.ts';
import { scalingConfig, standbyScalingConfig } from '../../config/disaster-recovery/scaling.ts';
import { storageConfig } from '../../config/disaster-recovery/storage.ts';
import { wafConfig } from '../../config/disaster-recovery/waf.ts';
import { checkMonitoring } from '../../config/monitoring-config.ts';
import type { Environment } from '../../config/names.ts';
import { checkNetwork } from '../../config/network-config.ts';
import { checkScaling } from '../../config/scaling-config.ts';
import { siteKeyStatements } from '../../constructs/static-site/static-site.ts';
import { checkInstancesPriced } from '../../cost/check-priced.ts';
import type { Problem } from '../../lib/problem.ts';
import { type Areas, checkAreas } from '../parts/areas.ts';
import { buildEdgeStack } from '../parts/edge-stack.ts';
import { buildNetworkStack } from '../parts/network-stack.ts';
import { checkReadImage } from '../parts/serverless-read.ts';
import { createDeploymentZone } from '../parts/zone.ts';
import type { TopologyBuilder } from '../topology-builder.ts';
import { buildPrimaryCompute, fleetOf } from './compute.ts';
import { buildPrimaryData } from './data.ts';
import { buildStandbyCompute } from './standby-compute.ts';
import { buildStandbyData } from './standby-data.ts';
import { buildStandbyGround } from './standby-ground.ts';

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

export const disasterRecovery: TopologyBuilder = {
  check(deployment) {
    const { environment } = deployment;
    const at = (area: string): string => `disaster-recovery/${environment} ${area}`;
    const compute = computeConfig(environment);
    return [
      ...checkAreas(at, areasOf(environment), environment, fleetOf(environment)),
      ...checkCompute(at('compute'), compute),
      ...checkInstancesPriced(at('compute'), compute),
      ...checkReadImage(at('compute'), compute.serverlessRead, deployment),
      ...checkScaling(at('scaling'), scalingConfig(environment)),
      ...checkStandby((area) => at(`standby ${area}`), environment),
    ];
  },
  build(app, deployment) {
    const { environment, settings } = deployment;
    const config = areasOf(environment);
    const ground = buildStandbyGround(app, deployment);
    const networkStack = buildNetworkStack(app, deployment, {
      config: config.network,
      healthChecked: true,
      dataKeyStatements: siteKeyStatements(settings.accountId),
    });
    const zone = createDeploymentZone(networkStack.stack, deployment);
    const data = buildPrimaryData(app, deployment, { networkStack, ground });
    const standbyData = buildStandbyData(app, deployment, ground, data);
    const loadBalancer = buildPrimaryCompute(app, deployment, {
      networkStack,
      data,
      zoneId: zone.id,
    });
    const standby = buildStandbyCompute(app, deployment, {
      ground,
      data: standbyData,
      zoneId: zone.id,
    });
    buildEdgeStack(app, deployment, {
      config,
      zone,
      buckets: data.buckets,
      loadBalancer,
      standby,
      siteKeyArn: networkStack.dataKey.arn,
    });
  },
};

const checkStandby = (at: (area: string) => string, environment: Environment): Problem[] => [
  ...checkNetwork(at('network'), standbyNetworkConfig(environment)),
  ...checkCrossRegionReplica(
    at('database'),
    standbyDatabaseConfig(environment),
    databaseConfig(environment).server,
  ),
  ...checkCache(at('cache'), standbyCacheConfig(environment)),
  ...checkCompute(at('compute'), standbyComputeConfig(environment)),
  ...checkScaling(at('scaling'), standbyScalingConfig(environment)),
  ...checkMonitoring(at('monitoring'), standbyMonitoringConfig(environment)),
];
