/** What an organizer's change makes of the settings of a room, and whether they fit together. */
import type { RoomPatch } from '@onsale/contract/queue.ts';
import type { Settings } from './room.ts';

/** As the table has them. */
export const defaultSettings: Settings = {
  mode: 'off',
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
};

/** Fields that are absent stay as they are; null lifts a throttle or a message. */
export function changedSettings(before: Settings, patch: RoomPatch): Settings {
  return {
    mode: patch.mode ?? before.mode,
    opensAtMs: patch.opensAt === undefined ? before.opensAtMs : Date.parse(patch.opensAt),
    activeMax: patch.activeMax ?? before.activeMax,
    perMinuteMin: patch.perMinuteMin ?? before.perMinuteMin,
    perMinuteMax: patch.perMinuteMax ?? before.perMinuteMax,
    engageAt: patch.engageAt ?? before.engageAt,
    sessionMs: inMs(patch.sessionSeconds) ?? before.sessionMs,
    sessionMaxMs: inMs(patch.sessionSecondsMax) ?? before.sessionMaxMs,
    graceMs: inMs(patch.graceSeconds) ?? before.graceMs,
    access: patch.access ?? before.access,
    challenge: patch.challenge ?? before.challenge,
    control: patch.control ?? before.control,
    throttlePerMinute:
      patch.throttlePerMinute === undefined ? before.throttlePerMinute : patch.throttlePerMinute,
    message: patch.message === undefined ? before.message : patch.message,
    draw: patch.draw ?? before.draw,
  };
}

const inMs = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds * 1_000;

export type WrongField = { readonly field: string; readonly problem: string };

/** Where settings contradict each other; undefined when they fit. */
export function contradiction(settings: Settings): WrongField | undefined {
  if (settings.sessionMaxMs < settings.sessionMs) {
    return { field: 'body.sessionSecondsMax', problem: 'is less than sessionSeconds' };
  }
  if (settings.perMinuteMax < settings.perMinuteMin) {
    return { field: 'body.perMinuteMax', problem: 'is less than perMinuteMin' };
  }
  return undefined;
}
