/** Regional services beside the network: messages, objects, secrets, what watches. */
import type { Box } from './picture.ts';
import { countOf, type RegionResources, shortNameOf, word } from './region-resources.ts';

export const besideBoxes = (here: RegionResources): readonly Box[] => [
  ...messages(here),
  ...objects(here),
  ...secrets(here),
  ...watch(here),
];

function messages(here: RegionResources): readonly Box[] {
  const buses = here.ofType('aws_cloudwatch_event_bus');
  if (buses.length === 0) return [];
  const rules = here
    .ofType('aws_cloudwatch_event_rule')
    .filter((rule) => rule.values.event_bus_name);
  const queues = here.ofType('aws_sqs_queue').map((queue) => word(queue, 'name'));
  const dead = queues.filter((name) => /dlq$|dead-letters$|undelivered$/.test(name));
  return [
    {
      kind: 'messages',
      title: countOf(buses.length, 'event bus', 'event buses'),
      lines: [
        countOf(rules.length, 'rule'),
        `${countOf(queues.length - dead.length, 'queue')}, ${dead.length} for dead letters`,
      ],
    },
  ];
}

function objects(here: RegionResources): readonly Box[] {
  const buckets = here
    .ofType('aws_s3_bucket')
    .filter(({ stack }) => stack.lifetime !== 'edge')
    .map((bucket) => shortNameOf(word(bucket, 'bucket')).replace(/-\d{12}$/, ''));
  const journals = here.ofType('aws_efs_file_system').length;
  return [
    {
      kind: 'data',
      title: countOf(buckets.length, 'bucket'),
      lines: [
        buckets.toSorted().join(', '),
        ...(journals > 0 ? ['a journal of payments on EFS'] : []),
      ],
    },
  ];
}

function secrets(here: RegionResources): readonly Box[] {
  const vaults = here.ofType('aws_backup_vault').length;
  return [
    {
      kind: 'data',
      title: 'Secrets and keys',
      lines: [
        `${countOf(here.ofType('aws_secretsmanager_secret').length, 'secret')}, ${countOf(here.ofType('aws_kms_key').length, 'key')}`,
        ...(vaults > 0 ? [countOf(vaults, 'vault of backups', 'vaults of backups')] : []),
      ],
    },
  ];
}

function watch(here: RegionResources): readonly Box[] {
  const count = (type: string): number => here.ofType(type).length;
  const workspaces = [
    ...(count('aws_prometheus_workspace') > 0 ? ['Prometheus'] : []),
    ...(count('aws_grafana_workspace') > 0 ? ['Grafana'] : []),
    ...(count('aws_xray_group') > 0 ? ['X-Ray'] : []),
  ];
  return [
    {
      kind: 'watch',
      title: `${count('aws_cloudwatch_metric_alarm')} alarms`,
      lines: [
        `${countOf(count('aws_cloudwatch_dashboard'), 'dashboard')}, ${countOf(count('aws_cloudwatch_log_group'), 'log group')}`,
        workspaces.join(', '),
      ],
    },
  ];
}
