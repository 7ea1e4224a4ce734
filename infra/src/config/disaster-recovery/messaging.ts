/** Messaging of the disaster-recovery topology: orders are told on a bus (document D). */
import type { MessagingConfig } from '../messaging-config.ts';
import type { Environment } from '../names.ts';

const common = {
  enabled: true,
  queues: {
    // The payment provider may take its time; a second attempt meanwhile would be a duplicate.
    payment: {
      visibilitySeconds: 120,
      retentionDays: 4,
      receivesMax: 5,
      deadLetterRetentionDays: 14,
    },
    inventory: {
      visibilitySeconds: 60,
      retentionDays: 4,
      receivesMax: 5,
      deadLetterRetentionDays: 14,
    },
  },
  delivery: { retriesMax: 24, eventAgeMaxSeconds: 3_600 },
} as const satisfies Partial<MessagingConfig>;

const notification = { memoryMb: 128, timeoutSeconds: 10 } as const;

const byEnvironment = {
  dev: { ...common, archiveDays: 3, notification: { ...notification, logRetentionDays: 7 } },
  staging: { ...common, archiveDays: 7, notification: { ...notification, logRetentionDays: 14 } },
  prod: { ...common, archiveDays: 30, notification: { ...notification, logRetentionDays: 30 } },
} as const satisfies Record<Environment, MessagingConfig>;

export const messagingConfig = (environment: Environment): MessagingConfig =>
  byEnvironment[environment];

/** Buses and queues cost nothing while nothing is published, so the standby has them ready. */
export const standbyMessagingConfig = messagingConfig;
