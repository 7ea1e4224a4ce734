/** Alarms, the documents' steps and their evening, and fleets that follow a plan. */
import { describe, expect, it } from 'vitest';
import { createAlarm } from './alarm.ts';
import { machineOfTable, runEvening, table } from './documents-evening.ts';
import { limitOf, type Machine, runFleet } from './fleet.ts';
import { createReaction, noReaction } from './reactive.ts';

const step = 10;

describe('an alarm', () => {
  it('rings after its periods and the delay, and ends with the first good one', () => {
    const alarm = createAlarm({
      periodSeconds: 60,
      periods: 2,
      delaySeconds: 60,
      isBreach: (value) => value > 70,
    });
    const rang: number[] = [];
    for (let second = 0; second < 600; second += step) {
      // Above the threshold from 60 s until 300 s.
      if (alarm(second, second >= 60 && second < 300 ? 90 : 10, step)) rang.push(second + step);
    }
    expect(rang[0]).toBe(60 + 2 * 60 + 60);
    expect(rang.at(-1)).toBe(300 + 60 + 60 - step);
  });
});

const signals = { stepSeconds: step, desired: 4 };

/** When one is added or, negative, taken away: seconds. */
const changesAt = (cpuPercent: number): number[] => {
  const reaction = createReaction({ withRequestAlarm: true });
  const changes: number[] = [];
  for (let second = 0; second < 2_400; second += step) {
    const change = reaction({ ...signals, second, cpuPercent, requestsPerTarget: 1 });
    if (change !== 0) changes.push(change * (second + step));
  }
  return changes;
};

describe("the documents' steps", () => {
  it('add two at a time with a pause of 300 s', () => {
    const reaction = createReaction({ withRequestAlarm: false });
    const changes: [number, number][] = [];
    for (let second = 0; second < 1_200; second += step) {
      const change = reaction({ ...signals, second, cpuPercent: 95, requestsPerTarget: 10_000 });
      if (change !== 0) changes.push([second + step, change]);
    }
    expect(changes).toEqual([
      [300, 2],
      [600, 2],
      [900, 2],
      [1_200, 2],
    ]);
  });

  it('take one away with a pause of 600 s, and nothing in between', () => {
    expect(changesAt(10)).toEqual([-960, -1_560, -2_160]);
    expect(changesAt(50)).toEqual([]);
  });

  it('come earlier by the alarm on requests', () => {
    const reaction = createReaction({ withRequestAlarm: true });
    let first = 0;
    for (let second = 0; second < 600 && first === 0; second += step) {
      if (reaction({ ...signals, second, cpuPercent: 50, requestsPerTarget: 84 }) > 0) {
        first = second + step;
      }
    }
    expect(first).toBe(120);
  });
});

const machine: Machine = {
  perProcess: 70,
  targetCpuPercent: 70,
  idleCpuPercent: 0,
  bootSeconds: 240,
  min: 2,
  max: 10,
};

describe('a fleet', () => {
  const load = { fromMinute: 0, values: Array.from({ length: 30 }, () => 350) };
  const run = (floorAt: (second: number) => number) =>
    runFleet({
      load,
      machine,
      fromMinute: -30,
      toMinute: 60,
      floorAt,
      followsDown: true,
      reaction: noReaction,
    });

  it('that is asked for in time serves everybody; a minute late is a minute late', () => {
    expect(limitOf(machine)).toBeCloseTo(100, 9);
    const inTime = run((second) => (second >= -240 && second < 1_800 ? 5 : 2));
    expect(inTime).toMatchObject({ lateMinutes: 0, unmetRequests: 0, peakProcesses: 5 });
    const late = run((second) => (second >= -180 && second < 1_800 ? 5 : 2));
    expect(late).toMatchObject({ lateMinutes: 1, longestLateSeconds: 60 });
    // For a minute two served 100 a second each.
    expect(late.unmetRequests).toBeCloseTo(60 * 150, 6);
  });

  it('that nobody may enlarge is not late, but does not serve', () => {
    const small = { ...machine, max: 2 };
    const { lateMinutes, unmetRequests } = runFleet({
      load,
      machine: small,
      fromMinute: 0,
      toMinute: 30,
      floorAt: () => 5,
      followsDown: true,
      reaction: noReaction,
    });
    expect(lateMinutes).toBe(0);
    expect(unmetRequests).toBeGreaterThan(0);
  });
});

describe("the documents' evening", () => {
  const made = machineOfTable();

  it('has a table that lies within 6 % of a straight line, whose idle is above their 20 %', () => {
    const slope = (made.targetCpuPercent - made.idleCpuPercent) / made.perProcess;
    for (const { load, instances, cpuPercent } of table) {
      const onLine = made.idleCpuPercent + (slope * load) / instances;
      expect(Math.abs(onLine - cpuPercent)).toBeLessThan(6);
    }
    expect(made.idleCpuPercent).toBeGreaterThan(20);
  });

  it('does not go as their timeline says: later, larger, and never small again', () => {
    const [byCpu, reactive, predictive, both] = runEvening().map(({ result }) => result);
    const at = (result: typeof byCpu, minute: number): number | undefined =>
      result?.minutes.find((one) => one.minute === minute)?.serving;
    expect(table.find(({ minute }) => minute === 2)?.instances).toBe(4);
    expect([at(byCpu, 2), at(reactive, 2)]).toEqual([2, 2]);
    expect(at(byCpu, 120)).toBeGreaterThan(2);
    expect(at(reactive, 60)).toBeGreaterThan(6);
    expect(predictive?.lateMinutes).toBe(0);
    expect(both?.lateMinutes).toBe(0);
    expect(byCpu?.lateMinutes).toBeGreaterThan(reactive?.lateMinutes ?? 0);
  });
});
