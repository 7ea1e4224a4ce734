/** Logs are kept for as long as they are told, and no longer. */
import { blocksOf, isTrue, numberOf, valueAt } from '../../reading/json.ts';
import { containersOf } from '../../reading/containers.ts';
import { complain, type Rule, violation } from '../../rule.ts';

export const logRetention: Rule = {
  id: 'log-retention',
  title: 'Each log group says for how long it keeps logs',
  reason: 'Otherwise it keeps them for ever, which costs money and breaks promises on privacy.',
  check: (graph) => [
    ...complain(
      graph.ofType('aws_cloudwatch_log_group'),
      ({ values }) =>
        (numberOf(values.retention_in_days) ?? 0) > 0 ? undefined : 'keeps logs for ever.',
      'Set retention_in_days.',
    ),
    ...containersOf(graph).flatMap(({ resource, definition }) =>
      blocksOf(definition.logConfiguration).some((log) =>
        isTrue(valueAt(log.options, 'awslogs-create-group')),
      )
        ? [
            violation(
              resource,
              'lets a container make its log group, which keeps logs for ever.',
              'Declare the group and remove awslogs-create-group.',
            ),
          ]
        : [],
    ),
  ],
};
