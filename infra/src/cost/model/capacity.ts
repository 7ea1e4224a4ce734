/** How many of something run on average: its minimum by the hour, and more during sales. */
import { blocksOf, type JsonObject, numberOf, textOf } from '../../policy/reading/json.ts';
import { monthHours } from '../prices/price.ts';
import type { Usage } from '../usage/usage.ts';
import type { ModelResource } from './scenario.ts';

export type Bounds = { readonly min: number; readonly max: number };

type Change = { readonly hour: number; readonly min: number };

/** `30 18 * * *` and `cron(30 18 * * ? *)` are 18.5. */
function hourOf(cron: string): number {
  const [minute = '0', hour = '0'] = cron.replace(/^cron\(/, '').split(' ');
  return Number(hour) + Number(minute) / 60;
}

/** Of Auto Scaling groups and of services. */
export function changesOf(schedules: readonly ModelResource[]): readonly Change[] {
  return schedules
    .map(({ values }) => {
      const [action]: readonly JsonObject[] = blocksOf(values.scalable_target_action);
      return {
        hour: hourOf(textOf(values.recurrence) ?? textOf(values.schedule) ?? ''),
        min: numberOf(values.min_size) ?? numberOf(action?.min_capacity) ?? 0,
      };
    })
    .toSorted((one, other) => one.hour - other.hour);
}

/** The minimum of a day; each change lasts until the next one. */
export function meanMinimum(min: number, changes: readonly Change[]): number {
  const [first] = changes;
  if (first === undefined) return min;
  const hours = changes.map(({ hour, min: lasting }, index) => {
    const until = changes[index + 1]?.hour ?? first.hour + 24;
    return (until - hour) * lasting;
  });
  return hours.reduce((sum, part) => sum + part, 0) / 24;
}

/** An idle one stays idle: nothing scales what may have no instance. */
export function meanCount({ min, max }: Bounds, mean: number, usage: Usage): number {
  if (max === 0 || min === 0) return mean;
  const selling = Math.max(min, max * usage.saleShareOfMax);
  const share = usage.saleHours / monthHours;
  return mean * (1 - share) + Math.max(mean, selling) * share;
}
