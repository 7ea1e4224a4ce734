/** A room for tests: the sale opened an hour ago, twenty people were in the cohort, it serves. */
import { defaultSettings } from './change-settings.ts';
import type { Room, Settings } from './room.ts';

export const nowMs = Date.UTC(2030, 5, 1, 12);
const HOUR = 3_600_000;

export function aRoom(change: Partial<Room> = {}, settings: Partial<Settings> = {}): Room {
  return {
    eventId: 7,
    organizationId: 1,
    settings: { ...defaultSettings, mode: 'always', ...settings },
    saleOpensAtMs: nowMs - HOUR,
    saleClosesAtMs: null,
    startsAtMs: nowMs + 24 * HOUR,
    cancelled: false,
    postponed: false,
    commitment: Buffer.alloc(32),
    committedAtMs: nowMs - 2 * HOUR,
    closedAtMs: nowMs - HOUR,
    cohortSize: 20,
    cohortRoot: Buffer.alloc(32, 2),
    drawKey: Buffer.alloc(32, 1),
    engaged: false,
    lastNumber: 30,
    servedUpTo: 10,
    active: 5,
    admitted: 8,
    controller: {},
    reason: 'ok',
    version: 3,
    tickedAtMs: nowMs - 1_000,
    nowMs,
    ...change,
  };
}

/** The same before its sale. */
export const before = (change: Partial<Room> = {}, settings: Partial<Settings> = {}): Room =>
  aRoom(
    {
      saleOpensAtMs: nowMs + HOUR / 6,
      closedAtMs: null,
      cohortSize: null,
      cohortRoot: null,
      drawKey: null,
      servedUpTo: 0,
      lastNumber: 0,
      active: 0,
      admitted: 0,
      ...change,
    },
    settings,
  );
