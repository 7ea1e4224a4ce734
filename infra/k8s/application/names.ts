/** Names within the product's namespace that more than one object uses. */
import { applicationNamespace } from '../../src/constructs/pod-identity/service-accounts.ts';

export const namespace = applicationNamespace;

/** The image as the base has it; an overlay says which one it is. */
export const imageName = 'onsale';
export const configName = 'application';
export const secretName = 'application';
export const paymentsSecretName = 'payments';
export const paymentsName = 'payments';
export const paymentsPort = 8_090;
export const gatewayName = 'public';
export const storeName = 'secrets-manager';

/** Names of ports. */
export const httpPort = 'http';
export const metricsPort = 'metrics';

/** Of the product's pods; what preempts what. Defined by the platform. */
export const priorities = { serving: 'serving', background: 'background', batch: 'batch' } as const;

/** What is brought in before what; Argo CD waits until a wave is healthy. */
export const waves = { settings: -2, migration: -1, serving: 0, scaling: 1 } as const;
export const inWave = (wave: keyof typeof waves): Readonly<Record<string, string>> => ({
  'argocd.argoproj.io/sync-wave': String(waves[wave]),
});
