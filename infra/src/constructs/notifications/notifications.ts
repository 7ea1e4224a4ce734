/**
 * Where alarms and events are told: a topic for each tier. Mail goes to all of them, a message to
 * a telephone for what has to be acted on at once.
 */
import { SnsTopicSubscription } from '@cdktn/provider-aws/lib/sns-topic-subscription/index.js';
import { Construct } from 'constructs';
import type { AlertTier } from '../../config/monitoring-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { createTopic } from './topic.ts';
import {
  alarmsPublish,
  cachePublishes,
  eventsPublish,
  ownersPublish,
  prometheusPublishes,
} from './topic-policy.ts';

export type NotificationsProps = {
  readonly name: Name;
  readonly accountId: string;
  /** Encrypts the topics; made with `topicPublishers` as its services. */
  readonly keyArn: string;
  /** Everybody who gets a mail has to confirm the one that AWS sends first. */
  readonly email: string;
  /** In E.164. Its account has to have left the sandbox of SMS, or know the number. */
  readonly phone?: string;
  /** Another region than the stack's, e.g. us-east-1 for what is global. */
  readonly region?: string;
  /** Whether Redis tells of its events, see below. */
  readonly cacheEvents: boolean;
};

export type Notifications = {
  readonly topics: Readonly<Record<AlertTier, string>>;
  /** For the `notification_topic_arn` of Redis groups; none where there is no Redis. */
  readonly cacheTopicArn?: string;
};

/** The critical topic carries the name of the only one in document A. */
const parts = {
  critical: 'alerts',
  warning: 'alerts-warning',
  info: 'alerts-info',
} as const satisfies Record<AlertTier, string>;

export function createNotifications(
  scope: Construct,
  id: string,
  props: NotificationsProps,
): Notifications {
  const { name, accountId, keyArn, email, phone, region, cacheEvents } = props;
  const within = new Construct(scope, id);
  const placed = region === undefined ? {} : { region };
  const subscribe = (part: string, topicArn: string, protocol: string, endpoint: string): void => {
    new SnsTopicSubscription(within, `${part}-${protocol}`, {
      ...placed,
      topicArn,
      protocol,
      endpoint,
    });
  };
  const topicOf = (tier: AlertTier): string => {
    const arn = createTopic(within, tier, {
      ...placed,
      name: name(parts[tier]),
      keyArn,
      publishers: [ownersPublish, alarmsPublish, eventsPublish, prometheusPublishes].map(
        (publisher) => publisher(accountId),
      ),
    });
    subscribe(tier, arn, 'email', email);
    return arn;
  };
  const topics = {
    critical: topicOf('critical'),
    warning: topicOf('warning'),
    info: topicOf('info'),
  };
  if (phone !== undefined) subscribe('critical', topics.critical, 'sms', phone);
  if (!cacheEvents) return { topics };

  // ElastiCache cannot publish to an encrypted topic, and asks for a condition of its own. What it
  // says is the name of a group and of an event, such as the end of a snapshot.
  const cacheTopicArn = createTopic(within, 'cache', {
    ...placed,
    name: name('alerts-cache'),
    publishers: [cachePublishes(accountId)],
  });
  subscribe('cache', cacheTopicArn, 'email', email);
  return { topics, cacheTopicArn };
}
