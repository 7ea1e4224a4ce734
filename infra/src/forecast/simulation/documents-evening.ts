/**
 * The documents' own evening (A, section 11): fifty times the load when a sale opens at 19:00. Their
 * table says how busy their instances are; it lies within a few percent of a straight line, which is
 * the machine here.
 */
import type { Curve } from '../model/sale.ts';
import type { FleetResult, Machine } from './fleet.ts';
import { machine, roleOf } from './machine.ts';
import { planFor } from './plans-of-sale.ts';
import { fromMinute, runStrategy, strategies, type Strategy, toMinute } from './strategies.ts';

/** The table: minutes from 19:00 on, the fleet's requests a second, instances, CPU in percent. */
export const table = [
  { minute: -10, load: 100, instances: 2, cpuPercent: 30 },
  { minute: 0, load: 5_000, instances: 2, cpuPercent: 85 },
  { minute: 2, load: 5_000, instances: 4, cpuPercent: 60 },
  { minute: 4, load: 5_000, instances: 6, cpuPercent: 45 },
  { minute: 30, load: 1_000, instances: 6, cpuPercent: 25 },
  { minute: 40, load: 1_000, instances: 5, cpuPercent: 30 },
  { minute: 60, load: 100, instances: 2, cpuPercent: 20 },
] as const;

/** Least squares through the table: 24.2 % idle, and 70 % at 1,812 requests a second. */
export function machineOfTable(): Machine {
  const points = table.map(({ load, instances, cpuPercent }) => ({
    x: load / instances,
    y: cpuPercent,
  }));
  const mean = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const x = mean((point) => point.x);
  const y = mean((point) => point.y);
  const slope =
    mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
  const idleCpuPercent = y - slope * x;
  const { targetCpuPercent } = machine;
  return {
    ...machine,
    idleCpuPercent,
    perProcess: (targetCpuPercent - idleCpuPercent) / slope,
  };
}

/** Between the table's rows it falls by the same share every minute: to 1,000, then to 100. */
export const evening: Curve = {
  fromMinute,
  values: Array.from({ length: toMinute - fromMinute }, (_, index) => loadAt(fromMinute + index)),
};

function loadAt(minute: number): number {
  if (minute < 0 || minute >= 60) return 100;
  if (minute < 5) return 5_000;
  if (minute < 30) return 5_000 * 0.2 ** ((minute - 4) / 26);
  return minute < 41 ? 1_000 : 1_000 * 0.1 ** ((minute - 40) / 20);
}

export type EveningRun = { readonly strategy: Strategy; readonly result: FleetResult };

/** Planned for a load that was forecast so many times as high as it came. */
export function runEvening(forecastFactor = 1): readonly EveningRun[] {
  const made = machineOfTable();
  const forecast = { ...evening, values: evening.values.map((load) => load * forecastFactor) };
  const actions = planFor(forecast, roleOf(made), 24 * 60);
  return strategies.map((strategy) => ({
    strategy,
    result: runStrategy(strategy, evening, actions, made),
  }));
}
