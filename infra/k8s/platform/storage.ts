/** Disks for pods: encrypted, made where the pod runs, kept when their claim is deleted. */
import { StorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';
import { checked, type Manifest } from '../manifest/manifest.ts';

export const storageClassName = 'encrypted';

export const storageClass = (): Manifest =>
  checked(
    new StorageClass({
      metadata: { name: storageClassName },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true' },
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
      reclaimPolicy: 'Retain',
    }),
  );
