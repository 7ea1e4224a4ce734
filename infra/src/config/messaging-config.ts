/**
 * The shape of messaging: event buses, the queues and the function behind them. The rules between
 * them are no setting: what the product says and hears is in `constructs/eventing/event-rules.ts`.
 */
import type { Problem } from '../lib/problem.ts';

export type QueueConfig = {
  /** How long a received message is hidden; longer than handling one may take. */
  readonly visibilitySeconds: number;
  readonly retentionDays: number;
  /** Receipts after which it goes to the dead letters. */
  readonly receivesMax: number;
  readonly deadLetterRetentionDays: number;
};

/** How hard a bus tries to reach a target before the event goes to the target's dead letters. */
export type DeliveryConfig = {
  readonly retriesMax: number;
  readonly eventAgeMaxSeconds: number;
};

export type NotificationFunctionConfig = {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly logRetentionDays: number;
};

export type MessagingConfig = {
  /** Whether there are buses, queues and the function at all; the outbox works without them. */
  readonly enabled: boolean;
  readonly queues: {
    readonly payment: QueueConfig;
    readonly inventory: QueueConfig;
  };
  readonly delivery: DeliveryConfig;
  /** How long events can be replayed. */
  readonly archiveDays: number;
  readonly notification: NotificationFunctionConfig;
};

const daysMax = 14;

type Rule = readonly [setting: string, value: number, min: number, max: number];

/** At `where`, e.g. `eks/prod messaging`. */
export function checkMessaging(where: string, config: MessagingConfig): Problem[] {
  const { delivery, archiveDays, notification } = config;
  const rules: readonly Rule[] = [
    ...Object.entries(config.queues).flatMap(([name, queue]) => rulesOf(`queues.${name}`, queue)),
    ['delivery.retriesMax', delivery.retriesMax, 0, 185],
    ['delivery.eventAgeMaxSeconds', delivery.eventAgeMaxSeconds, 60, 86_400],
    ['archiveDays', archiveDays, 1, 3_650],
    ['notification.memoryMb', notification.memoryMb, 128, 10_240],
    ['notification.timeoutSeconds', notification.timeoutSeconds, 1, 900],
  ];
  return [
    ...rules
      .filter(([, value, min, max]) => !Number.isInteger(value) || value < min || value > max)
      .map(([setting, value, min, max]) => ({
        setting: `${where}.${setting}`,
        problem: `${value} is out of range.`,
        remedy: `Use a whole number from ${min} to ${max}.`,
      })),
    ...Object.entries(config.queues)
      .filter(([, queue]) => queue.deadLetterRetentionDays <= queue.retentionDays)
      .map(([name, { retentionDays }]) => ({
        setting: `${where}.queues.${name}.deadLetterRetentionDays`,
        // A message keeps the age it has when it is moved there.
        problem: `is no longer than the ${retentionDays} days in the queue: dead letters vanish.`,
        remedy: `Use more, ${daysMax} at most.`,
      })),
  ];
}

const rulesOf = (setting: string, queue: QueueConfig): readonly Rule[] => [
  // AWS takes less; below 30 s a slow answer of the payment provider would make a duplicate.
  [`${setting}.visibilitySeconds`, queue.visibilitySeconds, 30, 43_200],
  [`${setting}.retentionDays`, queue.retentionDays, 1, daysMax],
  [`${setting}.deadLetterRetentionDays`, queue.deadLetterRetentionDays, 1, daysMax],
  [`${setting}.receivesMax`, queue.receivesMax, 1, 1_000],
];
