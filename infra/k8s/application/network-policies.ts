/**
 * Who may talk to whom. Nothing may, in either direction, unless it is here: the base knows the
 * flows between pods, an overlay those that have addresses in the network.
 */
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';
import { runtime } from '../../src/runtime/contract.ts';
import { type Component, labelsOf, product } from '../manifest/labels.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import {
  collectorPods,
  monitoringNamespace,
  otlpPort,
  podIdentityCidr,
} from '../platform/names.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import { inWave, namespace, paymentsPort } from './names.ts';
import { restarterLabels } from './restart.ts';

export type Spec = NonNullable<ConstructorParameters<typeof NetworkPolicy>[0]>['spec'];
export type Rules = Omit<NonNullable<Spec>, 'podSelector' | 'policyTypes'>;

const tcp = (port: number) => [{ protocol: 'TCP' as const, port }];
const pods = (component: Component) => ({ podSelector: { matchLabels: labelsOf(component) } });
const inNamespace = (name: string, labels: Readonly<Record<string, string>>) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  podSelector: { matchLabels: labels },
});
const ranges = (cidrs: readonly string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));
const componentIn = (...values: readonly Component[]) => ({
  matchLabels: { 'app.kubernetes.io/name': product },
  matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: [...values] }],
});

export const networkPolicy = (
  name: string,
  podSelector: object,
  rules: Rules,
  inside = namespace,
): Manifest =>
  checked(
    new NetworkPolicy({
      metadata: { name, namespace: inside, annotations: inWave('settings') },
      spec: {
        podSelector,
        policyTypes: [
          ...(rules.ingress === undefined ? [] : (['Ingress'] as const)),
          ...(rules.egress === undefined ? [] : (['Egress'] as const)),
        ],
        ...rules,
      },
    }),
  );

/** In any namespace: closed, except that names can be looked up. */
export const closedNamespace = (inside: string): readonly Manifest[] => [
  networkPolicy('deny-by-default', {}, { ingress: [], egress: [] }, inside),
  networkPolicy(
    'look-up-names',
    {},
    {
      egress: [
        {
          to: [inNamespace('kube-system', { 'k8s-app': 'kube-dns' })],
          ports: [{ protocol: 'UDP', port: 53 }, ...tcp(53)],
        },
      ],
    },
    inside,
  ),
];

export const policiesBetweenPods = (): readonly Manifest[] => [
  ...closedNamespace(namespace),
  networkPolicy('metrics', componentIn('api', 'worker'), {
    ingress: [
      {
        from: [
          inNamespace(monitoringNamespace, collectorPods(serviceAccounts.metricsCollector.name)),
        ],
        ports: tcp(runtime.metricsPort),
      },
    ],
  }),
  networkPolicy('traces', componentIn('api', 'worker'), {
    egress: [
      {
        to: [inNamespace(monitoringNamespace, collectorPods(serviceAccounts.tracesCollector.name))],
        ports: tcp(otlpPort),
      },
    ],
  }),
  networkPolicy('credentials', componentIn('api', 'worker'), {
    egress: [{ to: ranges([podIdentityCidr]), ports: tcp(80) }],
  }),
  networkPolicy('pay', componentIn('api', 'worker'), {
    egress: [{ to: [pods('payments')], ports: tcp(paymentsPort) }],
  }),
  networkPolicy('payments', pods('payments').podSelector, {
    ingress: [{ from: [pods('api'), pods('worker')], ports: tcp(paymentsPort) }],
    egress: [{ to: [pods('api')], ports: tcp(runtime.port) }],
  }),
  networkPolicy(
    'restart',
    { matchLabels: restarterLabels },
    // The API of Kubernetes, whose addresses are in the network and nowhere in a selector.
    { egress: [{ to: ranges(['0.0.0.0/0']), ports: tcp(443) }] },
  ),
  networkPolicy('webhooks', pods('api').podSelector, {
    ingress: [{ from: [pods('payments')], ports: tcp(runtime.port) }],
  }),
];

/** The load balancer's addresses are in the public subnets, the database's in those for data. */
export const policiesToNetwork = ({ network }: ClusterValues): readonly Manifest[] => [
  networkPolicy('load-balancer', pods('api').podSelector, {
    ingress: [{ from: ranges(network.publicSubnetCidrs), ports: tcp(runtime.port) }],
  }),
  networkPolicy('database', componentIn('api', 'worker', 'migrate'), {
    egress: [{ to: ranges(network.dataSubnetCidrs), ports: tcp(5_432) }],
  }),
  networkPolicy('redis', componentIn('api', 'worker'), {
    egress: [{ to: ranges(network.dataSubnetCidrs), ports: tcp(6_379) }],
  }),
  networkPolicy('https', componentIn('api', 'worker'), {
    // AWS and payment providers. Their addresses change; the network's own rules say no more.
    egress: [{ to: ranges(['0.0.0.0/0']), ports: tcp(443) }],
  }),
];
