/** Keys are replaced every year without anybody's doing. */
import { isPresent, isTrue } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const rotatedKeys: Rule = {
  id: 'rotated-keys',
  title: 'Keys rotate',
  reason: 'What one key has encrypted stays bounded, should it ever be lost.',
  check: (graph) =>
    complain(
      graph.ofType('aws_kms_key'),
      ({ values }) => {
        // Keys for signatures, and pairs of keys, cannot rotate by themselves.
        const symmetric =
          (!isPresent(values.key_usage) || values.key_usage === 'ENCRYPT_DECRYPT') &&
          (!isPresent(values.customer_master_key_spec) ||
            values.customer_master_key_spec === 'SYMMETRIC_DEFAULT');
        return !symmetric || isTrue(values.enable_key_rotation) ? undefined : 'does not rotate.';
      },
      'Set enable_key_rotation.',
    ),
};
