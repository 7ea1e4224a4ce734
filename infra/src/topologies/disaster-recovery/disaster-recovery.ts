/**
 * Blue and green groups of instances, PostgreSQL with replicas, and a second region that waits:
 * document D.
 */
import { checkCache } from '../../config/cache-config.ts';
import { checkCompute } from '../../config/compute-config.ts';
import { checkConnectionBudget } from '../../config/connection-budget.ts';
import { checkCrossRegionReplica, checkDatabase } from '../../config/database-config.ts';
import { checkEdge } from '../../config/edge-config.ts';
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
import { checkMessaging } from '../../config/messaging-config.ts';
import { checkMonitoring } from '../../config/monitoring-config.ts';
import { checkNetwork } from '../../config/network-config.ts';
import { checkScaling } from '../../config/scaling-config.ts';
import { checkStorage } from '../../config/storage-config.ts';
import { checkWaf } from '../../config/waf-config.ts';
import { siteKeyStatements } from '../../constructs/static-site/static-site.ts';
import {
  checkCachePriced,
  checkDatabasePriced,
  checkInstancesPriced,
} from '../../cost/check-priced.ts';
import type { TopologyBuilder } from '../topology-builder.ts';
import { createDeploymentZone } from '../parts/zone.ts';
import { buildEdgeStack } from '../parts/edge-stack.ts';
import { buildNetworkStack } from '../parts/network-stack.ts';
import { checkReadImage } from '../parts/serverless-read.ts';
import { buildPrimaryCompute, fleetOf } from './compute.ts';
import { buildPrimaryData } from './data.ts';
import { buildStandbyCompute } from './standby-compute.ts';
import { buildStandbyData } from './standby-data.ts';
import { buildStandbyGround } from './standby-ground.ts';

export const disasterRecovery: TopologyBuilder = {
  check(deployment) {
    const { environment } = deployment;
    const at = (area: string): string => `disaster-recovery/${environment} ${area}`;
    const database = databaseConfig(environment);
    const scaling = scalingConfig(environment);
    return [
      ...checkNetwork(at('network'), networkConfig(environment)),
      ...checkNetwork(at('standby network'), standbyNetworkConfig(environment)),
      ...checkDatabase(at('database'), database),
      ...checkConnectionBudget(
        at('database.connections'),
        fleetOf(environment),
        database.server.connections,
      ),
      ...checkCrossRegionReplica(
        at('standby database'),
        standbyDatabaseConfig(environment),
        database.server,
      ),
      ...checkCache(at('standby cache'), standbyCacheConfig(environment)),
      ...checkCache(at('cache'), cacheConfig(environment)),
      ...checkMessaging(at('messaging'), messagingConfig(environment)),
      ...checkStorage(at('storage'), storageConfig(environment)),
      ...checkCompute(at('standby compute'), standbyComputeConfig(environment)),
      ...checkCompute(at('compute'), computeConfig(environment)),
      ...checkScaling(at('standby scaling'), standbyScalingConfig(environment)),
      ...checkReadImage(at('compute'), computeConfig(environment).serverlessRead, deployment),
      ...checkScaling(at('scaling'), scaling),
      ...checkMonitoring(at('standby monitoring'), standbyMonitoringConfig(environment)),
      ...checkMonitoring(at('monitoring'), monitoringConfig(environment)),
      ...checkWaf(at('waf'), wafConfig(environment), environment),
      ...checkEdge(at('edge'), edgeConfig(environment)),
      ...checkDatabasePriced(at('database'), database),
      ...checkCachePriced(at('cache'), cacheConfig(environment)),
      ...checkInstancesPriced(at('compute'), computeConfig(environment)),
    ];
  },
  build(app, deployment) {
    const { environment, settings } = deployment;
    const ground = buildStandbyGround(app, deployment);
    const networkStack = buildNetworkStack(app, deployment, {
      config: networkConfig(environment),
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
      config: {
        edge: edgeConfig(environment),
        waf: wafConfig(environment),
        monitoring: monitoringConfig(environment),
      },
      zone,
      buckets: data.buckets,
      loadBalancer,
      standby,
      siteKeyArn: networkStack.dataKey.arn,
    });
  },
};
