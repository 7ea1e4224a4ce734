/** One second in the life of a room: what it becomes, from its row and from what was measured. Pure. */
import type { QueueReason } from '@onsale/contract/queue.ts';
import { decide } from './controller.ts';
import {
  type CallSpans,
  callSpans,
  countCalls,
  noteCalls,
  type SpanCounts,
} from './controller-calls.ts';
import { type Readings, readControllerState } from './controller-state.ts';
import { cohortIsDue, isOver, letsIn, phaseOf, saleEndsAtMs } from './phase.ts';
import type { Room } from './room.ts';

export type Measured = {
  readonly stock: Readings['stock'];
  readonly engine: Readings['engine'];
  /** People who buy at the moment, as far as anybody can tell: automatic rooms go by it. */
  readonly buyers: number;
};

/** Of those whose grace has just ended, and of those who have it: who came, and who had left the line. */
export type Called = { readonly came: SpanCounts; readonly left: SpanCounts };

export type Tick = {
  readonly engaged: boolean;
  /** The room stands open again: places that nobody came for end. */
  readonly disengages: boolean;
  readonly closedAtMs: number | null;
  readonly cohortSize: number | null;
  readonly servedUpTo: number;
  readonly controller: unknown;
  readonly reason: QueueReason;
  readonly nextTickAtMs: number;
  /** Others have to hear of it at once. */
  readonly isNews: boolean;
};

const TICK_MS = 1_000;
/** Where nothing happens by itself, somebody may still have moved the sale. */
const QUIET_MS = 5_000;
const ENDED_MIN_MS = 60_000;
const ENDED_MAX_MS = 86_400_000;

export const spansOf = (room: Room): CallSpans =>
  callSpans(
    readControllerState(room.controller),
    room.nowMs,
    room.settings.graceMs,
    room.servedUpTo,
  );

/** `room` is as it is after admissions have ended; its `active` says so. */
export function tickOf(before: Room, measured: Measured, { came, left }: Called): Tick {
  const { nowMs } = before;
  const closes = cohortIsDue(before, nowMs);
  const closedAtMs = closes ? nowMs : before.closedAtMs;
  const cohortSize = closes ? before.lastNumber : before.cohortSize;
  const called = countCalls(spansOf(before), came, left);
  const engaged = nextEngaged(before, measured.buyers, called.outstanding);
  const room: Room = { ...before, closedAtMs, cohortSize, engaged };
  const word = letsIn[phaseOf(room)] ? say(room, measured, called) : undefined;
  return {
    engaged,
    disengages: before.engaged && !engaged && room.settings.mode === 'automatic',
    closedAtMs,
    cohortSize,
    servedUpTo: room.servedUpTo + (word?.call ?? 0),
    controller: word?.controller ?? room.controller,
    reason: word?.reason ?? 'nobody',
    nextTickAtMs: nextTick(room),
    isNews: closes || engaged !== before.engaged,
  };
}

function say(
  room: Room,
  { stock, engine }: Measured,
  called: ReturnType<typeof countCalls>,
): { readonly call: number; readonly controller: unknown; readonly reason: QueueReason } {
  const { settings, nowMs, servedUpTo, active, admitted, lastNumber } = room;
  const state = readControllerState(room.controller);
  const word = decide(
    {
      nowMs,
      elapsedMs: nowMs - room.tickedAtMs,
      activeMax: settings.activeMax,
      active,
      admitted,
      waiting: lastNumber - servedUpTo,
      perMinuteMin: settings.perMinuteMin,
      perMinuteMax: settings.perMinuteMax,
      throttlePerMinute: settings.throttlePerMinute,
      control: settings.control,
      stock,
      engine,
      ...called,
    },
    state,
  );
  // Whatever the controller says: nobody beyond the last number is called.
  const call = Math.max(0, Math.min(word.call, lastNumber - servedUpTo));
  const next = noteCalls(word.state, spansOf(room), nowMs, settings.graceMs, servedUpTo + call);
  return { call, controller: next, reason: word.reason };
}

/**
 * An automatic room engages when the sale is on and enough people are buying; it disengages when nobody
 * stands in line, nobody is expected, and less than half of that number are buying.
 */
function nextEngaged(room: Room, buyers: number, outstanding: number): boolean {
  const { settings, nowMs, closedAtMs, drawKey } = room;
  if (settings.mode !== 'automatic') return room.engaged;
  if (!room.engaged) {
    const isOn = !isOver(room, nowMs) && (closedAtMs !== null || cohortIsDue(room, nowMs));
    return isOn && buyers >= settings.engageAt;
  }
  const isEmpty = room.servedUpTo === room.lastNumber && outstanding === 0 && drawKey !== null;
  return !isEmpty || Math.max(buyers, room.active) >= settings.engageAt / 2;
}

function nextTick(room: Room): number {
  const { nowMs, saleOpensAtMs } = room;
  const phase = phaseOf(room);
  if (phase === 'ended') {
    const sinceMs = nowMs - saleEndsAtMs(room);
    const restMs = Math.min(ENDED_MAX_MS, Math.max(ENDED_MIN_MS, sinceMs / 10));
    return nowMs + (room.active > 0 ? QUIET_MS : Math.floor(restMs));
  }
  const waitsForSale = room.closedAtMs === null;
  if (!waitsForSale) return nowMs + TICK_MS;
  const opensInMs = saleOpensAtMs - nowMs;
  return nowMs + (opensInMs > 0 ? Math.min(QUIET_MS, opensInMs) : TICK_MS);
}
