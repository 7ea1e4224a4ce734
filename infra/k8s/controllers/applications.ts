/** One Argo CD Application for each controller; definitions of custom resources come first. */
import { argoApplication } from '../custom/argo.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { type Chart, type ChartName, charts, gatewayApi } from './charts.ts';
import { chartValues } from './values.ts';

export const controllersProject = 'controllers';

const definitions: ReadonlySet<ChartName> = new Set<ChartName>([
  'prometheus-operator-crds',
  'karpenter-crd',
]);
/** Its definitions come from a chart of their own, which unlike Helm's keeps them up to date. */
const withoutDefinitions: ReadonlySet<ChartName> = new Set<ChartName>(['karpenter']);

export const controllerApplications = (values: ClusterValues): readonly Manifest[] => [
  argoApplication({
    name: 'gateway-api',
    project: controllersProject,
    namespace: 'kube-system',
    wave: 0,
    source: gatewayApi,
  }),
  ...(Object.keys(charts) as ChartName[]).map((name) => {
    const { repoURL, chart, version, namespace, podSecurity }: Chart = charts[name];
    return argoApplication({
      name,
      project: controllersProject,
      namespace,
      wave: definitions.has(name) ? 0 : 1,
      ...(podSecurity === undefined
        ? {}
        : { namespaceLabels: { 'pod-security.kubernetes.io/enforce': podSecurity } }),
      source: {
        repoURL,
        chart,
        version,
        values: chartValues[name](values),
        ...(withoutDefinitions.has(name) ? { skipCrds: true } : {}),
      },
    });
  }),
];
