/**
 * The first thing that is applied, by hand and once, after Argo CD was installed from its chart:
 * which repositories may bring what, and the three folders that Argo CD follows from then on.
 */
import { namespace as applicationNamespace } from '../application/names.ts';
import { charts, gatewayApi } from '../controllers/charts.ts';
import { controllersProject } from '../controllers/applications.ts';
import { appProject, argoApplication, argoNamespace } from '../custom/argo.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { monitoringNamespace } from '../platform/names.ts';
import type { Environment } from '../../src/config/names.ts';
import type { ClusterValues } from '../values/cluster-values.ts';

const platformProject = 'platform';
const applicationProject = 'application';
const anything = [{ group: '*', kind: '*' }];

/** The branch that a release writes what was rendered to. */
export const deployBranch = (environment: Environment): string => `deploy/${environment}`;

export const bootstrapObjects = (
  environment: Environment,
  { deployRepository }: ClusterValues,
): readonly Manifest[] => {
  const follow = (part: string, project: string, namespace: string, wave: number): Manifest =>
    argoApplication({
      name: part,
      project,
      namespace,
      wave,
      source: {
        repoURL: deployRepository,
        path: `overlays/${environment}/${part}`,
        revision: deployBranch(environment),
      },
    });
  return [
    appProject({
      name: controllersProject,
      description: 'Controllers of the cluster, from charts with exact versions',
      sourceRepos: [
        ...new Set([...Object.values(charts).map(({ repoURL }) => repoURL), gatewayApi.repoURL]),
        deployRepository,
      ],
      namespaces: [
        ...new Set(Object.values(charts).map(({ namespace }) => namespace)),
        // Karpenter and KEDA have roles there.
        'kube-node-lease',
        'kube-system',
      ],
      clusterKinds: anything,
    }),
    appProject({
      name: platformProject,
      description: 'Nodes, classes and monitoring',
      sourceRepos: [deployRepository],
      namespaces: [monitoringNamespace],
      clusterKinds: [
        { group: '', kind: 'Namespace' },
        { group: 'gateway.networking.k8s.io', kind: 'GatewayClass' },
        { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass' },
        { group: 'karpenter.sh', kind: 'NodePool' },
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
        { group: 'scheduling.k8s.io', kind: 'PriorityClass' },
        { group: 'storage.k8s.io', kind: 'StorageClass' },
      ],
    }),
    appProject({
      name: applicationProject,
      description: 'The product',
      sourceRepos: [deployRepository],
      namespaces: [applicationNamespace],
      clusterKinds: [{ group: '', kind: 'Namespace' }],
    }),
    follow('controllers', controllersProject, argoNamespace, 0),
    follow('platform', platformProject, monitoringNamespace, 1),
    follow('application', applicationProject, applicationNamespace, 2),
  ];
};
