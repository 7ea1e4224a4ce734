/** Waiting rooms for tests: everything about one can be said, nothing has to be. */
import type { Room, RunningAdmission } from './model/room.ts';

export type RoomWish = Partial<Omit<Room, 'settings'>> & {
  readonly settings?: Partial<Room['settings']>;
};

const nowMs = Date.UTC(2030, 0, 1);

export function roomForTests({ settings, ...wish }: RoomWish = {}): Room {
  return {
    eventId: 7,
    organizationId: 1,
    settings: {
      mode: 'always',
      opensAtMs: null,
      activeMax: 500,
      perMinuteMin: 0,
      perMinuteMax: 3_000,
      engageAt: 300,
      sessionMs: 600_000,
      sessionMaxMs: 1_800_000,
      graceMs: 120_000,
      access: 'everybody',
      challenge: 'adaptive',
      control: 'run',
      throttlePerMinute: null,
      message: null,
      draw: 'operator',
      ...settings,
    },
    saleOpensAtMs: nowMs - 60_000,
    saleClosesAtMs: null,
    startsAtMs: nowMs + 86_400_000,
    cancelled: false,
    postponed: false,
    commitment: Buffer.alloc(32, 1),
    committedAtMs: nowMs - 7_200_000,
    closedAtMs: nowMs - 60_000,
    cohortSize: 0,
    cohortRoot: Buffer.alloc(32, 3),
    drawKey: Buffer.alloc(32, 2),
    engaged: true,
    lastNumber: 10,
    servedUpTo: 4,
    active: 2,
    admitted: 3,
    controller: {},
    reason: 'ok',
    version: 5,
    tickedAtMs: nowMs,
    nowMs,
    ...wish,
  };
}

export const admissionForTests = (wish: Partial<RunningAdmission> = {}): RunningAdmission => ({
  id: '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e',
  eventId: 7,
  personId: 'g:ann',
  number: 3,
  position: 3,
  admittedAtMs: nowMs,
  expiresAtMs: nowMs + 600_000,
  endsAtMs: nowMs + 1_800_000,
  ...wish,
});

/** A clock that stands still until it is told to go on. */
export function clockForTests() {
  const clock = {
    ms: nowMs,
    nowMs: (): number => clock.ms,
    monotonicMs: (): number => clock.ms - nowMs + 1_000_000,
    pass(ms: number): void {
      clock.ms += ms;
    },
  };
  return clock;
}
