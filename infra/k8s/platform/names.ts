/** Names in the platform that the product's objects use. */
import { serviceAccounts } from '../../src/constructs/pod-identity/service-accounts.ts';

export const monitoringNamespace = serviceAccounts.metricsCollector.namespace;

/** The operator puts `-collector` behind the names of collectors, for pods and Services. */
const tracesHost = `${serviceAccounts.tracesCollector.name}-collector.${monitoringNamespace}`;
export const otlpPort = 4_318;
export const tracesEndpoint = `http://${tracesHost}.svc.cluster.local:${otlpPort}`;

/** Labels that the operator gives to the pods of a collector. */
export const collectorPods = (name: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/component': 'opentelemetry-collector',
  'app.kubernetes.io/instance': `${monitoringNamespace}.${name}`,
});

/** The address at which pods get their roles' credentials; the agent of Pod Identity answers. */
export const podIdentityCidr = '169.254.170.23/32';
