/**
 * What stands beside each Deployment: who it is, how much of it may be away, who reads its metrics.
 */
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { type DeployedRole, runtime } from '../../src/runtime/contract.ts';
import { podMonitor, serviceMonitor } from '../custom/monitors.ts';
import { labelsOf } from '../manifest/labels.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import { httpPort, inWave, metricsPort, namespace } from './names.ts';

/** Its role in AWS follows it by name; nothing here asks the API of Kubernetes. */
export const serviceAccount = (name: string): Manifest =>
  checked(
    new ServiceAccount({
      metadata: { name, namespace, annotations: inWave('settings') },
      automountServiceAccountToken: false,
    }),
  );

/** Nodes may be emptied, one pod of a role at a time. */
export const disruptionBudget = (role: DeployedRole): Manifest =>
  checked(
    new PodDisruptionBudget({
      metadata: { name: role, namespace },
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: labelsOf(role) },
        // A pod that never became ready protects nothing, and must not hold up a node.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    }),
  );

/** Its ports are the container's: the network plugin compares policies with both. */
export const apiService = (): Manifest =>
  checked(
    new Service({
      metadata: { name: 'api', namespace, labels: labelsOf('api') },
      spec: {
        type: 'ClusterIP',
        selector: labelsOf('api'),
        ports: [
          { name: httpPort, port: runtime.port, targetPort: httpPort },
          { name: metricsPort, port: runtime.metricsPort, targetPort: metricsPort },
        ],
      },
    }),
  );

const scraped = { namespace, port: metricsPort, intervalSeconds: 30 };

/** Workers have no Service, so their pods are scraped themselves. */
export const metricsMonitors = (): readonly Manifest[] => [
  serviceMonitor({ ...scraped, name: 'api', selector: { matchLabels: labelsOf('api') } }),
  podMonitor({ ...scraped, name: 'worker', selector: { matchLabels: labelsOf('worker') } }),
];
