/** From a plan to scheduled actions, beside those of every evening, and what changes of them. */
import { describe, expect, it } from 'vitest';
import { scalingConfig as ec2 } from '../../config/ec2-aurora/scaling.ts';
import type { CapacityAction } from '../../forecast/plan/plan-capacity.ts';
import { changeSteps } from './change-schedule.ts';
import { type Floor, floorName, floorsOf, type FloorSchedule, saleOf } from './floor.ts';

/** In Seoul, on Friday, 27 November 2026. */
const seoul = (time: string): number => Date.parse(`2026-11-27T${time}:00+09:00`);
const action = (time: string, desired: number): CapacityAction => ({
  atMs: seoul(time),
  role: 'api',
  desired,
  reason: '',
});
const shown = (floors: readonly Floor[]): readonly (readonly [string, number])[] =>
  floors.map(({ atMs, min }) => [new Date(atMs + 9 * 3_600_000).toISOString().slice(11, 16), min]);

describe('floors', () => {
  it('are those of the plan where nothing else is scheduled', () => {
    const floors = floorsOf({
      saleId: '42',
      actions: [action('18:46', 8), action('19:20', 2)],
      min: 2,
      schedule: [],
    });
    expect(shown(floors)).toEqual([
      ['18:46', 8],
      ['19:20', 2],
    ]);
    expect(floors[0]?.name).toBe('capacity-42-202611270946');
  });

  it('are set again after those of every evening, and go back to them', () => {
    // From 18:30 on there are four, until half past midnight.
    const { min, schedule } = ec2('prod').api;
    const floorsAt = (...actions: CapacityAction[]) =>
      shown(floorsOf({ saleId: '42', actions, min, schedule }));
    expect(floorsAt(action('18:16', 8), action('19:20', 2))).toEqual([
      ['18:16', 8],
      ['18:31', 8],
      ['19:20', 4],
    ]);
    // At the very minute of the evening's own action.
    expect(floorsAt(action('18:30', 8), action('19:20', 2))).toEqual([
      ['18:31', 8],
      ['19:20', 4],
    ]);
    // What is there in the evening anyway is never less.
    expect(floorsAt(action('18:46', 3), action('19:20', 2))).toEqual([
      ['18:46', 4],
      ['19:20', 4],
    ]);
  });

  it('know workdays from others', () => {
    const schedule = [{ name: 'work', at: '18:30', days: 'weekdays', min: 6, max: 9 }] as const;
    const floors = (day: number) => {
      const later = (time: string, desired: number): CapacityAction =>
        Object.assign(action(time, desired), { atMs: seoul(time) + day * 24 * 3_600_000 });
      const actions = [later('18:00', 3), later('20:00', 2)];
      return shown(floorsOf({ saleId: '1', actions, min: 2, schedule }));
    };
    expect(floors(0)).toContainEqual(['18:31', 6]);
    expect(floors(1).map(([time]) => time)).not.toContain('18:31');
  });

  it('have names that tell their sale', () => {
    expect(saleOf({ name: floorName('7-b', seoul('19:00')) })).toBe('7-b');
    expect(saleOf({ name: 'ticketing-prod-evening' })).toBeUndefined();
  });
});

const inMemory = (there: Floor[]): FloorSchedule & { readonly there: Floor[] } => ({
  target: 'asg',
  there,
  list: async () => [...there],
  now: async () => 2,
  async put(floor) {
    const index = there.findIndex(({ name }) => name === floor.name);
    there.splice(index < 0 ? there.length : index, index < 0 ? 0 : 1, floor);
  },
  async remove(name) {
    there.splice(
      there.findIndex((one) => one.name === name),
      1,
    );
  },
});

const floor = (saleId: string, time: string, min: number): Floor => ({
  name: floorName(saleId, seoul(time)),
  atMs: seoul(time),
  min,
});

describe('a change', () => {
  const nowMs = seoul('12:00');
  const apply = async (schedule: FloorSchedule, saleId: string, wanted: readonly Floor[]) => {
    const steps = await changeSteps(schedule, { saleId, wanted, nowMs });
    for (const { run } of steps) await run();
    return steps.map(({ title }) => title);
  };

  it('puts what is new or different, takes away what is not wanted, and then is none', async () => {
    const schedule = inMemory([
      { name: 'ticketing-prod-evening', atMs: seoul('18:30'), min: 4 },
      floor('42', '18:40', 6),
      floor('42', '19:20', 2),
    ]);
    const wanted = [floor('42', '18:46', 8), floor('42', '19:20', 3)];
    expect(await apply(schedule, '42', wanted)).toEqual([
      'asg: at least 8 from 2026-11-27T09:46:00.000Z on',
      'asg: at least 3 from 2026-11-27T10:20:00.000Z on',
      'asg: forget what was planned for 2026-11-27T09:40:00.000Z',
    ]);
    expect(schedule.there.map(({ name }) => saleOf({ name }) ?? name)).toEqual([
      'ticketing-prod-evening',
      '42',
      '42',
    ]);
    expect(await apply(schedule, '42', wanted)).toEqual([]);
    // Removing a plan is wanting nothing.
    await apply(schedule, '42', []);
    expect(schedule.there).toHaveLength(1);
  });

  it('is refused while another sale is planned at the same time', async () => {
    const schedule = inMemory([floor('7', '18:00', 4), floor('7', '19:00', 2)]);
    const wanted = [floor('42', '18:46', 8), floor('42', '19:20', 2)];
    await expect(apply(schedule, '42', wanted)).rejects.toThrow(/sale 7/);
    const later = [floor('42', '20:46', 8), floor('42', '21:20', 2)];
    expect(await apply(schedule, '42', later)).toHaveLength(2);
  });
});
