/**
 * The controllers of the cluster: charts with exact versions, brought in by Argo CD. They are not
 * in Terraform, whose state would then have to reach into the cluster that it makes.
 *
 * A version is one that runs on the Kubernetes of `src/config/eks/cluster.ts`: Karpenter 1.11 on
 * 1.29 to 1.35, KEDA 2.18 on 1.31 to 1.33, the load balancer controller 3 with Gateway API 1.5.
 */
import {
  applicationNamespace,
  serviceAccounts,
} from '../../src/constructs/pod-identity/service-accounts.ts';

export type Chart = {
  readonly repoURL: string;
  readonly chart: string;
  readonly version: string;
  readonly namespace: string;
  /** What the pods of the namespace may ask of their node; absent where it is not the chart's. */
  readonly podSecurity?: 'restricted' | 'baseline' | 'privileged';
};

const prometheusCommunity = 'https://prometheus-community.github.io/helm-charts';
const karpenterRegistry = 'public.ecr.aws/karpenter';

export const charts = {
  'prometheus-operator-crds': {
    repoURL: prometheusCommunity,
    chart: 'prometheus-operator-crds',
    version: '25.0.0',
    namespace: 'cluster-metrics',
    podSecurity: 'privileged',
  },
  'karpenter-crd': {
    repoURL: karpenterRegistry,
    chart: 'karpenter-crd',
    version: '1.11.1',
    namespace: serviceAccounts.karpenter.namespace,
    podSecurity: 'baseline',
  },
  karpenter: {
    repoURL: karpenterRegistry,
    chart: 'karpenter',
    version: '1.11.1',
    namespace: serviceAccounts.karpenter.namespace,
    podSecurity: 'baseline',
  },
  'aws-load-balancer-controller': {
    repoURL: 'https://aws.github.io/eks-charts',
    chart: 'aws-load-balancer-controller',
    version: '3.4.0',
    namespace: serviceAccounts.loadBalancerController.namespace,
    podSecurity: 'baseline',
  },
  'external-dns': {
    repoURL: 'https://kubernetes-sigs.github.io/external-dns',
    chart: 'external-dns',
    version: '1.20.0',
    namespace: serviceAccounts.externalDns.namespace,
    podSecurity: 'restricted',
  },
  'external-secrets': {
    repoURL: 'https://charts.external-secrets.io',
    chart: 'external-secrets',
    version: '2.6.0',
    namespace: serviceAccounts.externalSecrets.namespace,
    podSecurity: 'restricted',
  },
  keda: {
    repoURL: 'https://kedacore.github.io/charts',
    chart: 'keda',
    version: '2.18.3',
    namespace: serviceAccounts.keda.namespace,
    podSecurity: 'restricted',
  },
  'opentelemetry-operator': {
    repoURL: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
    chart: 'opentelemetry-operator',
    version: '0.90.4',
    namespace: 'opentelemetry',
    podSecurity: 'baseline',
  },
  'kube-state-metrics': {
    repoURL: prometheusCommunity,
    chart: 'kube-state-metrics',
    version: '7.1.0',
    namespace: 'cluster-metrics',
    podSecurity: 'privileged',
  },
  // It reads the node's own files, which the other levels forbid.
  'prometheus-node-exporter': {
    repoURL: prometheusCommunity,
    chart: 'prometheus-node-exporter',
    version: '4.57.0',
    namespace: 'cluster-metrics',
    podSecurity: 'privileged',
  },
  // In the product's namespace, so that it can be kept from reading the secrets of any other.
  reloader: {
    repoURL: 'https://stakater.github.io/stakater-charts',
    chart: 'reloader',
    version: '2.2.11',
    namespace: applicationNamespace,
  },
  'argo-cd': {
    repoURL: 'https://argoproj.github.io/argo-helm',
    chart: 'argo-cd',
    version: '9.5.13',
    namespace: 'argocd',
    podSecurity: 'baseline',
  },
} as const satisfies Readonly<Record<string, Chart>>;

export type ChartName = keyof typeof charts;

/**
 * The definitions of Gateway, HTTPRoute and so on come from the project itself; it has no chart.
 */
export const gatewayApi = {
  repoURL: 'https://github.com/kubernetes-sigs/gateway-api',
  path: 'config/crd',
  revision: 'v1.5.0',
} as const;
