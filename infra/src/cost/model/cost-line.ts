/** A line of a bill: so much of something at a price. */
import type { Region } from '../../config/names.ts';
import { monthHours, type Price, type Unit } from '../prices/price.ts';

/** What lines are added up to, in the order in which they are shown. */
export const groups = [
  'compute',
  'database',
  'cache',
  'network',
  'edge',
  'observability',
  'storage',
  'messaging',
  'security',
] as const;
export type CostGroup = (typeof groups)[number];

export type CostLine = {
  readonly group: CostGroup;
  /** E.g. `t3.medium on demand`. */
  readonly what: string;
  readonly quantity: number;
  readonly unit: Unit;
  readonly unitUsd: number;
  readonly usd: number;
  readonly region: Region;
  /** Id of the resource, or what it stands for. */
  readonly source: string;
};

export type LineProps = {
  readonly group: CostGroup;
  readonly what: string;
  readonly price: Price;
  readonly quantity: number;
  readonly region: Region;
  readonly source: string;
  /** Share taken off. */
  readonly discount?: number;
};

/** None when there is nothing of it. */
export function line(props: LineProps): readonly CostLine[] {
  const { group, what, price, quantity, region, source, discount = 0 } = props;
  if (quantity === 0) return [];
  const unitUsd = price.usd[region] * (1 - discount);
  return [
    { group, what, quantity, unit: price.unit, unitUsd, usd: quantity * unitUsd, region, source },
  ];
}

/** `count` of something that runs all month. */
export const allMonth = (props: Omit<LineProps, 'quantity'> & { readonly count: number }) =>
  line({ ...props, quantity: props.count * monthHours });

export const totalOf = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { usd }) => sum + usd, 0);
