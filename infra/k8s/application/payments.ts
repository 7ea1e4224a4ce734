/**
 * The payment simulator: one process with a journal on a disk. Two of them would each know a part
 * of the payments, so the old one ends before the new one begins.
 */
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Service } from 'kubernetes-models/v1/Service';
import { nodeGroupLabel } from '../../src/constructs/eks/node-group-label.ts';
import { runtime } from '../../src/runtime/contract.ts';
import { labelsOf } from '../manifest/labels.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import { storageClassName } from '../platform/storage.ts';
import {
  httpPort,
  imageName,
  inWave,
  namespace,
  paymentsName,
  paymentsPort,
  paymentsSecretName,
  priorities,
} from './names.ts';
import { restartsWith } from './restart.ts';
import { serviceAccount } from './role-objects.ts';
import { containerSecurity, podSecurity, scratchMounts } from './security.ts';

const labels = labelsOf('payments');
const health = { httpGet: { path: '/healthz', port: httpPort } };

export const paymentsObjects = (): readonly Manifest[] => [
  serviceAccount(paymentsName),
  checked(
    new PersistentVolumeClaim({
      // With the pod that uses it: a disk is made where the pod runs, and nothing may wait for it
      // before.
      metadata: { name: paymentsName, namespace, annotations: inWave('serving') },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName,
        resources: { requests: { storage: '1Gi' } },
      },
    }),
  ),
  checked(
    new Service({
      metadata: { name: paymentsName, namespace, labels },
      spec: {
        type: 'ClusterIP',
        selector: labels,
        ports: [{ name: httpPort, port: paymentsPort, targetPort: httpPort }],
      },
    }),
  ),
  checked(
    new Deployment({
      metadata: {
        name: paymentsName,
        namespace,
        labels,
        annotations: { ...inWave('serving'), ...restartsWith(paymentsSecretName) },
      },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        strategy: { type: 'Recreate' },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: paymentsName,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: priorities.serving,
            terminationGracePeriodSeconds: runtime.stopGraceSeconds,
            securityContext: podSecurity,
            // Its disk is in one zone; nodes of managed groups are in all, and nobody consolidates
            // them.
            nodeSelector: { [nodeGroupLabel]: 'general' },
            containers: [container],
            volumes: [
              { name: 'data', persistentVolumeClaim: { claimName: paymentsName } },
              { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
            ],
          },
        },
      },
    }),
  ),
];

const apiUrl = `http://api.${namespace}.svc.cluster.local:${runtime.port}`;

const container = {
  name: paymentsName,
  image: imageName,
  command: [...runtime.commands.simulatePayments],
  env: [
    { name: 'NODE_ENV', value: 'production' },
    { name: 'DATA_DIR', value: runtime.dataDir },
    { name: 'PAYMENT_SIMULATOR_HOST', value: '0.0.0.0' },
    { name: 'PAYMENT_SIMULATOR_PORT', value: String(paymentsPort) },
    {
      name: 'PAYMENT_SIMULATOR_WEBHOOK_URL',
      value: `${apiUrl}/api/v1/payments/webhooks/simulator`,
    },
  ],
  envFrom: [{ secretRef: { name: paymentsSecretName } }],
  ports: [{ name: httpPort, containerPort: paymentsPort }],
  startupProbe: { ...health, periodSeconds: 2, failureThreshold: 30 },
  livenessProbe: { ...health, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  readinessProbe: { ...health, periodSeconds: 5, timeoutSeconds: 3 },
  resources: {
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { cpu: '500m', memory: '256Mi' },
  },
  securityContext: containerSecurity,
  volumeMounts: scratchMounts,
};
