/** A topic that takes messages over TLS only, and only from those who are named. */
import { SnsTopicPolicy } from '@cdktn/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopic } from '@cdktn/provider-aws/lib/sns-topic/index.js';
import { Construct } from 'constructs';
import { policyOf, type PolicyStatement } from '../iam/policy.ts';

export type TopicProps = {
  readonly name: string;
  /** None where a publisher cannot encrypt; the reason belongs to the caller. */
  readonly keyArn?: string;
  /** Who may publish, for the ARN of the topic. */
  readonly publishers: readonly ((topicArn: string) => PolicyStatement)[];
  readonly region?: string;
};

/** Its ARN. */
export function createTopic(scope: Construct, id: string, props: TopicProps): string {
  const { name, keyArn, publishers, region } = props;
  const within = new Construct(scope, id);
  const placed = region === undefined ? {} : { region };
  const topic = new SnsTopic(within, 'topic', {
    ...placed,
    name,
    displayName: name,
    signatureVersion: 2,
    ...(keyArn === undefined ? {} : { kmsMasterKeyId: keyArn }),
    tags: { Name: name },
  });
  new SnsTopicPolicy(within, 'policy', {
    ...placed,
    arn: topic.arn,
    policy: policyOf([
      ...publishers.map((statementFor) => statementFor(topic.arn)),
      {
        sid: 'TlsOnly',
        effect: 'Deny',
        actions: ['sns:Publish'],
        resources: [topic.arn],
        principals: '*',
        conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
      },
    ]),
  });
  return topic.arn;
}
