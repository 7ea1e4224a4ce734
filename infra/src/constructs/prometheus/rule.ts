/** Rules of Managed Prometheus as data, and the YAML that it takes. */
import { stringify } from 'yaml';
import type { Alarm, AlertTier } from '../../config/monitoring-config.ts';

/** A figure that is computed once a minute and read by dashboards and alerts. */
export type RecordingRule = {
  /** `level:metric:operation`, the convention of Prometheus. */
  readonly record: string;
  readonly expression: string;
};

export type AlertRule = {
  /** `NodeCpuHigh` */
  readonly alert: string;
  readonly expression: string;
  /** How long it has to be true. */
  readonly forMinutes: number;
  readonly tier: AlertTier;
  /** A sentence, with `{{ $labels.x }}` and `{{ $value }}` where they help. */
  readonly summary: string;
  /** The section of the runbooks. */
  readonly runbook: string;
};

export type RuleGroup = {
  readonly name: string;
  readonly recordings: readonly RecordingRule[];
  readonly alerts: readonly AlertRule[];
};

const evaluationInterval = '1m';

export const rulesYaml = (groups: readonly RuleGroup[], runbooks: string): string =>
  stringify(
    {
      groups: groups.map(({ name, recordings, alerts }) => ({
        name,
        interval: evaluationInterval,
        rules: [
          ...recordings.map(({ record, expression }) => ({ record, expr: expression })),
          ...alerts.map((rule) => ({
            alert: rule.alert,
            expr: rule.expression,
            for: `${rule.forMinutes}m`,
            labels: { severity: rule.tier },
            annotations: { summary: rule.summary, runbook_url: `${runbooks}#${rule.runbook}` },
          })),
        ],
      })),
    },
    { lineWidth: 0 },
  );

export const minutesOf = ({ periodSeconds, periods }: Alarm): number =>
  Math.ceil((periodSeconds * periods) / 60);

/** An alarm that only scales would tell nobody; here there is nothing to scale. */
export const tierOf = ({ tier }: Alarm): AlertRule['tier'] => (tier === 'quiet' ? 'info' : tier);
