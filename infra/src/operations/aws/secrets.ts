/**
 * Secrets: read by name, rotated, and cut loose from their originals. Values never leave memory.
 */
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  paginateListSecrets,
  RotateSecretCommand,
  SecretsManagerClient,
  StopReplicationToReplicaCommand,
} from '@aws-sdk/client-secrets-manager';
import { clientConfig, type ClientOptions, orMissing } from './options.ts';

export type SecretState = {
  readonly arn: string;
  readonly rotates: boolean;
  readonly lastRotatedMs: number | undefined;
  /** A new version is being made. */
  readonly pending: boolean;
  /** Where it is the copy of a secret in another region. */
  readonly copyOf: string | undefined;
};

export type Secrets = {
  readonly find: (id: string) => Promise<SecretState | undefined>;
  /** The text, for signing in somewhere; never to be shown. */
  readonly read: (id: string) => Promise<string | undefined>;
  readonly rotate: (id: string) => Promise<void>;
  /** Makes a copy a secret of its own. */
  readonly standAlone: (id: string) => Promise<void>;
  readonly list: (prefix: string) => Promise<readonly string[]>;
};

export function createSecrets(options: ClientOptions): Secrets {
  const client = new SecretsManagerClient(clientConfig(options));
  return {
    async find(id) {
      const found = await orMissing(client.send(new DescribeSecretCommand({ SecretId: id })));
      if (found?.ARN === undefined) return undefined;
      const stages = Object.values(found.VersionIdsToStages ?? {});
      return {
        arn: found.ARN,
        rotates: found.RotationEnabled === true,
        lastRotatedMs: found.LastRotatedDate?.getTime(),
        // A version that is both is the current one, and done.
        pending: stages.some(
          (labels) => labels.includes('AWSPENDING') && !labels.includes('AWSCURRENT'),
        ),
        copyOf: found.PrimaryRegion === options.region ? undefined : found.PrimaryRegion,
      };
    },
    async read(id) {
      const found = await orMissing(client.send(new GetSecretValueCommand({ SecretId: id })));
      return found?.SecretString;
    },
    async rotate(id) {
      await client.send(new RotateSecretCommand({ SecretId: id, RotateImmediately: true }));
    },
    async standAlone(id) {
      await client.send(new StopReplicationToReplicaCommand({ SecretId: id }));
    },
    async list(prefix) {
      const names: string[] = [];
      const pages = paginateListSecrets(
        { client },
        { Filters: [{ Key: 'name', Values: [prefix] }] },
      );
      for await (const { SecretList = [] } of pages) {
        names.push(...SecretList.map(({ Name = '' }) => Name));
      }
      return names;
    },
  };
}
