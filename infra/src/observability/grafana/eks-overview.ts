/** The cluster: nodes, pods, what Karpenter does. */
import type { Board, Panel } from './model.ts';

const common = { kind: 'timeseries', datasource: 'prometheus' } as const;
const inScope = 'namespace=~"$namespace"';

/** What other programs in the cluster have to offer to Prometheus for these panels. */
export const clusterMetrics: Readonly<Record<string, readonly string[]>> = {
  'node-exporter': [
    'node_cpu_seconds_total',
    'node_memory_MemAvailable_bytes',
    'node_memory_MemTotal_bytes',
  ],
  'kube-state-metrics': [
    'kube_pod_status_phase',
    'kube_pod_container_status_restarts_total',
    'kube_node_info',
    'kube_deployment_status_replicas_available',
    'kube_deployment_spec_replicas',
    'kube_horizontalpodautoscaler_status_current_replicas',
    'kube_horizontalpodautoscaler_spec_max_replicas',
  ],
  karpenter: [
    'karpenter_nodeclaims_created_total',
    'karpenter_nodeclaims_terminated_total',
    'karpenter_nodeclaims_disrupted_total',
  ],
};

const nodes: readonly Panel[] = [
  {
    ...common,
    title: 'Node CPU',
    description: 'Share of each node. Above 80 % for five minutes an alarm rings.',
    unit: 'percentunit',
    limit: 0.8,
    targets: [
      {
        expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))',
        legend: '{{instance}}',
      },
    ],
  },
  {
    ...common,
    title: 'Node memory',
    description: 'Share of each node.',
    unit: 'percentunit',
    limit: 0.85,
    targets: [
      {
        expr: '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
        legend: '{{instance}}',
      },
    ],
  },
  {
    ...common,
    title: 'Nodes',
    description: 'All that have joined.',
    unit: 'short',
    targets: [{ expr: 'count(kube_node_info)', legend: 'nodes' }],
  },
];

const restarts = `increase(kube_pod_container_status_restarts_total{${inScope}}[$__rate_interval])`;

const pods: readonly Panel[] = [
  {
    ...common,
    title: 'Pods by phase',
    description: 'Pending ones wait for a node.',
    unit: 'short',
    targets: ['Running', 'Pending', 'Failed'].map((phase) => ({
      expr: `sum(kube_pod_status_phase{${inScope},phase="${phase}"})`,
      legend: phase,
    })),
  },
  {
    ...common,
    title: 'Container restarts',
    description: 'In each step of the graph.',
    unit: 'short',
    targets: [
      {
        expr: `sum by (pod) (${restarts}) > 0`,
        legend: '{{pod}}',
      },
    ],
  },
  {
    ...common,
    title: 'Replicas',
    description: 'Available and wanted, by deployment.',
    unit: 'short',
    targets: [
      {
        expr: `sum by (deployment) (kube_deployment_status_replicas_available{${inScope}})`,
        legend: '{{deployment}}, available',
      },
      {
        expr: `sum by (deployment) (kube_deployment_spec_replicas{${inScope}})`,
        legend: '{{deployment}}, wanted',
      },
    ],
  },
];

const byAutoscaler = (metric: string): string =>
  `sum by (horizontalpodautoscaler) (${metric}{${inScope}})`;

const scaling: readonly Panel[] = [
  {
    ...common,
    title: 'Karpenter: nodes',
    description: 'Created, ended and disrupted in each step of the graph.',
    unit: 'short',
    width: 12,
    targets: ['created', 'terminated', 'disrupted'].map((what) => ({
      expr: `sum by (nodepool) (increase(karpenter_nodeclaims_${what}_total[$__rate_interval]))`,
      legend: `{{nodepool}}, ${what}`,
    })),
  },
  {
    ...common,
    title: 'Horizontal scaling',
    description: 'Pods of each autoscaler, and its limit.',
    unit: 'short',
    width: 12,
    targets: [
      {
        expr: byAutoscaler('kube_horizontalpodautoscaler_status_current_replicas'),
        legend: '{{horizontalpodautoscaler}}',
      },
      {
        expr: byAutoscaler('kube_horizontalpodautoscaler_spec_max_replicas'),
        legend: '{{horizontalpodautoscaler}}, at most',
      },
    ],
  },
];

export const eksBoard: Board = {
  uid: 'onsale-eks',
  title: 'Onsale: EKS cluster overview',
  tags: ['onsale', 'eks'],
  variables: [
    { kind: 'datasource', name: 'prometheus' },
    { kind: 'label', name: 'namespace', query: 'label_values(kube_pod_status_phase, namespace)' },
  ],
  rows: [
    { title: 'Nodes', panels: nodes },
    { title: 'Pods', panels: pods },
    { title: 'Scaling', panels: scaling },
  ],
};
