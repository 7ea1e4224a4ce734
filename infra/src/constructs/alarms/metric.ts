/** One metric of CloudWatch, as alarms watch it and dashboards draw it. */
export type Statistic = 'Average' | 'Sum' | 'Minimum' | 'Maximum' | `p${number}`;

export type Metric = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
};

/** The metrics of one resource: `metricsOf('AWS/EC2', {...})('CPUUtilization', 'Average')`. */
export type MetricsOf = (name: string, statistic: Statistic) => Metric;

export const metricsOf =
  (namespace: string, dimensions: Readonly<Record<string, string>>): MetricsOf =>
  (name, statistic) => ({ namespace, name, dimensions, statistic });
