/** Messaging that would lose or repeat messages, or that AWS refuses, is refused here. */
import { describe, expect, it } from 'vitest';
import {
  messagingConfig as disasterRecovery,
  standbyMessagingConfig,
} from './disaster-recovery/messaging.ts';
import { messagingConfig as ec2Aurora } from './ec2-aurora/messaging.ts';
import { messagingConfig as eks } from './eks/messaging.ts';
import { messagingConfig as fargate } from './fargate/messaging.ts';
import { checkMessaging, type MessagingConfig, type QueueConfig } from './messaging-config.ts';
import { environments } from './names.ts';

const good = eks('prod');
const settingsOf = (config: MessagingConfig) =>
  checkMessaging('eks/prod messaging', config).map(({ setting }) => setting);

describe('messaging configuration', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const config of [ec2Aurora, eks, fargate, disasterRecovery, standbyMessagingConfig]) {
        expect(checkMessaging('messaging', config(environment))).toEqual([]);
      }
    }
  });

  it('has buses where the documents have them', () => {
    const topologies = [ec2Aurora, eks, fargate, disasterRecovery];
    expect(topologies.map((config) => config('prod').enabled)).toEqual([false, true, false, true]);
  });

  it.each([
    ['visibilitySeconds', 5],
    ['retentionDays', 15],
    ['receivesMax', 0],
    // Dead letters keep the age they had: these would vanish at once.
    ['deadLetterRetentionDays', 4],
  ] as const)('refuses a queue with a wrong %s', (setting, value) => {
    const payment: QueueConfig = { ...good.queues.payment, [setting]: value };
    const problems = settingsOf({ ...good, queues: { ...good.queues, payment } });
    expect(problems).toContain(`eks/prod messaging.queues.payment.${setting}`);
  });

  it('refuses what AWS does not take', () => {
    expect(
      settingsOf({
        ...good,
        delivery: { retriesMax: 186, eventAgeMaxSeconds: 30 },
        archiveDays: 0,
        notification: { ...good.notification, memoryMb: 64, timeoutSeconds: 901 },
      }),
    ).toEqual([
      'eks/prod messaging.delivery.retriesMax',
      'eks/prod messaging.delivery.eventAgeMaxSeconds',
      'eks/prod messaging.archiveDays',
      'eks/prod messaging.notification.memoryMb',
      'eks/prod messaging.notification.timeoutSeconds',
    ]);
  });
});
