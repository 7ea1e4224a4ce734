/** The areas of configuration that every topology has, and everything that can be wrong with them. */
import { type CacheConfig, checkCache } from '../../config/cache-config.ts';
import { checkConnectionBudget, type Fleet } from '../../config/connection-budget.ts';
import {
  type AuroraConfig,
  checkDatabase,
  type DatabaseConfig,
  type RdsConfig,
} from '../../config/database-config.ts';
import { checkEdge, type EdgeConfig } from '../../config/edge-config.ts';
import { checkMessaging, type MessagingConfig } from '../../config/messaging-config.ts';
import { checkMonitoring, type MonitoringConfig } from '../../config/monitoring-config.ts';
import type { Environment } from '../../config/names.ts';
import { checkNetwork, type NetworkConfig } from '../../config/network-config.ts';
import { checkStorage, type StorageConfig } from '../../config/storage-config.ts';
import { checkWaf, type WafConfig } from '../../config/waf-config.ts';
import { checkCachePriced, checkDatabasePriced } from '../../cost/check-priced.ts';
import type { Problem } from '../../lib/problem.ts';

export type Areas<Server extends AuroraConfig | RdsConfig = AuroraConfig | RdsConfig> = {
  readonly network: NetworkConfig;
  readonly database: DatabaseConfig<Server>;
  readonly cache: CacheConfig;
  readonly messaging: MessagingConfig;
  readonly storage: StorageConfig;
  readonly monitoring: MonitoringConfig;
  readonly waf: WafConfig;
  readonly edge: EdgeConfig;
};

/** `at` names an area, e.g. `fargate/prod network`; `fleet` is whoever uses the database. */
export function checkAreas(
  at: (area: string) => string,
  areas: Areas,
  environment: Environment,
  fleet: Fleet,
): Problem[] {
  const { database, cache } = areas;
  return [
    ...checkNetwork(at('network'), areas.network),
    ...checkDatabase(at('database'), database),
    ...checkDatabasePriced(at('database'), database),
    ...checkConnectionBudget(at('database.connections'), fleet, database.server.connections),
    ...checkCache(at('cache'), cache),
    ...checkCachePriced(at('cache'), cache),
    ...checkMessaging(at('messaging'), areas.messaging),
    ...checkStorage(at('storage'), areas.storage),
    ...checkMonitoring(at('monitoring'), areas.monitoring),
    ...checkWaf(at('waf'), areas.waf, environment),
    ...checkEdge(at('edge'), areas.edge),
  ];
}
