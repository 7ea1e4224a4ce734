/** Karpenter's nodes and the collectors, as an environment gets them. */
import { describe, expect, it } from 'vitest';
import { clusterComputeConfig } from '../../src/config/eks/compute.ts';
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { find, objectsIn, ofKind, renderFiles } from '../testing/render.ts';
import { realValues } from '../testing/values.ts';

type Pool = Manifest & {
  readonly spec: {
    readonly weight: number;
    readonly limits: { readonly cpu: number };
    readonly disruption: { readonly budgets: readonly Readonly<Record<string, unknown>>[] };
    readonly template: {
      readonly spec: {
        readonly requirements: readonly { readonly key: string; readonly values: string[] }[];
      };
    };
  };
};
const objects = objectsIn(renderFiles('prod'));
const { karpenter } = clusterComputeConfig('prod');

describe('nodes that Karpenter starts', () => {
  const nodeClass = find(objects, 'EC2NodeClass', 'default') as Manifest & {
    spec: Record<string, unknown>;
  };

  it('are of one image, private, encrypted, and keep their metadata to themselves', () => {
    expect(nodeClass.spec).toMatchObject({
      amiSelectorTerms: [{ alias: 'al2023@v20261110' }],
      role: realValues.nodes.roleName,
      associatePublicIPAddress: false,
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{ ebs: { encrypted: true, volumeType: 'gp3' } }],
    });
    expect(nodeClass.spec.securityGroupSelectorTerms).toEqual(
      realValues.nodes.securityGroupIds.map((id) => ({ id })),
    );
  });

  const pools = ofKind(objects, 'NodePool') as readonly Pool[];
  const pool = (name: string): Pool => find(objects, 'NodePool', name) as Pool;

  it('are Spot first, on-demand when there is none, never more than the limits', () => {
    expect(pools).toHaveLength(2);
    expect(pool('spot').spec.weight).toBeGreaterThan(pool('on-demand').spec.weight);
    expect(pool('spot').spec.limits.cpu).toBe(karpenter.spotVcpuLimit);
    const families = pool('spot').spec.template.spec.requirements.find(({ key }) =>
      key.endsWith('instance-family'),
    );
    expect(families).toMatchObject({ values: karpenter.instanceFamilies, minValues: 3 });
    expect(karpenter.instanceFamilies).toContain('t3');
  });

  it('are left alone while a sale opens at 19:00 in Seoul', () => {
    for (const { spec } of pools) {
      expect(spec.disruption.budgets).toContainEqual({
        nodes: '0',
        reasons: ['Drifted', 'Underutilized'],
        schedule: '0 9 * * *',
        duration: '5h',
      });
    }
  });
});

describe('monitoring', () => {
  type Collector = Manifest & {
    readonly spec: Readonly<Record<string, unknown>> & {
      readonly config: { readonly service: { readonly pipelines: object } };
    };
  };
  const metrics = find(objects, 'OpenTelemetryCollector', 'metrics-collector') as Collector;
  const traces = find(objects, 'OpenTelemetryCollector', 'traces-collector') as Collector;

  it('writes metrics to Managed Prometheus, signed, and traces to X-Ray', () => {
    expect(metrics.spec.config).toMatchObject({
      exporters: {
        prometheusremotewrite: {
          endpoint: realValues.prometheus.remoteWriteUrl,
          auth: { authenticator: 'sigv4auth' },
        },
      },
      extensions: { sigv4auth: { region: 'ap-northeast-2', service: 'aps' } },
    });
    expect(traces.spec.config).toMatchObject({ exporters: { awsxray: {} } });
    for (const { spec } of [metrics, traces]) {
      for (const pipeline of Object.values(spec.config.service.pipelines)) {
        expect(pipeline).toMatchObject({ processors: expect.arrayContaining(['memory_limiter']) });
      }
    }
  });

  it('runs with the accounts that have roles in AWS', () => {
    for (const account of ['metricsCollector', 'tracesCollector', 'cloudwatchExporter'] as const) {
      const { namespace, name } = serviceAccounts[account];
      expect(find(objects, 'ServiceAccount', name).metadata.namespace).toBe(namespace);
    }
    expect(metrics.spec.serviceAccount).toBe(serviceAccounts.metricsCollector.name);
    expect(traces.spec.serviceAccount).toBe(serviceAccounts.tracesCollector.name);
  });

  it('reads of Kubernetes what it needs and changes nothing', () => {
    type Role = Manifest & { readonly rules: readonly { readonly verbs: readonly string[] }[] };
    for (const { rules } of ofKind(objects, 'ClusterRole') as readonly Role[]) {
      for (const { verbs } of rules) {
        for (const verb of verbs) expect(['get', 'list', 'watch']).toContain(verb);
      }
    }
  });

  it('stays on the nodes for monitoring', () => {
    for (const { spec } of [metrics, traces]) {
      expect(spec).toMatchObject({
        nodeSelector: { 'node-group': 'monitoring' },
        tolerations: [{ key: 'dedicated', value: 'monitoring' }],
      });
    }
  });
});
