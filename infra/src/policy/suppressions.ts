/**
 * Where a deployment breaks a rule on purpose. Every line says why; one that suppresses nothing is
 * an error, and so is one without a reason.
 */
import type { Environment, Topology } from '../config/names.ts';

export type Suppression = {
  /** Id of the rule. */
  readonly rule: string;
  /** Address of the resource; with `*` at its end, whatever begins like it. */
  readonly address: string;
  readonly reason: string;
  /** Only in this stack. */
  readonly stack?: string;
  /** Everywhere unless given. */
  readonly topology?: Topology;
  readonly environments?: readonly Environment[];
};

const collector =
  'The collector is the image of AWS, pinned by its version; its digest differs by mirror. Who ' +
  'wants one sets collectorImage to a copy in a registry of their own.';

export const suppressions: readonly Suppression[] = [
  ...['api', 'worker'].map((role) => ({
    rule: 'images-by-digest',
    address: `aws_ecs_task_definition.${role}_task_*`,
    reason: collector,
    stack: 'fargate-prod-compute',
  })),
  {
    rule: 'several-zones',
    address: 'aws_vpc.network_vpc_*',
    reason: 'Nothing runs in the standby until a failover, which adds the second NAT gateway.',
    stack: 'disaster-recovery-prod-standby-network',
  },
  {
    rule: 'several-zones',
    address: 'aws_elasticache_replication_group.redis_cache_*',
    reason: 'The standby cache is empty until a failover, and can be filled again at any time.',
    stack: 'disaster-recovery-prod-standby-data',
  },
];
