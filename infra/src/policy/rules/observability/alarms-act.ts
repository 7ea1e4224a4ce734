/** An alarm wakes somebody up and tells where to look. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { isFalse, isPresent, textOf } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const alarmsAct: Rule = {
  id: 'alarms-act',
  title: 'Each alarm has an action and names its runbook',
  reason: 'An alarm that tells nobody is a chart; one that does not say what to do costs minutes.',
  check: (graph) =>
    complain(
      graph.ofType('aws_cloudwatch_metric_alarm', 'aws_cloudwatch_composite_alarm'),
      (alarm) => complaintOf(graph, alarm),
      'Set alarm_actions to a topic in the region of the alarm, and name ' +
        'docs/infrastructure/… in alarm_description.',
    ),
};

const runbook = /docs\/infrastructure\/[\w./-]+/;

function complaintOf(graph: DeploymentGraph, alarm: Resource): string | undefined {
  const { alarm_actions, actions_enabled, alarm_description } = alarm.values;
  if (!isPresent(alarm_actions) || isFalse(actions_enabled)) return 'does nothing.';
  const elsewhere = graph
    .targetsOf(alarm, alarm_actions)
    .find(({ resource }) => resource.type === 'aws_sns_topic' && resource.region !== alarm.region);
  if (elsewhere !== undefined) {
    return `tells ${elsewhere.resource.address}, which is in another region and never hears of it.`;
  }
  return runbook.test(textOf(alarm_description) ?? '') ? undefined : 'names no runbook.';
}
