/** Fargate tasks behind a load balancer, PostgreSQL in two zones, Redis: document C. */
import { networkConfig } from '../../config/fargate/network.ts';
import { checkNetwork } from '../../config/network-config.ts';
import type { TopologyBuilder } from '../builders.ts';
import { buildNetworkStack } from '../parts/network-stack.ts';

export const fargate: TopologyBuilder = {
  check: ({ environment }) =>
    checkNetwork(`fargate/${environment} network`, networkConfig(environment)),
  build(app, deployment) {
    buildNetworkStack(app, deployment, { config: networkConfig(deployment.environment) });
  },
};
