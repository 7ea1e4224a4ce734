/**
 * A plan as scheduled actions: each moves the floor of a group or service, and leaves its size above
 * the floor to the alarms. Where every evening has a schedule as well, which sets the floor too, the
 * plan's is set again right after it.
 */
import type { ScheduledCapacity } from '../../config/scaling-config.ts';
import type { CapacityAction } from '../../forecast/plan/plan-capacity.ts';

export type Floor = {
  readonly name: string;
  readonly atMs: number;
  readonly min: number;
};

/** Where scheduled actions are: an Auto Scaling group, or a service on ECS. */
export type FloorSchedule = {
  /** Of whom: for the operator. */
  readonly target: string;
  /** Those that happen once. What is repeated is not there. */
  readonly list: () => Promise<readonly Floor[]>;
  /** The minimum that is in force. */
  readonly now: () => Promise<number>;
  readonly put: (floor: Floor) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
};

export type FloorProps = {
  readonly saleId: string;
  /** Of one role, in the order of time. */
  readonly actions: readonly CapacityAction[];
  readonly min: number;
  readonly schedule: readonly ScheduledCapacity[];
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Korea has no summer time. */
const seoulMs = 9 * 60 * minuteMs;

export function floorsOf({ saleId, actions, min, schedule }: FloorProps): readonly Floor[] {
  const [first] = actions;
  const last = actions.at(-1);
  if (first === undefined || last === undefined) return [];
  const usualAt = (atMs: number): number => usualMinimum({ min, schedule }, atMs);
  const floors = new Map<number, number>();
  for (const { atMs, desired } of actions) floors.set(atMs, Math.max(desired, usualAt(atMs)));
  for (const { atMs } of occurrences(schedule, first.atMs, last.atMs)) {
    const planned = actions.findLast((one) => one.atMs <= atMs)?.desired ?? min;
    // Of two actions of one moment AWS refuses one, or nobody knows which comes last.
    floors.delete(atMs);
    const afterMs = atMs + minuteMs;
    if (!floors.has(afterMs)) floors.set(afterMs, Math.max(planned, usualAt(atMs)));
  }
  return [...floors]
    .toSorted(([a], [b]) => a - b)
    .map(([atMs, floor]) => ({ name: floorName(saleId, atMs), atMs, min: floor }));
}

/** What the evening's schedule makes of the minimum without any plan. */
export const usualMinimum = (
  { min, schedule }: Pick<FloorProps, 'min' | 'schedule'>,
  atMs: number,
): number => occurrences(schedule, atMs - 7 * dayMs, atMs).at(-1)?.min ?? min;

/** Of a daily schedule in Seoul, in the order of time. */
function occurrences(
  schedule: readonly ScheduledCapacity[],
  fromMs: number,
  toMs: number,
): readonly { readonly atMs: number; readonly min: number }[] {
  const firstDay = Math.floor((fromMs + seoulMs) / dayMs);
  const lastDay = Math.floor((toMs + seoulMs) / dayMs);
  return Array.from({ length: lastDay - firstDay + 1 }, (_, index) => firstDay + index)
    .flatMap((day) =>
      schedule
        .filter(({ days }) => days === 'every-day' || isWeekday(day))
        .map(({ at, min }) => ({ atMs: day * dayMs + minutesOf(at) * minuteMs - seoulMs, min })),
    )
    .filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)
    .toSorted((a, b) => a.atMs - b.atMs);
}

const minutesOf = (at: string): number => {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  return hour * 60 + minute;
};

/** Day 0 of the Unix epoch was a Thursday. */
const isWeekday = (day: number): boolean => (day + 4) % 7 !== 0 && (day + 4) % 7 !== 6;

const prefix = 'capacity-';

/** `capacity-42-202611270946`: the same plan has the same names. */
export const floorName = (saleId: string, atMs: number): string =>
  `${prefix}${saleId}-${new Date(atMs).toISOString().slice(0, 16).replaceAll(/\D/g, '')}`;

/** Of which sale an action is; undefined for what no plan has made. */
export const saleOf = ({ name }: Pick<Floor, 'name'>): string | undefined =>
  /^capacity-(.+)-\d{12}$/.exec(name)?.[1];
