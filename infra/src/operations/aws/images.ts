/** Images in the registry. */
import {
  BatchDeleteImageCommand,
  DescribeImagesCommand,
  ECRClient,
  type ImageIdentifier,
  paginateListImages,
} from '@aws-sdk/client-ecr';
import { clientConfig, type ClientOptions, orMissing } from './options.ts';

export type Images = {
  /** The digest of an image by tag or digest; `undefined` when it is not there. */
  readonly digestOf: (repository: string, tagOrDigest: string) => Promise<string | undefined>;
  /** Deletes every image of a repository; answers how many. */
  readonly deleteAll: (repository: string) => Promise<number>;
};

/** As many as AWS takes at once. */
const batchMax = 100;

export function createImages(options: ClientOptions): Images {
  const ecr = new ECRClient(clientConfig(options));
  return {
    async digestOf(repository, tagOrDigest) {
      const id: ImageIdentifier = tagOrDigest.startsWith('sha256:')
        ? { imageDigest: tagOrDigest }
        : { imageTag: tagOrDigest };
      const found = await orMissing(
        ecr.send(new DescribeImagesCommand({ repositoryName: repository, imageIds: [id] })),
      );
      return found?.imageDetails?.[0]?.imageDigest;
    },
    async deleteAll(repository) {
      const ids: ImageIdentifier[] = [];
      const pages = paginateListImages({ client: ecr }, { repositoryName: repository });
      for await (const { imageIds = [] } of pages) ids.push(...imageIds);
      for (let at = 0; at < ids.length; at += batchMax) {
        await ecr.send(
          new BatchDeleteImageCommand({
            repositoryName: repository,
            imageIds: ids.slice(at, at + batchMax),
          }),
        );
      }
      return ids.length;
    },
  };
}
