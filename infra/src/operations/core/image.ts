/** Which image a release brings. */
import { imageOf, repositoryOf } from '../../config/settings.ts';
import type { Images } from '../aws/images.ts';
import type { Operation } from './operation.ts';
import { OperatorError } from './operator-error.ts';

/**
 * `--image` may be a digest, a tag or a whole reference; without it the settings' image is taken.
 * The answer is always by digest: a tag that moves during a release would mix two images.
 */
export async function releasedImage(
  operation: Pick<Operation, 'settings'>,
  images: Images,
  given: string | undefined,
): Promise<string> {
  const { imageRepository } = operation.settings;
  const wanted = given ?? imageOf(operation.settings);
  const reference = wanted.startsWith(imageRepository)
    ? wanted.slice(imageRepository.length + 1)
    : wanted;
  if (reference.includes('/')) {
    throw new OperatorError(
      `${wanted} is not an image of ${imageRepository}.`,
      'Push it there first, or correct imageRepository in the settings.',
    );
  }
  const digest = await images.digestOf(repositoryOf(operation.settings), reference);
  if (digest === undefined) {
    throw new OperatorError(
      `There is no image ${reference} in ${imageRepository}.`,
      'Look whether its build pushed it, and whether the registry has expired it.',
    );
  }
  return `${imageRepository}@${digest}`;
}

/** `sha256:...` of a reference by digest. */
export const digestOf = (image: string): string => image.slice(image.indexOf('@') + 1);
