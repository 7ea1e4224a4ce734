/** Fixtures of the rule `alarms-act`. */
import { fails, passes } from '../fixture.ts';

const topic = { aws_sns_topic: { ops: {} } };
const good = {
  alarm_actions: ['${aws_sns_topic.ops.arn}'],
  alarm_description: 'CPU is high. docs/infrastructure/runbooks/high-cpu.md',
};

export const fixtures = [
  fails(
    'no action, a switched-off one, no runbook',
    [
      'aws_cloudwatch_metric_alarm.silent',
      'aws_cloudwatch_metric_alarm.empty',
      'aws_cloudwatch_metric_alarm.off',
      'aws_cloudwatch_metric_alarm.vague',
      'aws_cloudwatch_composite_alarm.silent',
    ],
    {
      ...topic,
      aws_cloudwatch_metric_alarm: {
        silent: { alarm_description: good.alarm_description },
        empty: { ...good, alarm_actions: [] },
        off: { ...good, actions_enabled: false },
        vague: { ...good, alarm_description: 'CPU is high.' },
      },
      aws_cloudwatch_composite_alarm: { silent: {} },
    },
  ),
  fails('a topic that does not hear', ['aws_cloudwatch_metric_alarm.global'], {
    ...topic,
    aws_cloudwatch_metric_alarm: { global: { ...good, region: 'us-east-1' } },
  }),
  passes('an action and a runbook', {
    ...topic,
    aws_cloudwatch_metric_alarm: { good },
    aws_cloudwatch_composite_alarm: { good },
  }),
];
