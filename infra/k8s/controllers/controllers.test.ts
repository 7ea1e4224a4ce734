/** Controllers come from charts with exact versions and run as the accounts that have roles. */
import { describe, expect, it } from 'vitest';
import { clusterConfig } from '../../src/config/eks/cluster.ts';
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { find, objectsIn, ofKind, renderFiles } from '../testing/render.ts';
import { realValues } from '../testing/values.ts';
import { charts } from './charts.ts';

type Application = Manifest & {
  readonly spec: {
    readonly project: string;
    readonly source: {
      readonly repoURL: string;
      readonly targetRevision: string;
      readonly helm?: { readonly valuesObject: Readonly<Record<string, unknown>> };
    };
    readonly destination: { readonly namespace: string };
  };
};
type Project = Manifest & {
  readonly spec: {
    readonly sourceRepos: readonly string[];
    readonly destinations: readonly { readonly namespace: string }[];
    readonly clusterResourceWhitelist: readonly object[];
  };
};

const files = renderFiles('prod');
const controllers = ofKind(
  objectsIn(files, 'overlays/prod/controllers'),
  'Application',
) as readonly Application[];
const bootstrap = objectsIn(files, 'overlays/prod/bootstrap');
const valuesOf = (name: string): Readonly<Record<string, unknown>> =>
  (find(controllers, 'Application', name) as Application).spec.source.helm?.valuesObject ?? {};
const wave = ({ metadata }: Manifest): number =>
  Number(metadata.annotations?.['argocd.argoproj.io/sync-wave']);

describe('controllers', () => {
  it('have exact versions', () => {
    expect(controllers).toHaveLength(Object.keys(charts).length + 1);
    for (const { spec } of controllers) {
      expect(spec.source.targetRevision).toMatch(/^v?\d+\.\d+\.\d+$/);
    }
  });

  it('run as the accounts that have roles in AWS', () => {
    for (const [name, account] of [
      ['karpenter', serviceAccounts.karpenter],
      ['aws-load-balancer-controller', serviceAccounts.loadBalancerController],
      ['external-dns', serviceAccounts.externalDns],
      ['external-secrets', serviceAccounts.externalSecrets],
    ] as const) {
      const application = find(controllers, 'Application', name) as Application;
      expect(application.spec.destination.namespace).toBe(account.namespace);
      expect(valuesOf(name).serviceAccount).toEqual({ name: account.name });
    }
    expect(serviceAccounts.karpenter).toEqual({ namespace: 'karpenter', name: 'karpenter' });
    // The chart's own name for it.
    expect(serviceAccounts.keda.name).toBe('keda-operator');
  });

  it('run on nodes that are not taken away', () => {
    for (const name of ['karpenter', 'aws-load-balancer-controller', 'external-dns', 'keda']) {
      expect(valuesOf(name).nodeSelector).toMatchObject({ 'node-group': 'critical' });
    }
  });

  it('use no feature that their roles do not permit', () => {
    expect(valuesOf('aws-load-balancer-controller')).toMatchObject({
      enableBackendSecurityGroup: false,
      enableShield: false,
      enableWaf: false,
      enableWafv2: true,
    });
    expect(valuesOf('external-dns')).toMatchObject({
      domainFilters: [`origin.${realValues.domain}`],
      sources: ['gateway-httproute'],
    });
  });

  it('tell Karpenter of its cluster and where interruptions come in', () => {
    expect(valuesOf('karpenter').settings).toMatchObject({
      clusterName: realValues.cluster.name,
      interruptionQueue: realValues.nodes.interruptionQueue,
    });
  });

  it('read no secrets but the product’s when they restart its pods', () => {
    const reloader = find(controllers, 'Application', 'reloader') as Application;
    expect(reloader.spec.destination.namespace).toBe('ticketing');
    expect(valuesOf('reloader').reloader).toMatchObject({
      watchGlobally: false,
      reloadStrategy: 'annotations',
    });
  });

  it('get their definitions before they start', () => {
    for (const name of ['gateway-api', 'prometheus-operator-crds', 'karpenter-crd']) {
      expect(wave(find(controllers, 'Application', name) as Application)).toBe(0);
    }
    expect(wave(find(controllers, 'Application', 'karpenter') as Application)).toBe(1);
  });

  it('were chosen for the version of the cluster: look at charts.ts when this fails', () => {
    expect(clusterConfig('prod').version).toBe('1.33');
  });
});

describe('the bootstrap', () => {
  const applications = ofKind(bootstrap, 'Application') as readonly Application[];

  it('follows three folders of the branch of the environment, one after the other', () => {
    expect(
      applications.toSorted((a, b) => wave(a) - wave(b)).map((one) => one.metadata.name),
    ).toEqual(['controllers', 'platform', 'application']);
    for (const { spec } of applications) {
      expect(spec.source.targetRevision).toBe('deploy/prod');
      expect(files.has(`${(spec.source as { path?: string }).path}/kustomization.yaml`)).toBe(true);
    }
  });

  it('lets the product make nothing outside of its namespace', () => {
    const project = find(bootstrap, 'AppProject', 'application') as Project;
    expect(project.spec.destinations.map(({ namespace }) => namespace)).toEqual(['ticketing']);
    expect(project.spec.clusterResourceWhitelist).toEqual([{ group: '', kind: 'Namespace' }]);
  });

  it('permits every source and namespace that is used, and every kind without a namespace', () => {
    for (const { spec } of [...controllers, ...applications]) {
      const project = find(bootstrap, 'AppProject', spec.project) as Project;
      expect(project.spec.sourceRepos).toContain(spec.source.repoURL);
      const namespaces = project.spec.destinations.map(({ namespace }) => namespace);
      expect(namespaces).toContain(spec.destination.namespace);
    }
    const { clusterResourceWhitelist } = (find(bootstrap, 'AppProject', 'platform') as Project)
      .spec;
    const platform = ['base/platform', 'overlays/prod/platform'].flatMap((folder) =>
      objectsIn(files, folder),
    );
    for (const { apiVersion, kind, metadata } of platform) {
      if (metadata.namespace !== undefined) continue;
      const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
      expect(clusterResourceWhitelist).toContainEqual({ group, kind });
    }
  });
});
