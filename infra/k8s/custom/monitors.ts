/** What is scraped, in the words of the Prometheus operator; the collector reads them. */
import type { Manifest } from '../manifest/manifest.ts';
import { custom, customKind } from './custom-kind.ts';
import { anything, list, map, object, text } from './shape.ts';

const selector = object({}, { matchLabels: map(text()), matchExpressions: list(anything) });
const endpoint = object(
  { port: text() },
  { path: text(/^\//), interval: text(/^\d+s$/), scrapeTimeout: text(/^\d+s$/) },
);

export const podMonitorKind = customKind(
  'monitoring.coreos.com/v1',
  'PodMonitor',
  object({ selector, podMetricsEndpoints: list(endpoint, 1) }),
);

export const serviceMonitorKind = customKind(
  'monitoring.coreos.com/v1',
  'ServiceMonitor',
  object({ selector, endpoints: list(endpoint, 1) }),
);

export type MonitorProps = {
  readonly name: string;
  readonly namespace: string;
  readonly selector: object;
  /** The name of the port. */
  readonly port: string;
  readonly intervalSeconds: number;
};

const endpointOf = ({ port, intervalSeconds }: MonitorProps) => ({
  port,
  path: '/metrics',
  interval: `${intervalSeconds}s`,
  scrapeTimeout: `${Math.floor(intervalSeconds / 2)}s`,
});

export const podMonitor = (props: MonitorProps): Manifest =>
  custom(
    podMonitorKind,
    { name: props.name, namespace: props.namespace },
    {
      selector: props.selector,
      podMetricsEndpoints: [endpointOf(props)],
    },
  );

export const serviceMonitor = (props: MonitorProps): Manifest =>
  custom(
    serviceMonitorKind,
    { name: props.name, namespace: props.namespace },
    {
      selector: props.selector,
      endpoints: [endpointOf(props)],
    },
  );
