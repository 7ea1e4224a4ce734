/** Who may publish to topics, and the services that a topic's key has to serve for that. */
import type { PolicyStatement } from '../iam/policy.ts';

/** `services` for the key of encrypted topics: CloudWatch, EventBridge, Managed Prometheus. */
export const topicPublishers = [
  'cloudwatch.amazonaws.com',
  'events.amazonaws.com',
  'aps.amazonaws.com',
] as const;

/** For an account, then for one of its topics. */
type Publisher = (accountId: string) => (topicArn: string) => PolicyStatement;

const publishTo = (topicArn: string) => ({ actions: ['sns:Publish'], resources: [topicArn] });
const ofAccount = (accountId: string) => ({ 'aws:SourceAccount': [accountId] });

/** Roles of the account that IAM lets publish, e.g. the pipeline that tells of an apply. */
export const ownersPublish: Publisher = (accountId) => (topicArn) => ({
  ...publishTo(topicArn),
  sid: 'OwnAccountByIam',
  principals: { AWS: [`arn:aws:iam::${accountId}:root`] },
});

export const alarmsPublish: Publisher = (accountId) => (topicArn) => ({
  ...publishTo(topicArn),
  sid: 'OwnAlarms',
  principals: { Service: ['cloudwatch.amazonaws.com'] },
  conditions: {
    StringEquals: ofAccount(accountId),
    ArnLike: { 'aws:SourceArn': [`arn:aws:cloudwatch:*:${accountId}:alarm:*`] },
  },
});

/**
 * Without a condition, because EventBridge tells SNS nothing that one could compare: with one, the
 * rule would match and its message be dropped. A stranger's rule would have to know the topic, and
 * could do no more than send a mail.
 */
export const eventsPublish: Publisher = () => (topicArn) => ({
  ...publishTo(topicArn),
  sid: 'EventRules',
  principals: { Service: ['events.amazonaws.com'] },
});

/** The alert manager of Managed Prometheus. */
export const prometheusPublishes: Publisher = (accountId) => (topicArn) => ({
  ...publishTo(topicArn),
  actions: ['sns:Publish', 'sns:GetTopicAttributes'],
  sid: 'OwnPrometheus',
  principals: { Service: ['aps.amazonaws.com'] },
  conditions: { StringEquals: ofAccount(accountId) },
});

/** ElastiCache knows the older key only; with `aws:SourceAccount` it switches the topic off. */
export const cachePublishes: Publisher = (accountId) => (topicArn) => ({
  ...publishTo(topicArn),
  sid: 'OwnRedis',
  principals: '*',
  conditions: { StringEquals: { 'aws:SourceOwner': [accountId] } },
});
