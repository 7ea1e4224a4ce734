/** Which connections are permitted, worked out from the policies as the network plugin would. */
import { describe, expect, it } from 'vitest';
import { contains, parseCidr } from '../../src/lib/cidr.ts';
import { type Component, labelsOf } from '../manifest/labels.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { collectorPods } from '../platform/names.ts';
import { objectsIn, ofKind, renderFiles } from '../testing/render.ts';

type Labels = Readonly<Record<string, string>>;
type Selector = {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { readonly key: string; readonly values: string[] }[];
};
type Peer = {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string };
};
type Rule = {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
};
type Policy = Manifest & {
  readonly spec: {
    readonly podSelector: Selector;
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
};
type Place = { readonly namespace: string; readonly labels: Labels } | { readonly address: string };

const policies = ofKind(objectsIn(renderFiles('prod')), 'NetworkPolicy') as readonly Policy[];

const matches = ({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
  matchExpressions.every(({ key, values }) => values.includes(labels[key] ?? ''));

function isPeer(peer: Peer, place: Place, home: string): boolean {
  if ('address' in place) {
    const range = peer.ipBlock && parseCidr(peer.ipBlock.cidr);
    const address = parseCidr(`${place.address}/32`);
    return range !== undefined && address !== undefined && contains(range, address);
  }
  if (peer.ipBlock !== undefined) return false;
  const namespaces =
    peer.namespaceSelector === undefined
      ? place.namespace === home
      : matches(peer.namespaceSelector, { 'kubernetes.io/metadata.name': place.namespace });
  return namespaces && matches(peer.podSelector ?? {}, place.labels);
}

function permits(
  direction: 'ingress' | 'egress',
  pod: Extract<Place, { labels: Labels }>,
  other: Place,
  port: number,
): boolean {
  return policies
    .filter(({ metadata }) => metadata.namespace === pod.namespace)
    .filter(({ spec }) => matches(spec.podSelector, pod.labels))
    .flatMap(({ spec }) => spec[direction] ?? [])
    .some(
      ({ from, to, ports }) =>
        (ports?.some((one) => one.port === port) ?? true) &&
        [...(from ?? []), ...(to ?? [])].some((peer) => isPeer(peer, other, pod.namespace)),
    );
}

const pod = (component: Component) => ({ namespace: 'ticketing', labels: labelsOf(component) });
const collector = (name: string) => ({ namespace: 'monitoring', labels: collectorPods(name) });
const stranger = { namespace: 'default', labels: {} };
const balancer = { address: '10.180.0.20' };
const database = { address: '10.180.2.20' };
const internet = { address: '203.0.113.9' };

describe('what may come in', () => {
  it.each([
    ['the load balancer to the API', pod('api'), balancer, 8_080, true],
    ['the Internet to the API', pod('api'), internet, 8_080, false],
    ['another namespace to the API', pod('api'), stranger, 8_080, false],
    ['the load balancer to metrics', pod('api'), balancer, 9_464, false],
    [
      'the collector to metrics of the API',
      pod('api'),
      collector('metrics-collector'),
      9_464,
      true,
    ],
    [
      'the collector to metrics of workers',
      pod('worker'),
      collector('metrics-collector'),
      9_464,
      true,
    ],
    ['the other collector to metrics', pod('api'), collector('traces-collector'), 9_464, false],
    ['the load balancer to workers', pod('worker'), balancer, 8_080, false],
    ['the API to the simulator', pod('payments'), pod('api'), 8_090, true],
    ['the load balancer to the simulator', pod('payments'), balancer, 8_090, false],
    ['the simulator to the API', pod('api'), pod('payments'), 8_080, true],
    ['workers to the API', pod('api'), pod('worker'), 8_080, false],
  ] as const)('%s: port %s', (_, to, from, port, expected) => {
    expect(permits('ingress', to, from, port)).toBe(expected);
  });
});

describe('what may go out', () => {
  it.each([
    ['the API to the database', pod('api'), database, 5_432, true],
    ['workers to Redis', pod('worker'), database, 6_379, true],
    ['the migration to the database', pod('migrate'), database, 5_432, true],
    ['the migration to Redis', pod('migrate'), database, 6_379, false],
    ['the migration to the Internet', pod('migrate'), internet, 443, false],
    ['the API to HTTPS', pod('api'), internet, 443, true],
    ['the API to anything else', pod('api'), internet, 25, false],
    ['the API to instance metadata', pod('api'), { address: '169.254.169.254' }, 80, false],
    ['the API to its credentials', pod('api'), { address: '169.254.170.23' }, 80, true],
    ['the simulator to the Internet', pod('payments'), internet, 443, false],
    ['the simulator to the database', pod('payments'), database, 5_432, false],
    ['the simulator to the API', pod('payments'), pod('api'), 8_080, true],
  ] as const)('%s', (_, from, to, port, expected) => {
    expect(permits('egress', from, to, port)).toBe(expected);
  });

  it('is names for all, and asked of cluster DNS only', () => {
    const dns = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
    for (const component of ['api', 'worker', 'payments', 'migrate'] as const) {
      expect(permits('egress', pod(component), dns, 53)).toBe(true);
      expect(permits('egress', pod(component), { address: '8.8.8.8' }, 53)).toBe(false);
    }
  });
});

it('closes every namespace of ours in both directions', () => {
  for (const namespace of ['ticketing', 'monitoring']) {
    const closing = policies.find(
      ({ metadata }) => metadata.namespace === namespace && metadata.name === 'deny-by-default',
    );
    expect(closing?.spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [],
    });
  }
});
