/** What faces the Internet. CloudFront and Route 53 tell their metrics in us-east-1 only. */
import type { OtherAlarms } from '../../../config/monitoring-config.ts';
import { type AlarmSpec, partName, single } from '../alarm-spec.ts';
import { metricsOf } from '../metric.ts';

/** Several need parts, e.g. `api`, `site`. */
export type MonitoredDistribution = { readonly part?: string; readonly distributionId: string };
export type MonitoredCertificate = { readonly part?: string; readonly arn: string };
export type MonitoredHealthCheck = { readonly part?: string; readonly healthCheckId: string };

export const distributionMetrics = ({ distributionId }: MonitoredDistribution) =>
  metricsOf('AWS/CloudFront', { DistributionId: distributionId, Region: 'Global' });

export const distributionAlarms = (
  distribution: MonitoredDistribution,
  alarms: OtherAlarms,
): readonly AlarmSpec[] => [
  {
    name: partName(distribution.part, 'distribution-error-rate'),
    summary: 'A large share of what CloudFront answers says that we failed.',
    measure: single(distributionMetrics(distribution)('5xxErrorRate', 'Average')),
    alarm: alarms.distributionErrorPercent,
    comparison: '>',
    missing: 'ok',
    runbook: 'http-errors',
  },
];

/** In the region of the certificate. */
export const certificateAlarms = (
  { part, arn }: MonitoredCertificate,
  alarms: OtherAlarms,
): readonly AlarmSpec[] => [
  {
    name: partName(part, 'certificate-expiry'),
    summary: 'A certificate runs out soon and has not been renewed by itself.',
    measure: single(
      metricsOf('AWS/CertificateManager', { CertificateArn: arn })('DaysToExpiry', 'Minimum'),
    ),
    alarm: alarms.certificateDays,
    comparison: '<',
    missing: 'ok',
    runbook: 'certificate-expiry',
  },
];

export const healthCheckAlarms = (
  { part, healthCheckId }: MonitoredHealthCheck,
  alarms: OtherAlarms,
): readonly AlarmSpec[] => [
  {
    name: partName(part, 'health-check'),
    summary: 'The public address does not answer; Route 53 sends visitors elsewhere if it can.',
    measure: single(
      metricsOf('AWS/Route53', { HealthCheckId: healthCheckId })('HealthCheckStatus', 'Minimum'),
    ),
    alarm: alarms.healthCheckFailed,
    comparison: '<',
    missing: 'bad',
    runbook: 'health-check',
  },
];
