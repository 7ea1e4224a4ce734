/** What stands on a dashboard of CloudWatch, before it has a place and a region. */
import type { Metric } from '../alarms/metric.ts';

/** One curve: a metric, or metric math over the ids of others. */
export type Line =
  | {
      readonly metric: Metric;
      readonly label?: string;
      readonly axis?: 'right';
      /** Needed where a formula uses it; then `hidden` keeps the metric itself off the graph. */
      readonly id?: string;
      readonly hidden?: true;
    }
  | { readonly expression: string; readonly label: string };

/** A horizontal line at what an alarm watches, or a goal. */
export type Mark = { readonly label: string; readonly value: number };

export type Graph = {
  readonly kind: 'graph';
  readonly title: string;
  readonly lines: readonly Line[];
  readonly unit?: string;
  readonly max?: number;
  readonly marks?: readonly Mark[];
  readonly stacked?: true;
};

export type Widget =
  | Graph
  /** A heading over what follows; takes a row of its own. */
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'alarms'; readonly title: string; readonly arns: readonly string[] }
  | {
      readonly kind: 'log';
      readonly title: string;
      readonly logGroupNames: readonly string[];
      /** In the language of Log Insights. */
      readonly query: string;
    };

export const line = (metric: Metric, label: string): Line => ({ metric, label });
