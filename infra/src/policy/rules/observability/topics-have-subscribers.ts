/** Somebody listens to every topic. */
import { complain, type Rule } from '../../rule.ts';

export const topicsHaveSubscribers: Rule = {
  id: 'topics-have-subscribers',
  title: 'Each topic has a subscription',
  reason: 'SNS accepts messages for nobody without complaint, alarms included.',
  check: (graph) =>
    complain(
      graph.ofType('aws_sns_topic'),
      (topic) =>
        graph.referrersOf(topic, 'aws_sns_topic_subscription').length > 0
          ? undefined
          : 'has no subscription.',
      'Add aws_sns_topic_subscription.',
    ),
};
