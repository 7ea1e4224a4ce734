/**
 * Copies pushed images to another region. One account has one such configuration for each region,
 * so exactly one stack may have it.
 */
import { EcrReplicationConfiguration } from '@cdktn/provider-aws/lib/ecr-replication-configuration/index.js';
import { Construct } from 'constructs';

export type ImageReplicationProps = {
  readonly accountId: string;
  readonly toRegion: string;
  /** Beginnings of names; the repositories should exist there already, encrypted as here. */
  readonly repositories: readonly string[];
};

export function replicateImages(
  scope: Construct,
  id: string,
  { accountId, toRegion, repositories }: ImageReplicationProps,
): void {
  const within = new Construct(scope, id);
  new EcrReplicationConfiguration(within, 'replication', {
    replicationConfiguration: {
      rule: [
        {
          destination: [{ region: toRegion, registryId: accountId }],
          repositoryFilter: repositories.map((filter) => ({ filter, filterType: 'PREFIX_MATCH' })),
        },
      ],
    },
  });
}
