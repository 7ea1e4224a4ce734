/** What depends on the environment: Karpenter's nodes, the collectors. */
import { clusterComputeConfig } from '../../src/config/eks/compute.ts';
import type { Environment } from '../../src/config/names.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { cloudwatchExporter } from './cloudwatch-exporter.ts';
import { metricsCollector } from './metrics-collector.ts';
import { nodeClass, nodePool } from './node-pools.ts';
import { tracesCollector } from './traces-collector.ts';

const collectorReplicas = { dev: 1, staging: 1, prod: 2 } as const satisfies Record<
  Environment,
  number
>;

export const platformOverlay = (
  environment: Environment,
  values: ClusterValues,
): readonly Manifest[] => {
  const { karpenter } = clusterComputeConfig(environment);
  const replicas = collectorReplicas[environment];
  return [
    nodeClass(values, environment, karpenter),
    nodePool('spot', karpenter),
    nodePool('on-demand', karpenter),
    metricsCollector(values, replicas),
    tracesCollector(values, replicas),
    ...cloudwatchExporter(values, environment),
  ];
};
