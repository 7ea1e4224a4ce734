/** What an environment adds to the product's objects, and what it changes in them. */
import { createHash } from 'node:crypto';
import { clusterComputeConfig } from '../../src/config/eks/compute.ts';
import { clusterScalingConfig } from '../../src/config/eks/scaling.ts';
import type { PodSize } from '../../src/config/eks-config.ts';
import type { Environment } from '../../src/config/names.ts';
import type { DeployedRole } from '../../src/runtime/contract.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { apiAutoscaler, workerAutoscaler } from './autoscaling.ts';
import { configMap, secretObjects } from './environment.ts';
import { gatewayObjects } from './gateway.ts';
import { migrationJob } from './migration.ts';
import { namespace } from './names.ts';
import { resourceQuota } from './namespace.ts';
import { policiesToNetwork } from './network-policies.ts';

export const applicationOverlay = (
  environment: Environment,
  values: ClusterValues,
): readonly Manifest[] => {
  const scaling = clusterScalingConfig(environment);
  return [
    resourceQuota(scaling),
    configMap(values),
    ...secretObjects(values),
    ...policiesToNetwork(values),
    migrationJob(values.image),
    apiAutoscaler(scaling.api),
    ...workerAutoscaler(scaling.worker, values),
    ...gatewayObjects(values, environment, clusterComputeConfig(environment).loadBalancer),
  ];
};

/** Strategic merge patches, as kustomize applies them to objects of the base. */
export const applicationPatches = (
  environment: Environment,
  values: ClusterValues,
): readonly Manifest[] => {
  const scaling = clusterScalingConfig(environment);
  const settings = createHash('sha256')
    .update(JSON.stringify(configMap(values)))
    .digest('hex');
  return (['api', 'worker'] as const).map((role) =>
    rolePatch(role, scaling[role].size, settings.slice(0, 16)),
  );
};

/** `settings` changes with the configuration, so that pods are replaced when it does. */
const rolePatch = (role: DeployedRole, size: PodSize, settings: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: role, namespace },
  spec: {
    template: {
      metadata: { annotations: { 'onsale/settings': settings } },
      spec: {
        containers: [
          {
            name: role,
            resources: {
              requests: { cpu: `${size.requestCpuMillis}m`, memory: `${size.requestMemoryMib}Mi` },
              limits: { cpu: `${size.limitCpuMillis}m`, memory: `${size.limitMemoryMib}Mi` },
            },
          },
        ],
      },
    },
  },
});
