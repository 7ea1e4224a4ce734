/**
 * How pods are confined: what the Pod Security level `restricted` demands, and a disk to read only.
 */
import { runtime } from '../../src/runtime/contract.ts';

export const podSecurity = {
  runAsNonRoot: true,
  runAsUser: runtime.userId,
  runAsGroup: runtime.userId,
  fsGroup: runtime.userId,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

export const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** The only places that are written to. Gone with the pod, and bounded. */
export const scratchVolumes = [
  { name: 'data', emptyDir: { sizeLimit: '256Mi' } },
  { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
];
export const scratchMounts = [
  { name: 'data', mountPath: runtime.dataDir },
  { name: 'tmp', mountPath: '/tmp' },
];
