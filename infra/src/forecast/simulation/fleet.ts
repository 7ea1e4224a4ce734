/**
 * A fleet under a load, in steps of ten seconds: who serves, who still boots, how busy they are, and
 * what is not served. A schedule moves the floor of the fleet, a reaction its size above the floor.
 */
import { type Curve, valueAt } from '../model/sale.ts';
import type { Reaction } from './reactive.ts';

export type Machine = {
  /** Requests a second that one process bears at `targetCpuPercent`. */
  readonly perProcess: number;
  readonly targetCpuPercent: number;
  readonly idleCpuPercent: number;
  readonly bootSeconds: number;
  readonly min: number;
  readonly max: number;
};

export type FleetProps = {
  readonly load: Curve;
  readonly machine: Machine;
  readonly fromMinute: number;
  readonly toMinute: number;
  /** The floor at a second from the opening on; `min` without a schedule. */
  readonly floorAt: (second: number) => number;
  /** The fleet follows its floor down, as nothing else makes it smaller. */
  readonly followsDown: boolean;
  readonly reaction: Reaction;
};

export type FleetMinute = {
  readonly minute: number;
  readonly load: number;
  readonly serving: number;
  readonly cpuPercent: number;
};

export type FleetResult = {
  /** While the load was above what those who served bear at their target, or all that may be. */
  readonly lateMinutes: number;
  /** The longest time without a pause in which that was so: the delay of scaling out. */
  readonly longestLateSeconds: number;
  /** Beyond 100 % of the CPU. */
  readonly unmetRequests: number;
  readonly requests: number;
  /** Of those that boot as well: they are paid for. */
  readonly processHours: number;
  readonly peakProcesses: number;
  readonly minutes: readonly FleetMinute[];
};

export const stepSeconds = 10;

export function runFleet(props: FleetProps): FleetResult {
  const { load, machine, fromMinute, toMinute, reaction } = props;
  const { perProcess, min, max, bootSeconds } = machine;
  const limit = limitOf(machine);
  /** When each one serves. */
  let readyAt = Array.from({ length: min }, () => -Infinity);
  let late = 0;
  let longest = 0;
  let stretch = 0;
  let unmet = 0;
  let requests = 0;
  let paidSeconds = 0;
  let peak = min;
  const minutes: FleetMinute[] = [];
  for (let second = fromMinute * 60; second < toMinute * 60; second += stepSeconds) {
    const rate = valueAt(load, Math.floor(second / 60));
    const serving = readyAt.filter((at) => at <= second).length;
    const cpuPercent = cpuOf(machine, rate / serving);
    const isLate = serving * perProcess < Math.min(rate, max * perProcess);
    stretch = isLate ? stretch + stepSeconds : 0;
    late += isLate ? stepSeconds : 0;
    longest = Math.max(longest, stretch);
    unmet += Math.max(0, rate - serving * limit) * stepSeconds;
    requests += rate * stepSeconds;
    paidSeconds += readyAt.length * stepSeconds;
    if (second % 60 === 0) minutes.push({ minute: second / 60, load: rate, serving, cpuPercent });
    const signals = { second, stepSeconds, cpuPercent, requestsPerTarget: rate / serving };
    const floor = Math.min(max, Math.max(min, props.floorAt(second + stepSeconds)));
    const desired = readyAt.length;
    const change = reaction({ ...signals, desired });
    const wanted = props.followsDown ? floor : Math.max(floor, Math.min(max, desired + change));
    readyAt = resized(readyAt, wanted, second + stepSeconds + bootSeconds);
    peak = Math.max(peak, wanted);
  }
  return {
    lateMinutes: late / 60,
    longestLateSeconds: longest,
    unmetRequests: unmet,
    requests,
    processHours: paidSeconds / 3_600,
    peakProcesses: peak,
    minutes,
  };
}

/** Those that serve longest stay. */
const resized = (readyAt: readonly number[], size: number, newReadyAt: number): number[] =>
  size <= readyAt.length
    ? readyAt.slice(0, size)
    : [...readyAt, ...Array.from({ length: size - readyAt.length }, () => newReadyAt)];

const slopeOf = ({ perProcess, targetCpuPercent, idleCpuPercent }: Machine): number =>
  (targetCpuPercent - idleCpuPercent) / perProcess;

/** A straight line from idle through the target; more than 100 % there is not. */
const cpuOf = (machine: Machine, rate: number): number =>
  Math.min(100, machine.idleCpuPercent + slopeOf(machine) * rate);

/** Requests a second at 100 % of the CPU. */
export const limitOf = (machine: Machine): number =>
  (100 - machine.idleCpuPercent) / slopeOf(machine);
