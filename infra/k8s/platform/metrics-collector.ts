/**
 * Collects metrics and writes them to Managed Prometheus. An allocator reads the monitors in the
 * cluster and deals their targets out, so that two collectors never scrape the same one.
 */
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';
import { collector } from '../custom/collector.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import {
  collectorCommon,
  collectorProcessors,
  confined,
  monitoringNodes,
} from './collector-common.ts';
import { monitoringNamespace } from './names.ts';

export const metricsCollector = (
  { region, prometheus, cluster }: ClusterValues,
  replicas: number,
): Manifest => {
  const { name } = serviceAccounts.metricsCollector;
  return collector(
    { name, namespace: monitoringNamespace },
    {
      ...collectorCommon,
      mode: 'statefulset',
      replicas,
      serviceAccount: name,
      targetAllocator: {
        enabled: true,
        serviceAccount: targetAllocatorName,
        prometheusCR: {
          enabled: true,
          scrapeInterval: '30s',
          podMonitorSelector: {},
          serviceMonitorSelector: {},
        },
        ...monitoringNodes,
        ...confined,
      },
      config: {
        receivers: { prometheus: { config: { scrape_configs: [containerMetrics] } } },
        processors: collectorProcessors,
        exporters: {
          prometheusremotewrite: {
            endpoint: prometheus.remoteWriteUrl,
            auth: { authenticator: 'sigv4auth' },
            external_labels: { cluster: cluster.name },
          },
        },
        extensions: { sigv4auth: { region, service: 'aps' }, health_check: healthCheck },
        service: {
          extensions: ['sigv4auth', 'health_check'],
          pipelines: {
            metrics: {
              receivers: ['prometheus'],
              processors: ['memory_limiter', 'batch'],
              exporters: ['prometheusremotewrite'],
            },
          },
        },
      },
    },
  );
};

export const targetAllocatorName = 'target-allocator';
const healthCheck = { endpoint: '0.0.0.0:13133' };
const account = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What containers use, from the kubelet of each node; monitors cannot describe it. */
const containerMetrics = {
  job_name: 'containers',
  scheme: 'https',
  metrics_path: '/metrics/cadvisor',
  scrape_interval: '60s',
  authorization: { type: 'Bearer', credentials_file: `${account}/token` },
  tls_config: { ca_file: `${account}/ca.crt` },
  kubernetes_sd_configs: [{ role: 'node' }],
  metric_relabel_configs: [
    {
      source_labels: ['__name__'],
      regex: [
        'container_cpu_usage_seconds_total',
        'container_cpu_cfs_throttled_periods_total',
        'container_memory_working_set_bytes',
        'container_network_(receive|transmit)_bytes_total',
      ].join('|'),
      action: 'keep',
    },
  ],
};
