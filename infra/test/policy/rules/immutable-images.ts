/** Fixtures of the rule `immutable-images`. */
import { fails, passes } from '../fixture.ts';

const scanned = { image_scanning_configuration: { scan_on_push: true } };

export const fixtures = [
  fails('movable tags, unscanned images', ['aws_ecr_repository.a', 'aws_ecr_repository.b'], {
    aws_ecr_repository: { a: scanned, b: { image_tag_mutability: 'IMMUTABLE' } },
  }),
  passes('fixed tags, scanned images', {
    aws_ecr_repository: {
      a: { ...scanned, image_tag_mutability: 'IMMUTABLE' },
      b: { ...scanned, image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION' },
    },
  }),
];
