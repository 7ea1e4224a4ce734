/** Nodes and pods, from node-exporter, kube-state-metrics and Karpenter. */
import type { NodeAlarms } from '../../config/monitoring-config.ts';
import { applicationNamespace } from '../pod-identity/service-accounts.ts';
import { minutesOf, type RuleGroup, tierOf } from './rule.ts';

const application = `namespace="${applicationNamespace}"`;

export const clusterRules = ({ highCpuPercent, highMemoryPercent }: NodeAlarms): RuleGroup => ({
  name: 'cluster',
  recordings: [
    {
      record: 'instance:node_cpu:ratio5m',
      expression: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
    },
    {
      record: 'instance:node_memory:ratio',
      expression: '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
    },
    {
      record: 'namespace:pods:count',
      expression: 'sum by (namespace, phase) (kube_pod_status_phase)',
    },
  ],
  alerts: [
    {
      alert: 'NodeCpuHigh',
      expression: `instance:node_cpu:ratio5m > ${highCpuPercent.threshold / 100}`,
      forMinutes: minutesOf(highCpuPercent),
      tier: tierOf(highCpuPercent),
      summary: `{{ $labels.instance }} uses over ${highCpuPercent.threshold} % of its processors.`,
      runbook: 'node-cpu',
    },
    {
      alert: 'NodeMemoryHigh',
      expression: `instance:node_memory:ratio > ${highMemoryPercent.threshold / 100}`,
      forMinutes: minutesOf(highMemoryPercent),
      tier: tierOf(highMemoryPercent),
      summary: `{{ $labels.instance }} uses over ${highMemoryPercent.threshold} % of its memory.`,
      runbook: 'node-memory',
    },
    {
      alert: 'PodsRestart',
      expression: `increase(kube_pod_container_status_restarts_total{${application}}[15m]) > 2`,
      forMinutes: 0,
      tier: 'critical',
      summary: '{{ $labels.pod }} was restarted {{ $value }} times in a quarter of an hour.',
      runbook: 'pods-restart',
    },
    {
      alert: 'PodsPending',
      expression: `sum by (pod) (kube_pod_status_phase{${application}, phase="Pending"}) > 0`,
      // A node takes about a minute; what waits longer waits for something else.
      forMinutes: 5,
      tier: 'warning',
      summary: '{{ $labels.pod }} finds no node.',
      runbook: 'karpenter-no-node',
    },
    {
      alert: 'AutoscalerAtItsLimit',
      expression:
        `kube_horizontalpodautoscaler_status_current_replicas{${application}}` +
        ` >= kube_horizontalpodautoscaler_spec_max_replicas{${application}}`,
      forMinutes: 10,
      tier: 'warning',
      summary: '{{ $labels.horizontalpodautoscaler }} has as many pods as it may.',
      runbook: 'scaling-not-acting',
    },
    {
      alert: 'NodesStartedOrEnded',
      expression:
        'sum(increase(karpenter_nodeclaims_created_total[10m])' +
        ' or increase(karpenter_nodeclaims_terminated_total[10m])) > 0',
      forMinutes: 0,
      tier: 'info',
      summary: 'Karpenter started or ended nodes.',
      runbook: 'changes',
    },
  ],
});
