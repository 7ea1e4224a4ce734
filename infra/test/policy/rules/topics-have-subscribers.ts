/** Fixtures of the rule `topics-have-subscribers`. */
import { fails, passes } from '../fixture.ts';

export const fixtures = [
  fails('nobody listens', ['aws_sns_topic.b'], {
    aws_sns_topic: { a: {}, b: {} },
    aws_sns_topic_subscription: { a: { topic_arn: '${aws_sns_topic.a.arn}', protocol: 'email' } },
  }),
  passes('somebody listens', {
    aws_sns_topic: { a: {} },
    aws_sns_topic_subscription: { a: { topic_arn: '${aws_sns_topic.a.arn}', protocol: 'email' } },
  }),
];
