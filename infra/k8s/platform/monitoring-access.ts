/** Who collects, and what of Kubernetes it may read to find its targets. */
import { ClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import { ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';
import { restricted } from '../application/namespace.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import { targetAllocatorName } from './metrics-collector.ts';
import { monitoringNamespace } from './names.ts';

type PolicyRules = NonNullable<NonNullable<ConstructorParameters<typeof ClusterRole>[0]>['rules']>;

const read = ['get', 'list', 'watch'];

const rules: Readonly<Record<string, PolicyRules>> = {
  [targetAllocatorName]: [
    {
      apiGroups: [''],
      resources: ['endpoints', 'namespaces', 'nodes', 'pods', 'services'],
      verbs: read,
    },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: read },
    {
      apiGroups: ['monitoring.coreos.com'],
      resources: ['podmonitors', 'probes', 'scrapeconfigs', 'servicemonitors'],
      verbs: read,
    },
  ],
  [serviceAccounts.metricsCollector.name]: [
    { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
    { nonResourceURLs: ['/metrics'], verbs: ['get'] },
  ],
};

const accounts = [
  targetAllocatorName,
  serviceAccounts.metricsCollector.name,
  serviceAccounts.tracesCollector.name,
  serviceAccounts.cloudwatchExporter.name,
];

export const monitoringAccess = (): readonly Manifest[] => [
  checked(new Namespace({ metadata: { name: monitoringNamespace, labels: restricted } })),
  ...accounts.map((name) =>
    checked(new ServiceAccount({ metadata: { name, namespace: monitoringNamespace } })),
  ),
  ...Object.entries(rules).flatMap(([name, rulesOfIt]) => [
    checked(new ClusterRole({ metadata: { name: `onsale-${name}` }, rules: rulesOfIt })),
    checked(
      new ClusterRoleBinding({
        metadata: { name: `onsale-${name}` },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: `onsale-${name}`,
        },
        subjects: [{ kind: 'ServiceAccount', name, namespace: monitoringNamespace }],
      }),
    ),
  ]),
];
