/** What a topology has to be watched. Everything is optional: each has its own parts. */
import type { MonitoredLog } from '../constructs/alarms/catalogue/application.ts';
import type { MonitoredCache } from '../constructs/alarms/catalogue/cache.ts';
import type { MonitoredDatabase } from '../constructs/alarms/catalogue/database.ts';
import type {
  MonitoredCertificate,
  MonitoredDistribution,
  MonitoredHealthCheck,
} from '../constructs/alarms/catalogue/edge.ts';
import type { MonitoredInstances } from '../constructs/alarms/catalogue/instances.ts';
import type { MonitoredLoadBalancer } from '../constructs/alarms/catalogue/load-balancer.ts';
import type {
  MonitoredFunction,
  MonitoredQueue,
  MonitoredTable,
} from '../constructs/alarms/catalogue/messaging.ts';
import type { MonitoredProduct } from '../constructs/alarms/catalogue/product.ts';
import type { MonitoredCluster } from '../constructs/alarms/catalogue/nodes.ts';
import type { MonitoredService } from '../constructs/alarms/catalogue/services.ts';

export type MonitoredResources = {
  readonly instances?: readonly MonitoredInstances[];
  readonly services?: readonly MonitoredService[];
  readonly cluster?: MonitoredCluster;
  readonly loadBalancer?: MonitoredLoadBalancer;
  readonly database?: MonitoredDatabase;
  readonly caches?: readonly MonitoredCache[];
  readonly tables?: readonly MonitoredTable[];
  readonly natGatewayIds?: readonly string[];
  readonly queues?: readonly MonitoredQueue[];
  readonly functions?: readonly MonitoredFunction[];
  /** Counted lines of the application's log. */
  readonly log?: MonitoredLog;
  /** Counted lines of PostgreSQL's log. */
  readonly databaseLog?: MonitoredLog;
  /** The server's own metrics, where a collector passes them on to CloudWatch. */
  readonly product?: MonitoredProduct;
  readonly certificates?: readonly MonitoredCertificate[];
  /** These two in us-east-1 only. */
  readonly distributions?: readonly MonitoredDistribution[];
  readonly healthChecks?: readonly MonitoredHealthCheck[];
};
