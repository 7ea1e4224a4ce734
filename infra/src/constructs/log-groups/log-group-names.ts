/**
 * Where what is logged. The names of the application's groups are ours to choose (those of Redis,
 * too: the Redis group makes them); the names of RDS and EKS are given, and only how long they are
 * kept is ours.
 */
import type { Name } from '../../topologies/deployment.ts';

/** The deployment itself: `/aws/ec2/ticketing-dev`. `prefix` comes from the configuration. */
export const deploymentLogs = (prefix: string, name: Name): string =>
  `${prefix}/${name('').slice(0, -1)}`;

/** One role or part of it: `/ecs/ticketing-dev-api`. */
export const roleLogs = (prefix: string, name: Name, part: string): string =>
  `${prefix}/${name(part)}`;

/** `postgresql` is the only log of PostgreSQL; statements that were slow are in it. */
export const databaseLogs = (kind: 'cluster' | 'instance', identifier: string): string =>
  `/aws/rds/${kind}/${identifier}/postgresql`;

export const controlPlaneLogs = (clusterName: string): string => `/aws/eks/${clusterName}/cluster`;

/** What the CloudWatch add-on of EKS writes. Made beforehand, they are encrypted and forget. */
export const clusterLogs = (
  clusterName: string,
  kind: 'application' | 'dataplane' | 'host' | 'performance',
): string => `/aws/containerinsights/${clusterName}/${kind}`;
