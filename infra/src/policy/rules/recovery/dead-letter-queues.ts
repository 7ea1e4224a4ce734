/** Messages and events that nobody can process are kept and can be looked at. */
import type { DeploymentGraph, Resource } from '../../graph.ts';
import { failuresOf, queuesForFailures, redrivesOf } from '../../reading/dead-letters.ts';
import { isPresent, numberOf } from '../../reading/json.ts';
import { complain, type Rule } from '../../rule.ts';

export const deadLetterQueues: Rule = {
  id: 'dead-letter-queues',
  title: 'Each queue, event target and schedule has a dead-letter queue',
  reason:
    'A message that always fails otherwise blocks its queue until it expires, and an event ' +
    'that cannot be delivered is lost.',
  check: (graph) => {
    const redrives = graph.ofType('aws_sqs_queue').flatMap((queue) => redrivesOf(graph, queue));
    const last = new Set([...redrives.map(({ queue }) => queue), ...queuesForFailures(graph)]);
    return [
      ...complain(
        graph.ofType('aws_sqs_queue').filter((queue) => !last.has(queue)),
        (queue) => queueComplaint(graph, queue),
        'Add a redrive policy with maxReceiveCount to a queue that keeps messages for 14 days.',
      ),
      ...complain(
        graph.ofType('aws_cloudwatch_event_target', 'aws_scheduler_schedule'),
        (target) =>
          failuresOf(graph, target).length > 0 ? undefined : 'loses what it cannot deliver.',
        'Add dead_letter_config with a queue of this deployment.',
      ),
    ];
  },
};

/** What SQS keeps a message for unless told otherwise. */
const secondsDefault = 4 * 24 * 3600;

const secondsOf = ({ values }: Resource): number =>
  numberOf(values.message_retention_seconds) ?? secondsDefault;

function queueComplaint(graph: DeploymentGraph, queue: Resource): string | undefined {
  const redrives = redrivesOf(graph, queue);
  if (redrives.length === 0) return 'has no dead-letter queue.';
  if (!redrives.every(({ attempts }) => isPresent(attempts))) return 'limits no attempts.';
  // A message takes its age along when it moves.
  return redrives.every((redrive) => secondsOf(redrive.queue) >= secondsOf(queue))
    ? undefined
    : 'keeps messages for longer than its dead-letter queue.';
}
