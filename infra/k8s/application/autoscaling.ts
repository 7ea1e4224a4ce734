/**
 * How many pods there are. The API follows its processors by an autoscaler of Kubernetes; workers
 * follow their queues and processors through KEDA, which makes the one autoscaler of that
 * Deployment: two of them over one Deployment would undo each other.
 */
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { ClusterScalingConfig, PodScaling } from '../../src/config/eks-config.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { inWave, namespace } from './names.ts';

/** Doubles within half a minute when a sale opens; gives back one pod a minute. */
const behavior = (scaleInStabilizationSeconds: number) => ({
  scaleUp: {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max' as const,
    policies: [
      { type: 'Percent' as const, value: 100, periodSeconds: 30 },
      { type: 'Pods' as const, value: 2, periodSeconds: 30 },
    ],
  },
  scaleDown: {
    stabilizationWindowSeconds: scaleInStabilizationSeconds,
    policies: [{ type: 'Pods' as const, value: 1, periodSeconds: 60 }],
  },
});

const targetOf = (name: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name });

export const apiAutoscaler = ({
  min,
  max,
  cpuPercent,
  scaleInStabilizationSeconds,
}: PodScaling): Manifest =>
  checked(
    new HorizontalPodAutoscaler({
      metadata: { name: 'api', namespace, annotations: inWave('scaling') },
      spec: {
        scaleTargetRef: targetOf('api'),
        minReplicas: min,
        maxReplicas: max,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: cpuPercent },
            },
          },
        ],
        behavior: behavior(scaleInStabilizationSeconds),
      },
    }),
  );

const queueAuthentication = 'queues';

/** KEDA measures queues with a role of its own: it reads their length and no message. */
const authentication = (): Manifest =>
  checked(
    new TriggerAuthentication({
      metadata: { name: queueAuthentication, namespace, annotations: inWave('scaling') },
      spec: { podIdentity: { provider: 'aws', identityOwner: 'keda' } },
    }),
  );

export const workerAutoscaler = (
  worker: ClusterScalingConfig['worker'],
  { queueUrls, region }: ClusterValues,
): readonly Manifest[] => [
  ...(queueUrls.length === 0 ? [] : [authentication()]),
  checked(
    new ScaledObject({
      metadata: { name: 'worker', namespace, annotations: inWave('scaling') },
      spec: {
        scaleTargetRef: targetOf('worker'),
        minReplicaCount: worker.min,
        maxReplicaCount: worker.max,
        pollingInterval: worker.queuePollSeconds,
        triggers: [
          {
            type: 'cpu',
            metricType: 'Utilization',
            metadata: { value: String(worker.cpuPercent) },
          },
          ...queueUrls.map((queueURL) => ({
            type: 'aws-sqs-queue',
            authenticationRef: { name: queueAuthentication },
            metadata: {
              queueURL,
              queueLength: String(worker.queueMessagesPerProcess),
              awsRegion: region,
              // What is being worked on is no reason for another worker.
              scaleOnInFlight: 'false',
            },
          })),
        ],
        advanced: {
          horizontalPodAutoscalerConfig: {
            behavior: behavior(worker.scaleInStabilizationSeconds),
          },
        },
      },
    }),
  ),
];
