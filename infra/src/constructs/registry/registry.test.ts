/** Images: tags stay where they are, what runs is never deleted, and the standby has its copies. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { registryConfig } from '../../config/registry.ts';
import { expiryRules } from './expiry-rules.ts';
import { createRegistry } from './registry.ts';
import { replicateImages } from './replicate-images.ts';

const config = registryConfig('ticketing');
const { onlyOne } = synthesise((stack) => {
  createRegistry(stack, 'registry', { config, keyArn: 'arn:key', deleteContents: false });
  replicateImages(stack, 'replication', {
    accountId: '111122223333',
    toRegion: 'ap-northeast-1',
    repositories: config.repositories,
  });
});

describe('a repository', () => {
  const repository = onlyOne('aws_ecr_repository');

  it('is scanned, encrypted, and survives its stack', () => {
    expect(repository).toMatchObject({
      name: 'ticketing',
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'KMS', kms_key: 'arn:key' }],
      force_delete: false,
    });
  });

  it('lets only `latest` and marks of deployments move', () => {
    expect(repository.image_tag_mutability).toBe('IMMUTABLE_WITH_EXCLUSION');
    expect(repository.image_tag_mutability_exclusion_filter).toEqual([
      { filter: 'latest', filter_type: 'WILDCARD' },
      { filter: 'deployed-*', filter_type: 'WILDCARD' },
    ]);
  });

  it('is copied to the other region', () => {
    expect(onlyOne('aws_ecr_replication_configuration')).toMatchObject({
      replication_configuration: {
        rule: [
          {
            destination: [{ region: 'ap-northeast-1', registry_id: '111122223333' }],
            repository_filter: [{ filter: 'ticketing', filter_type: 'PREFIX_MATCH' }],
          },
        ],
      },
    });
  });
});

describe('expiry', () => {
  const rules = expiryRules(config);

  it('decides about releases and what is deployed before anything else', () => {
    expect(rules.map(({ selection }) => selection.tagPatternList ?? selection.tagStatus)).toEqual([
      ['v*'],
      ['deployed-*'],
      'untagged',
      'any',
    ]);
    expect(rules.map(({ rulePriority }) => rulePriority)).toEqual([1, 2, 3, 4]);
  });

  it('keeps ten images, and those without a tag for 30 days', () => {
    expect(rules.at(-1)?.selection).toMatchObject({ countNumber: 10 });
    expect(rules.at(-2)?.selection).toMatchObject({
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: 30,
    });
  });
});
