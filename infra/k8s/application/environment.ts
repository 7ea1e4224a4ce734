/** The environment of the containers: what the contract says, with what this cluster knows. */
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import {
  type ContainerEnvironment,
  containerEnvironment,
  type SecretReference,
} from '../../src/runtime/contract.ts';
import { externalSecret, secretStore } from '../custom/external-secrets.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import { tracesEndpoint } from '../platform/names.ts';
import type { ClusterValues } from '../values/cluster-values.ts';
import {
  configName,
  inWave,
  namespace,
  paymentsName,
  paymentsPort,
  paymentsSecretName,
  secretName,
  storeName,
} from './names.ts';

const paymentsUrl = `http://${paymentsName}.${namespace}.svc.cluster.local:${paymentsPort}`;

export const environmentOf = ({ variables, secrets }: ClusterValues): ContainerEnvironment =>
  containerEnvironment(
    {
      ...variables,
      // Every Deployment says its own.
      ROLE: 'api',
      PAYMENT_SIMULATOR_URL: paymentsUrl,
      OTEL_EXPORTER_OTLP_ENDPOINT: tracesEndpoint,
    },
    secrets,
  );

export function configMap(values: ClusterValues): Manifest {
  const { ROLE: _, ...data } = environmentOf(values).plain;
  return checked(
    new ConfigMap({
      metadata: { name: configName, namespace, annotations: inWave('settings') },
      data,
    }),
  );
}

/** What the simulator has to know as well. */
const paymentsSecrets = ['PAYMENT_SIMULATOR_SECRET', 'PAYMENT_WEBHOOK_SECRET'] as const;

export function secretObjects(values: ClusterValues): readonly Manifest[] {
  const all = environmentOf(values).secrets;
  const payments: Record<string, SecretReference> = {};
  for (const name of paymentsSecrets) payments[name] = values.secrets[name];
  const annotations = inWave('settings');
  const common = { namespace, store: storeName, annotations };
  return [
    secretStore({ name: storeName, namespace, annotations }, values.region),
    externalSecret({ ...common, name: secretName, secrets: all }),
    externalSecret({ ...common, name: paymentsSecretName, secrets: payments }),
  ];
}
