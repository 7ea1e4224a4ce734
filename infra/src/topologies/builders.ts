/** Every topology: what can be wrong with its configuration, and how its stacks are built. */
import { account } from './account/account.ts';
import type { Deployment } from './deployment.ts';
import { disasterRecovery } from './disaster-recovery/disaster-recovery.ts';
import { ec2Aurora } from './ec2-aurora/ec2-aurora.ts';
import { eks } from './eks/eks.ts';
import { fargate } from './fargate/fargate.ts';
import type { TopologyBuilder } from './topology-builder.ts';

export const topologyBuilders = {
  account,
  'ec2-aurora': ec2Aurora,
  eks,
  fargate,
  'disaster-recovery': disasterRecovery,
} as const satisfies Record<Deployment['topology'], TopologyBuilder>;
