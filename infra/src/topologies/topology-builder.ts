/** What a topology is to those who synthesise it. */
import type { App } from 'cdktn';
import type { Problem } from '../lib/problem.ts';
import type { Deployment } from './deployment.ts';

export type TopologyBuilder = {
  /** Everything that is wrong with the configuration of a deployment. */
  readonly check: (deployment: Deployment) => readonly Problem[];
  /** Adds its stacks, in the order in which they have to be applied. */
  readonly build: (app: App, deployment: Deployment) => void;
};
