/** Fixtures of the rule `dead-letter-queues`. */
import { fails, jsonencode, passes } from '../fixture.ts';

const redrive = (name: string, more: object = { maxReceiveCount: 3 }) =>
  jsonencode({ deadLetterTargetArn: `\${aws_sqs_queue.${name}.arn}`, ...more });

export const fixtures = [
  fails(
    'none, unlimited attempts, less time than the queue has',
    ['aws_sqs_queue.none', 'aws_sqs_queue.unlimited', 'aws_sqs_queue.long'],
    {
      aws_sqs_queue: {
        none: {},
        unlimited: { redrive_policy: redrive('letters', {}) },
        long: { redrive_policy: redrive('letters'), message_retention_seconds: 1_209_600 },
        letters: {},
      },
    },
  ),
  fails('targets and schedules', ['aws_cloudwatch_event_target.a', 'aws_scheduler_schedule.b'], {
    aws_cloudwatch_event_target: { a: { arn: 'arn:aws:sqs:x' } },
    aws_scheduler_schedule: { b: { target: { arn: 'arn:aws:sqs:x' } } },
  }),
  passes('queues and targets with one each, in place and apart', {
    aws_sqs_queue: {
      jobs: { redrive_policy: redrive('letters'), message_retention_seconds: 1_209_600 },
      mail: {},
      letters: { message_retention_seconds: 1_209_600 },
      events: { message_retention_seconds: 1_209_600 },
    },
    aws_sqs_queue_redrive_policy: {
      mail: { queue_url: '${aws_sqs_queue.mail.id}', redrive_policy: redrive('letters') },
    },
    aws_cloudwatch_event_target: {
      a: { dead_letter_config: { arn: '${aws_sqs_queue.events.arn}' } },
    },
    aws_scheduler_schedule: {
      b: { target: { dead_letter_config: { arn: '${aws_sqs_queue.events.arn}' } } },
    },
  }),
];
