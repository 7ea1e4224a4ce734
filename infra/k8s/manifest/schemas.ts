/** Every kind that is rendered, with what checks it: for objects that come back from YAML. */
import { Gateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import { GatewayClass } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GatewayClass';
import { HTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import { EC2NodeClass } from '@kubernetes-models/karpenter/karpenter.k8s.aws/v1/EC2NodeClass';
import { NodePool } from '@kubernetes-models/karpenter/karpenter.sh/v1/NodePool';
import { ScaledJob } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledJob';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import { ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import { PriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { StorageClass } from 'kubernetes-models/storage.k8s.io/v1/StorageClass';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { LimitRange } from 'kubernetes-models/v1/LimitRange';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { ResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { applicationKind, appProjectKind } from '../custom/argo.ts';
import { collectorKind } from '../custom/collector.ts';
import { checkCustom } from '../custom/custom-kind.ts';
import { externalSecretKind, secretStoreKind } from '../custom/external-secrets.ts';
import {
  loadBalancerConfigurationKind,
  targetGroupConfigurationKind,
} from '../custom/load-balancing.ts';
import { podMonitorKind, serviceMonitorKind } from '../custom/monitors.ts';
import { checked, describe, type Manifest } from './manifest.ts';

type ModelClass = {
  readonly apiVersion: string;
  readonly kind: string;
  new (data?: never): { validate(): void; toJSON(): unknown };
};

const models: readonly ModelClass[] = [
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  Deployment,
  EC2NodeClass,
  Gateway,
  GatewayClass,
  HTTPRoute,
  HorizontalPodAutoscaler,
  Job,
  LimitRange,
  Namespace,
  NetworkPolicy,
  NodePool,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  PriorityClass,
  ResourceQuota,
  ScaledJob,
  ScaledObject,
  Service,
  ServiceAccount,
  StorageClass,
  TriggerAuthentication,
];

const customKinds = [
  appProjectKind,
  applicationKind,
  collectorKind,
  externalSecretKind,
  loadBalancerConfigurationKind,
  podMonitorKind,
  secretStoreKind,
  serviceMonitorKind,
  targetGroupConfigurationKind,
];

const keyOf = ({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }) =>
  `${apiVersion}/${kind}`;

const checks: ReadonlyMap<string, (manifest: Manifest) => void> = new Map([
  ...models.map(
    (model) =>
      [keyOf(model), (manifest: Manifest) => void checked(new model(manifest as never))] as const,
  ),
  ...customKinds.map(
    (kind) => [keyOf(kind), (manifest: Manifest) => checkCustom(kind, manifest)] as const,
  ),
]);

/** Throws when the object is not what its kind says, or of a kind that nobody here makes. */
export function checkManifest(manifest: Manifest): void {
  const check = checks.get(keyOf(manifest));
  if (check === undefined) throw new Error(`${describe(manifest)}: nothing checks its kind.`);
  check(manifest);
}
