/** The check at booking: who gets by, who does not, and who is asked about in the database. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createAdmissionCheck } from './admission-check.ts';
import { createEndedAdmissions } from './ended-admissions.ts';
import type { RunningAdmission } from './model/room.ts';
import { createPasses } from './passes.ts';
import { createRoomBoard } from './room-board.ts';
import { admissionForTests, clockForTests, roomForTests, type RoomWish } from './room-for-tests.ts';

const secrets = [Buffer.alloc(32, 9)] as const;
const ann = 'g:ann';

function open(wish: RoomWish | 'none') {
  const clock = clockForTests();
  const facts = {
    rooms: wish === 'none' ? [] : [roomForTests(wish)],
    running: undefined as RunningAdmission | undefined,
    isDown: false,
    isHearing: true,
    asked: 0,
    buyers: [] as string[],
    refused: [] as string[],
  };
  const answer = async <Value>(value: Value): Promise<Value> => {
    if (facts.isDown) throw new Error('the database is away');
    return value;
  };
  const rooms = createRoomBoard({ rooms: () => answer(facts.rooms) }, clock);
  const passes = createPasses(secrets);
  const ended = createEndedAdmissions(clock);
  const check = createAdmissionCheck({
    rooms,
    passes,
    ended,
    core: {
      admissionById: () => {
        facts.asked += 1;
        return answer(facts.running);
      },
    },
    isHearing: () => facts.isHearing,
    onBuyer: (eventId, personId) => facts.buyers.push(`${eventId} ${personId}`),
    onRefused: (code) => facts.refused.push(code),
  });
  return { clock, facts, rooms, passes, ended, check };
}
const needed = { ok: false, code: 'admission_required', details: { eventId: 7 } };

describe('without a pass', () => {
  it('an event without a room is open, from memory after the first time', async () => {
    const { check } = open('none');
    expect(await check(ann, 7, undefined)).toBeUndefined();
    expect(check(ann, 7, undefined)).toBeUndefined();
  });

  it.each([
    ['is off', { settings: { mode: 'off' } }],
    ['has not engaged', { settings: { mode: 'automatic' }, engaged: false }],
  ] as const)('a room that %s lets everybody by', async (_, wish) => {
    const { check } = open(wish);
    expect(await check(ann, 7, undefined)).toBeUndefined();
  });

  it('an automatic room counts who comes by while it is idle', async () => {
    const { check, facts } = open({ settings: { mode: 'automatic' }, engaged: false });
    await check(ann, 7, undefined);
    expect(facts.buyers).toEqual(['7 g:ann']);
  });

  it.each(['always', 'automatic'] as const)(
    'a room that is %s engaged lets nobody by',
    async (mode) => {
      const { check, facts } = open({ settings: { mode }, engaged: true });
      expect(await check(ann, 7, undefined)).toEqual(needed);
      expect(check(ann, 7, undefined)).toEqual(needed);
      expect(facts.refused).toEqual(['admission_required', 'admission_required']);
    },
  );

  it('nobody is let by when nothing is known of the room', async () => {
    const { check, facts } = open({});
    facts.isDown = true;
    expect(await check(ann, 7, undefined)).toMatchObject({ code: 'unavailable' });
  });
});

describe('with a pass', () => {
  let at: ReturnType<typeof open>;
  let pass: string;

  beforeEach(async () => {
    at = open({});
    await at.rooms.get(7);
    at.clock.pass(10_000);
    await at.rooms.step();
    at.facts.rooms = [roomForTests({ nowMs: at.clock.ms })];
    at.clock.pass(1_000);
    at.facts.rooms = [roomForTests({ nowMs: at.clock.ms })];
    await at.rooms.step();
    pass = at.passes.write(admissionForTests({ admittedAtMs: at.clock.ms }));
  });

  it('its holder is let by from memory, again and again', () => {
    expect(at.check(ann, 7, pass)).toBeUndefined();
    expect(at.check(ann, 7, pass)).toBeUndefined();
    expect(at.facts.asked).toBe(0);
  });

  it.each([
    ['of another event', { eventId: 8 }],
    ['of another person', { personId: 'g:bob' }],
    ['that is over', { endsAtMs: clockForTests().ms }],
  ])('one %s is none', (_, wish) => {
    const other = at.passes.write(admissionForTests({ admittedAtMs: at.clock.ms, ...wish }));
    expect(at.check(ann, 7, other)).toEqual(needed);
  });

  it('forged and mangled ones are none', () => {
    const forged = createPasses([Buffer.alloc(32, 8)]).write(admissionForTests());
    const mangled = `${pass.slice(0, -2)}AA`;
    for (const text of [forged, mangled, 'x', '.', `${pass}.`, 'a'.repeat(1_000)]) {
      expect(at.check(ann, 7, text)).toEqual(needed);
    }
  });

  it('one whose admission was heard to have ended is none', () => {
    at.ended.note(admissionForTests().id);
    expect(at.check(ann, 7, pass)).toEqual(needed);
  });

  it('nobody is let by when the room was not read for long, until it is read again', async () => {
    at.facts.isDown = true;
    at.clock.pass(3_001);
    await expect(at.rooms.step()).rejects.toThrow('away');
    expect(at.check(ann, 7, pass)).toMatchObject({ code: 'unavailable' });
    at.facts.isDown = false;
    at.facts.rooms = [roomForTests({ nowMs: at.clock.ms })];
    await at.rooms.step();
    at.clock.pass(1_000);
    await at.rooms.step();
    expect(at.check(ann, 7, pass)).toBeUndefined();
  });

  it('the database is asked when the outbox is not heard', async () => {
    at.facts.isHearing = false;
    expect(await at.check(ann, 7, pass)).toEqual(needed);
    at.facts.running = admissionForTests();
    expect(await at.check(ann, 7, pass)).toBeUndefined();
    at.facts.running = admissionForTests({ personId: 'a:ann' });
    expect(await at.check(ann, 7, pass)).toEqual(needed);
    at.facts.isDown = true;
    expect(await at.check(ann, 7, pass)).toMatchObject({ code: 'unavailable' });
    expect(at.facts.asked).toBe(4);
  });

  it('the database is asked about admissions from before this process listened', async () => {
    const old = at.passes.write(admissionForTests({ admittedAtMs: at.clock.ms - 60_000 }));
    expect(await at.check(ann, 7, old)).toEqual(needed);
    expect(at.facts.asked).toBe(1);
    at.ended.reset();
    expect(await at.check(ann, 7, pass)).toEqual(needed);
    expect(at.facts.asked).toBe(2);
  });
});

it('what is forgotten of ended admissions is asked for', () => {
  const clock = clockForTests();
  const ended = createEndedAdmissions(clock, 2);
  clock.pass(10_000);
  ended.note('a');
  clock.pass(10_000);
  for (const id of ['b', 'c']) ended.note(id);
  expect([ended.has('a'), ended.has('c'), ended.size]).toEqual([false, true, 2]);
  clock.pass(5_000);
  expect([ended.knowsSince(16_000), ended.knowsSince(2_000)]).toEqual([false, true]);
});
