/** An image, once pushed, is never another one, and known holes in it are reported. */
import { isTrue, textOf, valueAt } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const immutableImages: Rule = {
  id: 'immutable-images',
  title: 'Image tags cannot be moved, and images are scanned',
  reason: 'A release that is rolled back to has to be what it was.',
  check: (graph) =>
    complain(
      graph.ofType('aws_ecr_repository'),
      ({ values }) => {
        if (textOf(values.image_tag_mutability)?.startsWith('IMMUTABLE') !== true) {
          return 'lets tags be moved.';
        }
        return isTrue(valueAt(values.image_scanning_configuration, 'scan_on_push')) ||
          graph.ofType('aws_ecr_registry_scanning_configuration').length > 0
          ? undefined
          : 'does not scan images.';
      },
      'Set image_tag_mutability to IMMUTABLE (WITH_EXCLUSION for `latest`), and scan_on_push.',
    ),
};
