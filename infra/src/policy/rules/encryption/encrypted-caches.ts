/** Caches hold sessions and admissions, which are as private as the database's rows. */
import { isCustomerKey } from '../../reading/customer-key.ts';
import { isPresent, isTrue } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const encryptedCaches: Rule = {
  id: 'encrypted-caches',
  title: 'Caches are encrypted at rest with a key of our own',
  reason: 'Snapshots and swap of a cache contain sessions; encryption cannot be switched on later.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_elasticache_replication_group: (group) => {
          // The members of a global store take over its encryption, but not its key.
          const encrypted =
            isTrue(group.values.at_rest_encryption_enabled) ||
            isPresent(group.values.global_replication_group_id);
          if (!encrypted) return 'is not encrypted at rest.';
          return isCustomerKey(graph, group, group.values.kms_key_id)
            ? undefined
            : 'names no key of our own.';
        },
        aws_elasticache_serverless_cache: (cache) =>
          isCustomerKey(graph, cache, cache.values.kms_key_id)
            ? undefined
            : 'names no key of our own.',
        aws_elasticache_cluster: ({ values }) =>
          isPresent(values.replication_group_id) ? undefined : 'cannot be encrypted at rest.',
      },
      'Use a replication group with at_rest_encryption_enabled and kms_key_id.',
    ),
};
