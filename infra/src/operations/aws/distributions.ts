/** CloudFront: which distribution serves a name, and making it forget. */
import {
  CloudFrontClient,
  CreateInvalidationCommand,
  GetInvalidationCommand,
  paginateListDistributions,
} from '@aws-sdk/client-cloudfront';
import { clientConfig, type ClientOptions, present } from './options.ts';

export type Distributions = {
  /** The id of the distribution that serves a host name. */
  readonly findByHost: (host: string) => Promise<string | undefined>;
  /** Answers the id of the invalidation. The reference makes repeating it harmless. */
  readonly invalidate: (
    distributionId: string,
    paths: readonly string[],
    reference: string,
  ) => Promise<string>;
  readonly isForgotten: (distributionId: string, invalidationId: string) => Promise<boolean>;
};

export function createDistributions(options: ClientOptions): Distributions {
  // The API of CloudFront is in one region, whatever serves the site.
  const client = new CloudFrontClient(clientConfig({ ...options, region: 'us-east-1' }));
  return {
    async findByHost(host) {
      for await (const { DistributionList } of paginateListDistributions({ client }, {})) {
        const found = DistributionList?.Items?.find(
          ({ Aliases }) => Aliases?.Items?.includes(host) === true,
        );
        if (found?.Id !== undefined) return found.Id;
      }
      return undefined;
    },
    async invalidate(distributionId, paths, reference) {
      const { Invalidation } = await client.send(
        new CreateInvalidationCommand({
          DistributionId: distributionId,
          InvalidationBatch: {
            CallerReference: reference,
            Paths: { Quantity: paths.length, Items: [...paths] },
          },
        }),
      );
      return present(Invalidation?.Id, 'the id of the invalidation');
    },
    async isForgotten(distributionId, invalidationId) {
      const { Invalidation } = await client.send(
        new GetInvalidationCommand({ DistributionId: distributionId, Id: invalidationId }),
      );
      return Invalidation?.Status === 'Completed';
    },
  };
}
