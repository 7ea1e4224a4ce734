/** Every topology: what can be wrong with its configuration, and how its stacks are built. */
import type { App } from 'cdktn';
import type { Problem } from '../lib/problem.ts';
import type { Deployment } from './deployment.ts';
import { account } from './account/account.ts';
import { ec2Aurora } from './ec2-aurora/ec2-aurora.ts';
import { fargate } from './fargate/fargate.ts';

export type TopologyBuilder = {
  /** Everything that is wrong with the configuration of a deployment. */
  readonly check: (deployment: Deployment) => readonly Problem[];
  /** Adds its stacks, in the order in which they have to be applied. */
  readonly build: (app: App, deployment: Deployment) => void;
};

export const topologyBuilders = {
  account,
  'ec2-aurora': ec2Aurora,
  fargate,
} as unknown as Record<Deployment['topology'], TopologyBuilder>;
