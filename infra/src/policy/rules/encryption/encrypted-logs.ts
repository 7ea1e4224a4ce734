/** Logs and measurements are encrypted with a key of our own. */
import { isCustomerKey } from '../../reading/customer-key.ts';
import { complain, type Rule } from '../../rule.ts';

export const encryptedLogs: Rule = {
  id: 'encrypted-logs',
  title: 'Logs, trails and metrics are encrypted with a key of our own',
  reason: 'Logs say who bought what from where; whoever may read them is decided at the key.',
  check: (graph) =>
    complain(
      graph.ofType('aws_cloudwatch_log_group', 'aws_cloudtrail', 'aws_prometheus_workspace'),
      (resource) =>
        isCustomerKey(graph, resource, resource.values.kms_key_id ?? resource.values.kms_key_arn)
          ? undefined
          : 'names no key of our own.',
      'Name a KMS key whose policy admits the service, in the region of the resource.',
    ),
};
