/**
 * All of AWS that commands use, in one region, behind small ports. Clients are made when first
 * used.
 */
import { createBuckets, type Buckets } from './buckets.ts';
import { createDatabases, type Databases } from './databases.ts';
import { createDistributions, type Distributions } from './distributions.ts';
import { createGroupSchedules, type GroupSchedules } from './group-schedules.ts';
import { createHealthChecks, type HealthChecks } from './health-checks.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createImages, type Images } from './images.ts';
import { createInstanceGroups, type InstanceGroups } from './instance-groups.ts';
import { createLoadBalancers, type LoadBalancers } from './load-balancers.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { ClientOptions } from './options.ts';
import { createParameters, type Parameters } from './parameters.ts';
import { createQuotas, type Quotas } from './quotas.ts';
import { createRedisGroups, type RedisGroups } from './redis-groups.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { createTables, type Tables } from './tables.ts';
import { createTaskServices, type TaskServices } from './task-services.ts';

export type Aws = {
  readonly buckets: Buckets;
  readonly databases: Databases;
  readonly distributions: Distributions;
  readonly groupSchedules: GroupSchedules;
  readonly healthChecks: HealthChecks;
  readonly identity: Identity;
  readonly images: Images;
  readonly instanceGroups: InstanceGroups;
  readonly loadBalancers: LoadBalancers;
  readonly metrics: Metrics;
  readonly parameters: Parameters;
  readonly quotas: Quotas;
  readonly redisGroups: RedisGroups;
  readonly secrets: Secrets;
  readonly tables: Tables;
  readonly taskServices: TaskServices;
};

export const createAws = (options: ClientOptions): Aws => ({
  buckets: createBuckets(options),
  databases: createDatabases(options),
  distributions: createDistributions(options),
  groupSchedules: createGroupSchedules(options),
  healthChecks: createHealthChecks(options),
  identity: createIdentity(options),
  images: createImages(options),
  instanceGroups: createInstanceGroups(options),
  loadBalancers: createLoadBalancers(options),
  metrics: createMetrics(options),
  parameters: createParameters(options),
  quotas: createQuotas(options),
  redisGroups: createRedisGroups(options),
  secrets: createSecrets(options),
  tables: createTables(options),
  taskServices: createTaskServices(options),
});
