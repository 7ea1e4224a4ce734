/** Argo CD (argoproj.io/v1alpha1): what is brought into the cluster, from where, in which order. */
import type { Manifest } from '../manifest/manifest.ts';
import { custom, customKind, resourceName } from './custom-kind.ts';
import { anything, flag, list, map, number, object, text } from './shape.ts';

export const argoNamespace = 'argocd';

const source = object(
  { repoURL: text(/./), targetRevision: text(/^[\w./-]+$/) },
  {
    chart: text(/^[a-z0-9-]+$/),
    path: text(/^[\w./-]+$/),
    helm: object({ releaseName: resourceName, valuesObject: anything }, { skipCrds: flag }),
  },
);

export const applicationKind = customKind(
  'argoproj.io/v1alpha1',
  'Application',
  object(
    {
      project: resourceName,
      source,
      destination: object({ server: text(/^https:/), namespace: resourceName }),
      syncPolicy: object(
        {
          automated: object({ prune: flag, selfHeal: flag }),
          syncOptions: list(text(/^\w+=\w+$/)),
        },
        {
          managedNamespaceMetadata: object({ labels: map(text()) }),
          retry: object({
            limit: number,
            backoff: object({ duration: text(), factor: number, maxDuration: text() }),
          }),
        },
      ),
    },
    {
      ignoreDifferences: list(
        object({ group: text(), kind: text() }, { jsonPointers: list(text(/^\//)) }),
      ),
    },
  ),
);

export const appProjectKind = customKind(
  'argoproj.io/v1alpha1',
  'AppProject',
  object(
    {
      description: text(),
      sourceRepos: list(text(/./), 1),
      destinations: list(object({ server: text(), namespace: text() }), 1),
    },
    {
      clusterResourceWhitelist: list(object({ group: text(), kind: text() })),
      namespaceResourceBlacklist: list(object({ group: text(), kind: text() })),
    },
  ),
);

/** A chart in a repository, or a folder of a Git repository. */
export type ApplicationSource =
  | {
      readonly repoURL: string;
      readonly chart: string;
      readonly version: string;
      readonly values: object;
      readonly skipCrds?: boolean;
    }
  | { readonly repoURL: string; readonly path: string; readonly revision: string };

export type ApplicationProps = {
  readonly name: string;
  readonly project: string;
  readonly namespace: string;
  /** What is lower is brought in before, and has to be healthy before the next one is. */
  readonly wave: number;
  readonly source: ApplicationSource;
  /** Labels of the namespace, which is made with the first object in it. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
};

const inCluster = 'https://kubernetes.default.svc';

export const argoApplication = (props: ApplicationProps): Manifest =>
  custom(
    applicationKind,
    {
      name: props.name,
      namespace: argoNamespace,
      annotations: { 'argocd.argoproj.io/sync-wave': String(props.wave) },
    },
    {
      project: props.project,
      source: sourceOf(props),
      destination: { server: inCluster, namespace: props.namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        ...(props.namespaceLabels === undefined
          ? {}
          : { managedNamespaceMetadata: { labels: props.namespaceLabels } }),
        syncOptions: [
          'CreateNamespace=true',
          // Definitions of custom resources are too large for the annotation of a client-side
          // apply.
          'ServerSideApply=true',
          'SkipDryRunOnMissingResource=true',
        ],
        retry: { limit: 10, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
      },
    },
  );

function sourceOf({ name, source: from }: ApplicationProps): object {
  if ('path' in from) {
    return { repoURL: from.repoURL, path: from.path, targetRevision: from.revision };
  }
  return {
    repoURL: from.repoURL,
    chart: from.chart,
    targetRevision: from.version,
    helm: {
      releaseName: name,
      valuesObject: from.values,
      ...(from.skipCrds === undefined ? {} : { skipCrds: from.skipCrds }),
    },
  };
}

export type AppProjectProps = {
  readonly name: string;
  readonly description: string;
  readonly sourceRepos: readonly string[];
  readonly namespaces: readonly string[];
  /** Kinds without a namespace that may be made: none unless named. */
  readonly clusterKinds: readonly { readonly group: string; readonly kind: string }[];
};

export const appProject = (props: AppProjectProps): Manifest =>
  custom(
    appProjectKind,
    { name: props.name, namespace: argoNamespace },
    {
      description: props.description,
      sourceRepos: props.sourceRepos,
      destinations: props.namespaces.map((namespace) => ({ server: inCluster, namespace })),
      clusterResourceWhitelist: props.clusterKinds,
    },
  );
