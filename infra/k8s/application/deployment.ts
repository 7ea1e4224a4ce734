/**
 * The Deployment of a role, from the runtime contract; sizes and the image come with an overlay.
 */
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { type DeployedRole, runtime } from '../../src/runtime/contract.ts';
import { labelsOf } from '../manifest/labels.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import {
  configName,
  httpPort,
  imageName,
  inWave,
  metricsPort,
  namespace,
  priorities,
  secretName,
} from './names.ts';
import { deregistrationSeconds, probes, terminationGraceSeconds } from './probes.ts';
import { restartsWith } from './restart.ts';
import { containerSecurity, podSecurity, scratchMounts, scratchVolumes } from './security.ts';

const priorityOf = {
  api: priorities.serving,
  worker: priorities.background,
} as const satisfies Record<DeployedRole, string>;

export const roleDeployment = (role: DeployedRole): Manifest => {
  const labels = labelsOf(role);
  const annotations = { ...inWave('serving'), ...restartsWith(secretName) };
  return checked(
    new Deployment({
      metadata: { name: role, namespace, labels, annotations },
      // How many there are is nobody's business but the autoscaler's: no `replicas`.
      spec: {
        selector: { matchLabels: labels },
        revisionHistoryLimit: 5,
        progressDeadlineSeconds: 300,
        minReadySeconds: 10,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: role,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            priorityClassName: priorityOf[role],
            terminationGracePeriodSeconds: terminationGraceSeconds,
            securityContext: podSecurity,
            topologySpreadConstraints: spread(labels),
            containers: [
              {
                name: role,
                image: imageName,
                command: [...runtime.commands.serve],
                env: [{ name: 'ROLE', value: role }],
                envFrom: [
                  { configMapRef: { name: configName } },
                  { secretRef: { name: secretName } },
                ],
                ports: [
                  { name: httpPort, containerPort: runtime.port },
                  { name: metricsPort, containerPort: runtime.metricsPort },
                ],
                ...probes,
                // Kubernetes itself waits: the image needs no shell for it.
                lifecycle: { preStop: { sleep: { seconds: deregistrationSeconds } } },
                securityContext: containerSecurity,
                volumeMounts: scratchMounts,
              },
            ],
            volumes: scratchVolumes,
          },
        },
      },
    }),
  );
};

/**
 * Over zones and over nodes, as well as it goes: when a zone is lost, the pods that remain must be
 * allowed to gather in the other one.
 */
const spread = (labels: Readonly<Record<string, string>>) =>
  ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway' as const,
    labelSelector: { matchLabels: labels },
  }));
