/** How the pods of the EKS topology scale: sizes and CPU threshold as in document D. */
import type { ClusterScalingConfig, PodScaling, PodSize } from '../eks-config.ts';
import type { Environment } from '../names.ts';

const size = {
  requestCpuMillis: 500,
  limitCpuMillis: 1_000,
  requestMemoryMib: 512,
  limitMemoryMib: 1_024,
} as const satisfies PodSize;

const api = {
  min: 2,
  max: 10,
  cpuPercent: 50,
  scaleInStabilizationSeconds: 300,
  size,
} as const satisfies PodScaling;

const worker = {
  min: 2,
  max: 4,
  cpuPercent: 50,
  scaleInStabilizationSeconds: 300,
  size,
  queueMessagesPerProcess: 100,
  queuePollSeconds: 15,
} as const satisfies ClusterScalingConfig['worker'];

const byEnvironment = {
  dev: { api: { ...api, max: 4 }, worker: { ...worker, min: 1, max: 2 } },
  staging: { api, worker },
  // The document's three replicas, as a floor: losing one leaves a pod in each zone.
  prod: { api: { ...api, min: 3 }, worker },
} as const satisfies Record<Environment, ClusterScalingConfig>;

export const clusterScalingConfig = (environment: Environment): ClusterScalingConfig =>
  byEnvironment[environment];
