/** Who may talk to the collectors, and to whom they may talk. */
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';
import { closedNamespace, networkPolicy } from '../application/network-policies.ts';
import { namespace as applicationNamespace } from '../application/names.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { product } from '../manifest/labels.ts';
import { collectorPods, monitoringNamespace, otlpPort, podIdentityCidr } from './names.ts';

const everywhere = [{ ipBlock: { cidr: '0.0.0.0/0' } }];
const tcp = (port: number) => [{ protocol: 'TCP' as const, port }];

export const monitoringPolicies = (): readonly Manifest[] => [
  ...closedNamespace(monitoringNamespace),
  networkPolicy(
    'within',
    {},
    {
      // Collectors ask the allocator for targets, and are scraped themselves.
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    },
    monitoringNamespace,
  ),
  networkPolicy(
    'aws-and-kubernetes',
    {},
    {
      egress: [
        { to: everywhere, ports: tcp(443) },
        { to: [{ ipBlock: { cidr: podIdentityCidr } }], ports: tcp(80) },
      ],
    },
    monitoringNamespace,
  ),
  networkPolicy(
    'scrape',
    { matchLabels: collectorPods(serviceAccounts.metricsCollector.name) },
    {
      // Every pod and node of the cluster, on whichever port it has its metrics.
      egress: [{ to: everywhere }],
    },
    monitoringNamespace,
  ),
  networkPolicy(
    'traces',
    { matchLabels: collectorPods(serviceAccounts.tracesCollector.name) },
    {
      ingress: [
        {
          from: [
            {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': applicationNamespace },
              },
              podSelector: { matchLabels: { 'app.kubernetes.io/name': product } },
            },
          ],
          ports: tcp(otlpPort),
        },
      ],
    },
    monitoringNamespace,
  ),
];
