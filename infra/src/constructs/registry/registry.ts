/** Repositories for images: scanned when pushed, encrypted, with tags that cannot be moved. */
import { EcrLifecyclePolicy } from '@cdktn/provider-aws/lib/ecr-lifecycle-policy/index.js';
import { EcrRepository } from '@cdktn/provider-aws/lib/ecr-repository/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import type { RegistryConfig } from '../../config/registry-config.ts';
import { expiryRules } from './expiry-rules.ts';

export type RegistryProps = {
  readonly config: RegistryConfig;
  readonly keyArn: string;
  readonly deleteContents: boolean;
};

export type Registry = {
  readonly repositories: readonly Repository[];
};

export type Repository = { readonly name: string; readonly arn: string; readonly url: string };

/**
 * Repositories carry their configured names, without environment or region: an image is tested in
 * one place and runs, as the same digest, in the others.
 */
export function createRegistry(scope: Construct, id: string, props: RegistryProps): Registry {
  const { config, keyArn, deleteContents } = props;
  const within = new Construct(scope, id);
  return {
    repositories: config.repositories.map((name) => {
      const repository = new EcrRepository(within, name, {
        name,
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilter: config.movableTags.map((filter) => ({
          filter,
          filterType: 'WILDCARD',
        })),
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: keyArn }],
        forceDelete: deleteContents,
        tags: { Name: name },
      });
      new EcrLifecyclePolicy(within, `${name}-expiry`, {
        repository: repository.name,
        policy: Fn.jsonencode({ rules: expiryRules(config) }),
      });
      return { name: repository.name, arn: repository.arn, url: repository.repositoryUrl };
    }),
  };
}
