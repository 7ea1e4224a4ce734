/** Who hears of what, and who may say it. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { createNotifications, type NotificationsProps } from './notifications.ts';

const name = (part: string): string => `ticketing-dev-${part}`;
const props: NotificationsProps = {
  name,
  accountId: '111122223333',
  keyArn: 'arn:aws:kms:ap-northeast-2:111122223333:key/1',
  email: 'oncall@example.com',
  cacheEvents: false,
};
const made = (more: Partial<NotificationsProps> = {}) =>
  synthesise((stack) => {
    createNotifications(stack, 'notifications', { ...props, ...more });
  });

const namesOf = (synthesised: ReturnType<typeof made>) =>
  synthesised.resources('aws_sns_topic').map((topic) => topic.name);

describe('notifications', () => {
  it('go to three encrypted topics, the critical one named as in document A', () => {
    const topics = made().resources('aws_sns_topic');
    expect(new Set(topics.map((topic) => topic.name))).toEqual(
      new Set([
        'ticketing-dev-alerts',
        'ticketing-dev-alerts-info',
        'ticketing-dev-alerts-warning',
      ]),
    );
    for (const topic of topics) expect(topic.kms_master_key_id).toBe(props.keyArn);
  });

  it('reach a mailbox from every topic, and a telephone from the critical one', () => {
    expect(made().resources('aws_sns_topic_subscription')).toHaveLength(3);
    const subscriptions = made({ phone: '+821000000000' }).resources('aws_sns_topic_subscription');
    const [message, ...others] = subscriptions.filter(({ protocol }) => protocol === 'sms');
    expect(others).toEqual([]);
    expect(message).toMatchObject({ endpoint: '+821000000000' });
    expect(message?.topic_arn).toContain('notifications_critical');
  });

  it('are taken over TLS, and from alarms of this account only', () => {
    for (const { policy } of made().resources('aws_sns_topic_policy')) {
      expect(policy).toContain('"aws:SecureTransport"');
      expect(policy).toContain('arn:aws:cloudwatch:*:111122223333:alarm:*');
    }
  });

  it('of Redis have a topic without encryption: ElastiCache writes to no other', () => {
    expect(namesOf(made())).not.toContain('ticketing-dev-alerts-cache');
    const withCache = made({ cacheEvents: true });
    const topic = withCache
      .resources('aws_sns_topic')
      .find((one) => one.name === 'ticketing-dev-alerts-cache');
    expect(topic).toBeDefined();
    expect(topic).not.toHaveProperty('kms_master_key_id');
    const policies = withCache.resources('aws_sns_topic_policy').map(({ policy }) => policy);
    expect(policies.filter((policy) => String(policy).includes('aws:SourceOwner'))).toHaveLength(1);
    expect(withCache.resources('aws_sns_topic_subscription')).toHaveLength(4);
  });

  it('can be in another region than their stack, with everything that belongs to them', () => {
    const { json } = made({ region: 'us-east-1' });
    const resources = Object.values(json.resource as Record<string, Record<string, object>>);
    const all = resources.flatMap((group) => Object.values(group));
    expect(all).not.toEqual([]);
    for (const resource of all) expect(resource).toMatchObject({ region: 'us-east-1' });
  });
});
