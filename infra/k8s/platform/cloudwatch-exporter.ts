/**
 * Brings figures that only CloudWatch has (load balancer, Redis, DynamoDB, queues) to Prometheus,
 * so that a dashboard can show them beside the product's own. Alarms over them are CloudWatch's.
 */
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { stringify } from 'yaml';
import type { Environment } from '../../src/config/names.ts';
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';
import { podMonitor } from '../custom/monitors.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { confined, monitoringNodes } from './collector-common.ts';
import { exportedMetrics } from './cloudwatch-metrics.ts';
import { monitoringNamespace } from './names.ts';

const { name, namespace } = serviceAccounts.cloudwatchExporter;
const image = 'quay.io/prometheuscommunity/yet-another-cloudwatch-exporter:v0.64.0';
const port = 5_000;
export const exporterLabels = { 'app.kubernetes.io/name': name };

export const cloudwatchExporter = (
  { project, region }: ClusterValues,
  environment: Environment,
): readonly Manifest[] => [
  checked(
    new ConfigMap({
      metadata: { name, namespace: monitoringNamespace },
      data: {
        'config.yml': stringify(exporterConfig(project, environment, region), { lineWidth: 0 }),
      },
    }),
  ),
  checked(
    new Deployment({
      metadata: { name, namespace, labels: exporterLabels },
      spec: {
        // Every one of them would ask, and pay, for the same figures.
        replicas: 1,
        selector: { matchLabels: exporterLabels },
        strategy: { type: 'Recreate' },
        template: {
          metadata: { labels: exporterLabels },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            ...monitoringPod,
            containers: [
              {
                name,
                image,
                args: ['--config.file=/etc/exporter/config.yml', '--scraping-interval=60'],
                ports: [{ name: 'metrics', containerPort: port }],
                readinessProbe: { httpGet: { path: '/healthz', port: 'metrics' } },
                resources: {
                  requests: { cpu: '50m', memory: '64Mi' },
                  limits: { cpu: '500m', memory: '128Mi' },
                },
                securityContext: confined.securityContext,
                volumeMounts: [{ name: 'config', mountPath: '/etc/exporter', readOnly: true }],
              },
            ],
            volumes: [{ name: 'config', configMap: { name } }],
          },
        },
      },
    }),
  ),
  podMonitor({
    name,
    namespace,
    selector: { matchLabels: exporterLabels },
    port: 'metrics',
    intervalSeconds: 60,
  }),
];

const monitoringPod = {
  nodeSelector: { ...monitoringNodes.nodeSelector },
  tolerations: [...monitoringNodes.tolerations],
  securityContext: confined.podSecurityContext,
};

const exporterConfig = (project: string, environment: Environment, region: string) => ({
  apiVersion: 'v1alpha1',
  'sts-region': region,
  discovery: {
    exportedTagsOnMetrics: Object.fromEntries(
      Object.keys(exportedMetrics).map((type) => [type, ['Name']]),
    ),
    jobs: Object.entries(exportedMetrics).map(([type, metrics]) => ({
      type,
      regions: [region],
      period: 60,
      length: 300,
      searchTags: [
        { key: 'Project', value: `^${project}$` },
        { key: 'Environment', value: `^${environment}$` },
      ],
      metrics: Object.entries(metrics).map(([metric, statistics]) => ({
        name: metric,
        statistics,
      })),
    })),
  },
});
