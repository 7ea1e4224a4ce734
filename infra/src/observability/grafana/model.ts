/** The part of Grafana's dashboard model that is used here; version 39 of its schema. */

export type Datasource = 'prometheus' | 'cloudwatch';

/** One curve: a query in PromQL, or a search over metrics of CloudWatch. */
export type Target =
  | { readonly expr: string; readonly legend: string }
  | { readonly search: string; readonly statistic: string; readonly legend: string };

/** Units by Grafana's ids. */
export type Unit = 'short' | 'percent' | 'percentunit' | 's' | 'ms' | 'bytes' | 'reqps' | 'Bps';

export type Panel = {
  readonly title: string;
  readonly description: string;
  readonly kind: 'timeseries' | 'stat';
  readonly datasource: Datasource;
  readonly targets: readonly Target[];
  readonly unit: Unit;
  /** Where it turns red: a goal, or what an alarm watches. */
  readonly limit?: number;
  /** Of 24; 8 when absent. */
  readonly width?: 6 | 8 | 12 | 24;
};

export type Row = { readonly title: string; readonly panels: readonly Panel[] };

/** Chosen at the top of a dashboard. */
export type Variable =
  | { readonly kind: 'datasource'; readonly name: Datasource }
  /** Values of a label in Prometheus. */
  | { readonly kind: 'label'; readonly name: string; readonly query: string }
  | { readonly kind: 'text'; readonly name: string; readonly initial: string };

export type Board = {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
};
