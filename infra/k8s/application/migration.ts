/**
 * Brings the schema to this release, before any pod of it starts: the server refuses an older one.
 * It runs in a wave of its own and not as a hook before the sync, because on a first installation
 * its secret comes with the same sync.
 */
import { Job } from 'kubernetes-models/batch/v1/Job';
import { runtime } from '../../src/runtime/contract.ts';
import { labelsOf } from '../manifest/labels.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import { configName, imageName, inWave, namespace, priorities, secretName } from './names.ts';
import { containerSecurity, podSecurity, scratchMounts, scratchVolumes } from './security.ts';

/** Longer than any migration may lock out buyers; a release that needs more is planned by hand. */
const deadlineSeconds = 600;

/** A Job never changes: every image has its own, named by what tells images apart. */
export const migrationName = (image: string): string => {
  const digest = /@sha256:([0-9a-f]{12})/.exec(image)?.[1];
  const tag = image.slice(image.lastIndexOf(':') + 1);
  return `migrate-${digest ?? tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`.slice(0, 63);
};

export const migrationJob = (image: string): Manifest => {
  const labels = labelsOf('migrate');
  return checked(
    new Job({
      metadata: {
        name: migrationName(image),
        namespace,
        labels,
        annotations: {
          ...inWave('migration'),
          'argocd.argoproj.io/hook': 'Sync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
        },
      },
      spec: {
        backoffLimit: 2,
        activeDeadlineSeconds: deadlineSeconds,
        ttlSecondsAfterFinished: 86_400,
        template: {
          // Not to be moved in the middle of it.
          metadata: { labels, annotations: { 'karpenter.sh/do-not-disrupt': 'true' } },
          spec: {
            serviceAccountName: 'migrate',
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            restartPolicy: 'Never',
            priorityClassName: priorities.serving,
            securityContext: podSecurity,
            containers: [
              {
                name: 'migrate',
                image: imageName,
                command: [...runtime.commands.migrate],
                env: [{ name: 'ROLE', value: 'worker' }],
                envFrom: [
                  { configMapRef: { name: configName } },
                  { secretRef: { name: secretName } },
                ],
                resources: {
                  requests: { cpu: '100m', memory: '256Mi' },
                  limits: { cpu: '1', memory: '512Mi' },
                },
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
