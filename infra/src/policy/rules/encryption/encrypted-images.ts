/** Container images are encrypted with a key of our own. */
import { isCustomerKey } from '../../reading/customer-key.ts';
import { valueAt, wordOf } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const encryptedImages: Rule = {
  id: 'encrypted-images',
  title: 'Image repositories are encrypted with a key of our own',
  reason: 'The choice is made when a repository is created and cannot be changed afterwards.',
  check: (graph) =>
    complain(
      graph.ofType('aws_ecr_repository'),
      (repository) => {
        const chosen = repository.values.encryption_configuration;
        if (!wordOf(valueAt(chosen, 'encryption_type')).startsWith('KMS')) {
          return 'is not encrypted with KMS.';
        }
        return isCustomerKey(graph, repository, valueAt(chosen, 'kms_key'))
          ? undefined
          : 'names no key of our own.';
      },
      'Set encryption_configuration with the type KMS and a key.',
    ),
};
