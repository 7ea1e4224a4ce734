/** What phase a room is in: a total function of what is stored and of the database's clock. SPEC.md has it as a table. */
import type { QueuePhase } from '@onsale/contract/queue.ts';
import type { Room } from './room.ts';

/** Unless the organizer says otherwise, the pre-queue opens so long before the sale. */
const PRE_QUEUE_MS = 1_800_000;

type Times = Pick<
  Room,
  'settings' | 'saleOpensAtMs' | 'saleClosesAtMs' | 'startsAtMs' | 'cancelled' | 'postponed'
>;

export const opensAtMs = ({ settings, saleOpensAtMs }: Times): number =>
  settings.opensAtMs ?? saleOpensAtMs - PRE_QUEUE_MS;

/** Nobody sells what has begun, unless the organizer has said until when. */
export const saleEndsAtMs = ({ saleClosesAtMs, startsAtMs }: Times): number =>
  saleClosesAtMs ?? startsAtMs;

export const isOver = (room: Times, nowMs: number): boolean =>
  room.cancelled || (!room.postponed && nowMs >= saleEndsAtMs(room));

/** The sale has opened: from here on numbers are drawn behind the cohort. */
export const cohortIsDue = (room: Times & Pick<Room, 'closedAtMs'>, nowMs: number): boolean =>
  room.closedAtMs === null && !room.postponed && nowMs >= room.saleOpensAtMs;

/** True while buying needs a pass. */
export const isEngaged = ({ settings, engaged }: Pick<Room, 'settings' | 'engaged'>): boolean =>
  settings.mode === 'always' || (settings.mode === 'automatic' && engaged);

export function phaseOf(room: Room, nowMs: number = room.nowMs): QueuePhase {
  if (room.settings.mode === 'off') return 'off';
  if (isOver(room, nowMs)) return 'ended';
  if (!isEngaged(room)) return 'idle';
  // Who has joined already, while the opening was earlier, keeps the room open for everybody.
  const isOpen = nowMs >= opensAtMs(room) || room.lastNumber > 0;
  if (!isOpen && room.closedAtMs === null && !cohortIsDue(room, nowMs)) return 'closed';
  if (room.settings.control === 'drain') return 'draining';
  if (room.closedAtMs === null && !cohortIsDue(room, nowMs)) return 'gathering';
  if (room.drawKey === null) return 'drawing';
  return room.settings.control === 'pause' ? 'paused' : 'serving';
}

/** In these, numbers are drawn; pausing keeps nobody from taking a place. */
export const takesEntries: Readonly<Record<QueuePhase, boolean>> = {
  off: false,
  idle: false,
  closed: false,
  gathering: true,
  drawing: true,
  serving: true,
  paused: true,
  draining: false,
  ended: false,
};

/** In these, who was called may come in. */
export const letsIn: Readonly<Record<QueuePhase, boolean>> = {
  off: false,
  idle: false,
  closed: false,
  gathering: false,
  drawing: false,
  serving: true,
  paused: true,
  draining: true,
  ended: false,
};
