/** What each chart is told. Controllers run on the nodes that are never taken away. */
import { nodeGroupLabel } from '../../src/constructs/eks/node-group-label.ts';
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';
import { originDomain } from '../application/gateway.ts';
import { restarterLabels } from '../application/restart.ts';
import { confined, monitoringNodes } from '../platform/collector-common.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { argoCdValues } from './argo-cd-values.ts';
import type { ChartName } from './charts.ts';

const nodeSelector = { [nodeGroupLabel]: 'critical' };
const scraped = { serviceMonitor: { enabled: true } };
const resources = (cpu: string, memory: string) => ({
  requests: { cpu, memory },
  limits: { memory },
});

type ValuesOf = (values: ClusterValues) => object;

export const chartValues: Readonly<Record<ChartName, ValuesOf>> = {
  'prometheus-operator-crds': () => ({}),
  'karpenter-crd': () => ({}),

  karpenter: ({ cluster, nodes }) => ({
    ...scraped,
    serviceAccount: { name: serviceAccounts.karpenter.name },
    replicas: 2,
    nodeSelector: { ...nodeSelector, 'kubernetes.io/os': 'linux' },
    // It starts the nodes that cluster DNS may need.
    dnsPolicy: 'Default',
    settings: {
      clusterName: cluster.name,
      clusterEndpoint: cluster.endpoint,
      interruptionQueue: nodes.interruptionQueue,
      featureGates: { spotToSpotConsolidation: true },
    },
    controller: { resources: resources('500m', '1Gi') },
  }),

  'aws-load-balancer-controller': ({ cluster, network, region }) => ({
    ...scraped,
    clusterName: cluster.name,
    region,
    // Pods cannot ask the instance where they are.
    vpcId: network.vpcId,
    serviceAccount: { name: serviceAccounts.loadBalancerController.name },
    replicaCount: 2,
    nodeSelector,
    podDisruptionBudget: { maxUnavailable: 1 },
    // Groups and their rules are Terraform's, and nobody here pays for Shield Advanced.
    enableBackendSecurityGroup: false,
    enableShield: false,
    enableWaf: false,
    enableWafv2: true,
    createIngressClassResource: false,
    enableServiceMutatorWebhook: false,
    controllerConfig: { featureGates: { ALBGatewayAPI: true, NLBGatewayAPI: false } },
    resources: resources('100m', '256Mi'),
  }),

  'external-dns': ({ cluster, domain, hostedZoneId, region }) => ({
    ...scraped,
    provider: { name: 'aws' },
    env: [{ name: 'AWS_DEFAULT_REGION', value: region }],
    serviceAccount: { name: serviceAccounts.externalDns.name },
    nodeSelector,
    sources: ['gateway-httproute'],
    domainFilters: [originDomain(domain)],
    extraArgs: [`--zone-id-filter=${hostedZoneId}`, '--aws-zone-match-parent'],
    policy: 'sync',
    registry: 'txt',
    txtOwnerId: cluster.name,
    interval: '1m',
    triggerLoopOnEvent: true,
    resources: resources('50m', '128Mi'),
  }),

  'external-secrets': () => ({
    ...scraped,
    serviceAccount: { name: serviceAccounts.externalSecrets.name },
    replicaCount: 2,
    leaderElect: true,
    nodeSelector,
    webhook: { nodeSelector },
    certController: { nodeSelector },
    // Stores and secrets belong to a namespace; nothing here reaches over all of them.
    processClusterStore: false,
    processClusterExternalSecret: false,
    processClusterPushSecret: false,
    resources: resources('50m', '192Mi'),
  }),

  keda: () => ({
    nodeSelector,
    operator: { replicaCount: 2 },
    metricsServer: { replicaCount: 2 },
    webhooks: { replicaCount: 2 },
    prometheus: {
      operator: { enabled: true, serviceMonitor: { enabled: true } },
      metricServer: { enabled: true, serviceMonitor: { enabled: true } },
    },
  }),

  'opentelemetry-operator': () => ({
    nodeSelector,
    // Collectors name their own image; the chart insists on one.
    manager: {
      collectorImage: { repository: 'public.ecr.aws/aws-observability/aws-otel-collector' },
      resources: resources('50m', '192Mi'),
    },
    admissionWebhooks: { certManager: { enabled: true } },
  }),

  'kube-state-metrics': () => ({
    ...monitoringNodes,
    prometheus: { monitor: { enabled: true } },
    resources: resources('50m', '192Mi'),
  }),

  'prometheus-node-exporter': () => ({
    prometheus: { monitor: { enabled: true } },
    // On every node, whatever its taints.
    tolerations: [{ operator: 'Exists' }],
    resources: resources('20m', '64Mi'),
  }),

  reloader: () => ({
    reloader: {
      // Its own namespace, and Deployments that ask for it.
      watchGlobally: false,
      autoReloadAll: false,
      // An annotation, which Argo CD leaves alone; a changed environment it would put back.
      reloadStrategy: 'annotations',
      readOnlyRootFileSystem: true,
      deployment: {
        nodeSelector,
        labels: restarterLabels,
        securityContext: confined.podSecurityContext,
        containerSecurityContext: confined.securityContext,
        resources: resources('20m', '128Mi'),
      },
    },
  }),

  'argo-cd': () => argoCdValues(nodeSelector),
};
