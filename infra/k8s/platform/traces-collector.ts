/** Takes traces from the product by OTLP and hands them to X-Ray. */
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';
import { collector } from '../custom/collector.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { collectorCommon, collectorProcessors } from './collector-common.ts';
import { monitoringNamespace, otlpPort } from './names.ts';

export const tracesCollector = ({ region, cluster }: ClusterValues, replicas: number): Manifest => {
  const { name } = serviceAccounts.tracesCollector;
  return collector(
    { name, namespace: monitoringNamespace },
    {
      ...collectorCommon,
      mode: 'deployment',
      replicas,
      serviceAccount: name,
      config: {
        receivers: { otlp: { protocols: { http: { endpoint: `0.0.0.0:${otlpPort}` } } } },
        processors: {
          ...collectorProcessors,
          resource: {
            attributes: [{ key: 'k8s.cluster.name', value: cluster.name, action: 'upsert' }],
          },
        },
        exporters: { awsxray: { region, index_all_attributes: false } },
        extensions: { health_check: { endpoint: '0.0.0.0:13133' } },
        service: {
          extensions: ['health_check'],
          pipelines: {
            traces: {
              receivers: ['otlp'],
              processors: ['memory_limiter', 'resource', 'batch'],
              exporters: ['awsxray'],
            },
          },
        },
      },
    },
  );
};
