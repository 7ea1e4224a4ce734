/** What is not left to the defaults of an add-on, in the words of its own configuration schema. */
import { nodeGroupLabel } from '../eks/node-group-label.ts';
import type { AddOnName } from './known-versions.ts';

const onCriticalNodes = { nodeSelector: { [nodeGroupLabel]: 'critical' } };

export const addOnConfiguration: Readonly<Partial<Record<AddOnName, object>>> = {
  'vpc-cni': {
    // Without it a NetworkPolicy is accepted and does nothing.
    enableNetworkPolicy: 'true',
    nodeAgent: { enablePolicyEventLogs: 'true' },
  },
  coredns: {
    ...onCriticalNodes,
    autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 6 },
  },
  'aws-ebs-csi-driver': { controller: onCriticalNodes },
  'amazon-cloudwatch-observability': { containerLogs: { enabled: true } },
};
