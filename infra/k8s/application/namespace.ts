/** The product's namespace: what may run in it at all, and how much of it. */
import { LimitRange } from 'kubernetes-models/v1/LimitRange';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { ResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import {
  type ClusterScalingConfig,
  type PodScaling,
  rollingSurge,
} from '../../src/config/eks-config.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import { inWave, namespace } from './names.ts';

/** Pods that break the level `restricted` are refused. */
export const restricted = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/enforce-version': 'latest',
  'pod-security.kubernetes.io/warn': 'restricted',
} as const;

export const applicationNamespaceObject = (): Manifest =>
  checked(
    new Namespace({
      metadata: {
        name: namespace,
        annotations: inWave('settings'),
        labels: {
          ...restricted,
          // A new pod counts as ready when the load balancer has seen it ready, too.
          'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled',
        },
      },
    }),
  );

/** For the simulator, the migration and the restarter, which have sizes of their own. */
const others = { cpuMillis: 1_500, memoryMib: 1_024, pods: 5 };

const sum = ({ api, worker }: ClusterScalingConfig, of: (pods: PodScaling) => number): number =>
  [api, worker].reduce((total, pods) => total + (pods.max + rollingSurge) * of(pods), 0);

/** What the autoscalers may ask for at most while a release rolls out, and nothing beyond. */
export const resourceQuota = (scaling: ClusterScalingConfig): Manifest => {
  const cpu = sum(scaling, ({ size }) => size.requestCpuMillis) + others.cpuMillis;
  const memory = sum(scaling, ({ size }) => size.requestMemoryMib) + others.memoryMib;
  const memoryLimit = sum(scaling, ({ size }) => size.limitMemoryMib) + others.memoryMib;
  return checked(
    new ResourceQuota({
      metadata: { name: 'fleet', namespace, annotations: inWave('settings') },
      spec: {
        hard: {
          'requests.cpu': `${cpu}m`,
          'requests.memory': `${memory}Mi`,
          'limits.memory': `${memoryLimit}Mi`,
          pods: String(sum(scaling, () => 1) + others.pods),
          persistentvolumeclaims: '2',
          // Load balancers come from the Gateway.
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    }),
  );
};

/** A container that says nothing gets little, so that the quota can count it. */
export const limitRange = (): Manifest =>
  checked(
    new LimitRange({
      metadata: { name: 'containers', namespace, annotations: inWave('settings') },
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: { cpu: '50m', memory: '64Mi' },
            default: { cpu: '500m', memory: '256Mi' },
            max: { cpu: '2', memory: '2Gi' },
          },
        ],
      },
    }),
  );
