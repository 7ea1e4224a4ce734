/** Logs, metrics, traces, messages, secrets, keys and what watches an account. */
import { price, samePrice } from './price.ts';

export const watchPrices = {
  logsTaken: price('GB', 0.76, 0.76, 0.5, 'listed'),
  /** Of compressed logs. */
  logsKept: price('GB-month', 0.0314, 0.033, 0.03, 'listed'),
  metric: samePrice('month', 0.3, 'listed'),
  /** Container Insights of Kubernetes is billed by observation. */
  observations: price('million', 0.21, 0.21, 0.21),
  alarm: samePrice('month', 0.1),
  dashboard: samePrice('month', 3),
  traces: samePrice('million', 5),
  samples: samePrice('million', 0.09),
  samplesKept: samePrice('GB-month', 0.03),
  grafanaEditor: samePrice('month', 9),
  grafanaViewer: samePrice('month', 5),
} as const;

export const messagePrices = {
  queueRequests: samePrice('million', 0.4),
  events: samePrice('million', 1),
  archive: price('GB', 0.12, 0.12, 0.1),
  archiveKept: price('GB-month', 0.026, 0.025, 0.023),
  published: samePrice('million', 0.5),
  mails: samePrice('1,000', 0.02),
  restApiCalls: price('million', 3.5, 4.25, 3.5),
} as const;

export const secretPrices = {
  secret: samePrice('month', 0.4, 'listed'),
  secretCalls: samePrice('10,000', 0.05, 'listed'),
  key: samePrice('month', 1, 'listed'),
  keyCalls: samePrice('10,000', 0.03, 'listed'),
} as const;

export const accountPrices = {
  configItems: samePrice('1,000', 3),
  guardDutyEvents: price('million', 4.6, 4.72, 4),
  securityChecks: samePrice('1,000', 1),
} as const;
