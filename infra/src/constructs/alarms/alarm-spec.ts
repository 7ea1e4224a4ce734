/** An alarm as data: what is measured, when that is bad, whom it tells, what to do about it. */
import type { Alarm } from '../../config/monitoring-config.ts';
import type { Metric } from './metric.ts';

export type Measure =
  | { readonly kind: 'metric'; readonly metric: Metric }
  | {
      readonly kind: 'math';
      /** Metric math over the ids of `metrics`; CloudWatch takes ten of them at most. */
      readonly expression: string;
      readonly metrics: Readonly<Record<string, Metric>>;
      readonly label: string;
    }
  /** Metrics Insights: for fleets whose members come and go. */
  | { readonly kind: 'query'; readonly sql: string; readonly label: string };

export type AlarmSpec = {
  /** The last part of its name: `high-cpu` becomes `ticketing-dev-high-cpu`. */
  readonly name: string;
  /** What is wrong when it rings, in one sentence for somebody who was asleep. */
  readonly summary: string;
  readonly measure: Measure;
  readonly alarm: Alarm;
  readonly comparison: '>' | '>=' | '<' | '<=';
  /**
   * What silence means: `ok` where a metric is only sent when there is something to count, `bad`
   * where silence is the failure, `unknown` where the collector has failed.
   */
  readonly missing: 'ok' | 'bad' | 'unknown';
  /** The heading in `docs/infrastructure/runbooks.md`, as its anchor. */
  readonly runbook: string;
  /** Besides telling somebody: scaling policies. */
  readonly actions?: readonly string[];
};

export const metricsMax = 10;

/** `blue-high-cpu` for the part `blue`, `high-cpu` for none. */
export const partName = (part: string | undefined, name: string): string =>
  part === undefined ? name : `${part}-${name}`;

export const single = (metric: Metric): Measure => ({ kind: 'metric', metric });

export const math = (
  expression: string,
  metrics: Readonly<Record<string, Metric>>,
  label: string,
): Measure => ({ kind: 'math', expression, metrics, label });
