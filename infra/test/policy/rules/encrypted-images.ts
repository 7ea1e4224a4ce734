/** Fixtures of the rule `encrypted-images`. */
import { fails, key, keyArn, passes } from '../fixture.ts';

export const fixtures = [
  fails('the default, and KMS without a key', ['aws_ecr_repository.a', 'aws_ecr_repository.b'], {
    aws_ecr_repository: { a: {}, b: { encryption_configuration: [{ encryption_type: 'KMS' }] } },
  }),
  passes('a key', {
    ...key,
    aws_ecr_repository: {
      a: { encryption_configuration: [{ encryption_type: 'KMS', kms_key: keyArn }] },
    },
  }),
];
