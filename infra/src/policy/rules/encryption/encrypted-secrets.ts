/** Secrets, and backups of everything, are encrypted with a key of our own. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isCustomerKey } from '../../reading/customer-key.ts';
import { blocksOf, isTrue, textsOf, valueAt } from '../../reading/json.ts';
import { complainByType, type Rule } from '../../rule.ts';

export const encryptedSecrets: Rule = {
  id: 'encrypted-secrets',
  title: 'Secrets are encrypted with a key of our own',
  reason:
    'The key decides who reads a secret, and its use is recorded. EKS keeps secrets in etcd, ' +
    'where they need a key as well.',
  check: (graph) =>
    complainByType(
      graph,
      {
        aws_secretsmanager_secret: (secret) => {
          const keys = [secret.values, ...blocksOf(secret.values.replica)].map(
            ({ kms_key_id }) => kms_key_id,
          );
          return keys.every((key) => isCustomerKey(graph, secret, key)) ? undefined : withoutKey;
        },
        aws_db_instance: (instance) => masterSecretComplaint(graph, instance),
        aws_rds_cluster: (cluster) => masterSecretComplaint(graph, cluster),
        aws_eks_cluster: (cluster) => {
          const chosen = cluster.values.encryption_config;
          if (!textsOf(valueAt(chosen, 'resources')).includes('secrets')) {
            return 'does not encrypt the secrets of Kubernetes.';
          }
          const key = valueAt(chosen, 'provider', 'key_arn');
          return isCustomerKey(graph, cluster, key) ? undefined : withoutKey;
        },
        aws_backup_vault: (vault) =>
          isCustomerKey(graph, vault, vault.values.kms_key_arn) ? undefined : withoutKey,
      },
      'Name a KMS key of this deployment.',
    ),
};

const withoutKey = 'names no key of our own.';

const masterSecretComplaint = (graph: DeploymentGraph, database: Resource): string | undefined =>
  !isTrue(database.values.manage_master_user_password) ||
  isCustomerKey(graph, database, database.values.master_user_secret_kms_key_id)
    ? undefined
    : 'keeps the password of its master user under a key of AWS.';
