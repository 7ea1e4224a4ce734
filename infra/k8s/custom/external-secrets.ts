/**
 * External Secrets (external-secrets.io/v1): a SecretStore says where secrets are, an
 * ExternalSecret which of them become a Secret of Kubernetes.
 */
import type { Manifest } from '../manifest/manifest.ts';
import type { SecretReference } from '../../src/runtime/contract.ts';
import { custom, customKind, resourceName } from './custom-kind.ts';
import { list, object, oneOf, text } from './shape.ts';

export const secretStoreKind = customKind(
  'external-secrets.io/v1',
  'SecretStore',
  object({
    provider: object({
      aws: object({ service: oneOf('SecretsManager'), region: text(/^[a-z]{2}-[a-z]+-\d$/) }),
    }),
  }),
);

export const externalSecretKind = customKind(
  'external-secrets.io/v1',
  'ExternalSecret',
  object({
    refreshInterval: text(/^\d+[smh](?:\d+[smh])*$/),
    secretStoreRef: object({ kind: oneOf('SecretStore'), name: resourceName }),
    target: object({
      name: resourceName,
      creationPolicy: oneOf('Owner'),
      deletionPolicy: oneOf('Retain'),
    }),
    data: list(
      object({
        secretKey: text(/^[A-Z][A-Z0-9_]*$/),
        remoteRef: object({ key: text(/^arn:aws:secretsmanager:/) }, { property: text(/./) }),
      }),
      1,
    ),
  }),
);

/** Without credentials of its own: the operator's role reads, and may read these secrets only. */
export const secretStore = (metadata: Manifest['metadata'], region: string): Manifest =>
  custom(secretStoreKind, metadata, {
    provider: { aws: { service: 'SecretsManager', region } },
  });

export type ExternalSecretProps = {
  readonly name: string;
  readonly namespace: string;
  readonly store: string;
  readonly secrets: Readonly<Record<string, SecretReference>>;
  readonly annotations?: Readonly<Record<string, string>>;
};

export const externalSecret = (props: ExternalSecretProps): Manifest => {
  const { name, namespace, store, secrets, annotations = {} } = props;
  return custom(
    externalSecretKind,
    { name, namespace, annotations },
    {
      // The database takes the old password no more once it was rotated: pods have to be restarted
      // with the new one before their connections run out, which is a matter of minutes.
      refreshInterval: '1m',
      secretStoreRef: { kind: 'SecretStore', name: store },
      // Pods keep running when the object is taken away by mistake.
      target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: Object.entries(secrets).map(([secretKey, { secretArn, jsonKey }]) => ({
        secretKey,
        remoteRef: { key: secretArn, ...(jsonKey === undefined ? {} : { property: jsonKey }) },
      })),
    },
  );
};
