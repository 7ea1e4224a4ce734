/** Databases are encrypted with a key of our own. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isCustomerKey } from '../../reading/customer-key.ts';
import { blocksOf, isPresent, isTrue, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const encryptedDatabases: Rule = {
  id: 'encrypted-databases',
  title: 'Databases are encrypted at rest with a key of our own',
  reason:
    'A snapshot or a disk that leaves the account is worthless without the key, and ' +
    'encryption cannot be switched on later.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_rds_cluster: ({ values }) =>
          isTrue(values.storage_encrypted) ? undefined : 'is not encrypted at rest.',
        aws_rds_global_cluster: ({ values }) =>
          isTrue(values.storage_encrypted) || isPresent(values.source_db_cluster_identifier)
            ? undefined
            : 'is not encrypted at rest.',
        aws_db_instance: (instance) =>
          inheritsEncryption(graph, instance) || isTrue(instance.values.storage_encrypted)
            ? undefined
            : 'is not encrypted at rest.',
        aws_dynamodb_table: ({ values }) =>
          isTrue(valueAt(values, 'server_side_encryption', 'enabled'))
            ? undefined
            : 'is encrypted with a key of AWS only.',
      },
      'Switch encryption on and name a KMS key.',
    ).concat(complainByType(graph, keyComplaints(graph), 'Name a KMS key of this deployment.')),
};

const withoutKey = 'names no key of our own.';

const keyComplaints = (graph: DeploymentGraph) => ({
  aws_rds_cluster: (cluster: Resource) =>
    isCustomerKey(graph, cluster, cluster.values.kms_key_id) ? undefined : withoutKey,
  aws_db_instance: (instance: Resource) =>
    inheritsEncryption(graph, instance) ||
    isCustomerKey(graph, instance, instance.values.kms_key_id)
      ? undefined
      : withoutKey,
  aws_dynamodb_table: (table: Resource) => {
    const keys = [
      valueAt(table.values, 'server_side_encryption', 'kms_key_arn'),
      ...blocksOf(table.values.replica).map(({ kms_key_arn }) => kms_key_arn),
    ];
    return keys.every((key) => isCustomerKey(graph, table, key)) ? undefined : withoutKey;
  },
  aws_dynamodb_table_replica: (replica: Resource) =>
    isCustomerKey(graph, replica, replica.values.kms_key_arn) ? undefined : withoutKey,
});

/** A replica in the region of its source takes over encryption and key; elsewhere it cannot. */
const inheritsEncryption = (graph: DeploymentGraph, instance: Resource): boolean =>
  graph
    .targetsOf(instance, instance.values.replicate_source_db)
    .some(({ resource }) => resource.region === instance.region);
