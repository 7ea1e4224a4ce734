/**
 * Objects without a published schema are checked all the same: misspelt fields do not disappear.
 */
import { describe, expect, it } from 'vitest';
import { argoApplication } from './argo.ts';
import { collector, type CollectorSpec } from './collector.ts';
import { externalSecret } from './external-secrets.ts';
import { loadBalancerConfiguration } from './load-balancing.ts';
import { departures, list, object, text } from './shape.ts';

describe('a shape', () => {
  const shape = object({ name: text(/^a/) }, { some: list(text(), 1) });

  it('finds what is missing, unknown, of the wrong kind, and says where', () => {
    expect(departures(shape, { name: 'a' }, 'x')).toEqual([]);
    expect(departures(shape, {}, 'x')).toEqual(['x.name: is missing']);
    expect(departures(shape, { name: 'b' }, 'x')).toEqual(['x.name: "b" does not match ^a']);
    expect(departures(shape, { name: 'a', naem: 1 }, 'x')).toEqual(['x.naem: is not known']);
    expect(departures(shape, { name: 'a', some: [] }, 'x')).toEqual(['x.some: has fewer than 1']);
    expect(departures(shape, { name: 'a', some: [1] }, 'x')).toEqual(['x.some[0]: is no text']);
    expect(departures(shape, [], 'x')).toEqual(['x: is no object']);
  });
});

const spec: CollectorSpec = {
  mode: 'deployment',
  image: 'registry/collector:v1',
  replicas: 1,
  serviceAccount: 'collector',
  resources: {},
  config: {
    receivers: { otlp: {} },
    exporters: { awsxray: {} },
    service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['awsxray'] } } },
  },
};

describe('builders', () => {
  it('refuse a load balancer that would serve an old TLS', () => {
    const props = {
      name: 'public',
      namespace: 'ticketing',
      loadBalancerName: 'alb',
      subnetIds: ['subnet-1', 'subnet-2'],
      securityGroupIds: ['sg-1'],
      webAclArn: 'arn:aws:wafv2:x',
      certificateArn: 'arn:aws:acm:x',
      tlsPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      attributes: {},
      tags: {},
    };
    expect(loadBalancerConfiguration(props).kind).toBe('LoadBalancerConfiguration');
    expect(() =>
      loadBalancerConfiguration({ ...props, tlsPolicy: 'ELBSecurityPolicy-2016-08' }),
    ).toThrow('sslPolicy');
    expect(() => loadBalancerConfiguration({ ...props, subnetIds: ['subnet-1'] })).toThrow(
      'loadBalancerSubnets',
    );
  });

  it('refuse secrets that are not in Secrets Manager', () => {
    const props = { name: 'application', namespace: 'ticketing', store: 'store' };
    expect(() =>
      externalSecret({ ...props, secrets: { SESSION_SECRET: { secretArn: 'hunter2' } } }),
    ).toThrow('remoteRef.key');
    expect(() => externalSecret({ ...props, secrets: {} })).toThrow('spec.data');
  });

  it('refuse a collector with a pipeline that leads nowhere', () => {
    expect(collector({ name: 'traces' }, spec).kind).toBe('OpenTelemetryCollector');
    const pipelines = { traces: { receivers: ['otlp'], exporters: ['xray'] } };
    const broken = { ...spec, config: { ...spec.config, service: { pipelines } } };
    expect(() => collector({ name: 'traces' }, broken)).toThrow('has no "xray"');
  });

  it('refuse an Application without a version', () => {
    const source = { repoURL: 'https://charts', chart: 'keda', version: '', values: {} };
    expect(() =>
      argoApplication({ name: 'keda', project: 'p', namespace: 'keda', wave: 0, source }),
    ).toThrow('targetRevision');
  });
});
