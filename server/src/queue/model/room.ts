/** A waiting room as it is read from its row, and the words for what is in it. */
import type { QueueReason, RoomSettings } from '@onsale/contract/queue.ts';

/** What an organizer set. Durations in ms, times in ms since the epoch. */
export type Settings = {
  readonly mode: RoomSettings['mode'];
  readonly opensAtMs: number | null;
  readonly activeMax: number;
  readonly perMinuteMin: number;
  readonly perMinuteMax: number;
  readonly engageAt: number;
  readonly sessionMs: number;
  readonly sessionMaxMs: number;
  readonly graceMs: number;
  readonly access: RoomSettings['access'];
  readonly challenge: RoomSettings['challenge'];
  readonly control: RoomSettings['control'];
  readonly throttlePerMinute: number | null;
  readonly message: Readonly<Record<string, string>> | null;
  readonly draw: RoomSettings['draw'];
};

/** One row of `queue_rooms` with what of the event matters to it. */
export type Room = {
  readonly eventId: number;
  readonly organizationId: number;
  readonly settings: Settings;
  readonly saleOpensAtMs: number;
  readonly saleClosesAtMs: number | null;
  readonly startsAtMs: number;
  readonly cancelled: boolean;
  /** Without a new date so far: the sale is not on, whatever its times say. */
  readonly postponed: boolean;
  readonly commitment: Buffer;
  readonly committedAtMs: number;
  /** Undefined until the cohort has closed. */
  readonly closedAtMs: number | null;
  readonly cohortSize: number | null;
  /** Of the closed cohort; some moments later than its size. */
  readonly cohortRoot: Buffer | null;
  /** Set once the order is known; before that nobody can be called. */
  readonly drawKey: Buffer | null;
  readonly engaged: boolean;
  /** The last number drawn: as many have joined. */
  readonly lastNumber: number;
  readonly servedUpTo: number;
  readonly active: number;
  readonly admitted: number;
  readonly controller: unknown;
  readonly reason: QueueReason;
  readonly version: number;
  readonly tickedAtMs: number;
  /** The database's clock when this was read. */
  readonly nowMs: number;
};

/** A place in line, as its holder has it. */
export type Entry = {
  readonly eventId: number;
  readonly number: number;
  readonly personId: string;
  readonly nonce: Buffer;
  readonly joinedAtMs: number;
};

export type RunningAdmission = {
  readonly id: string;
  readonly eventId: number;
  readonly personId: string;
  readonly number: number;
  readonly position: number;
  readonly admittedAtMs: number;
  readonly expiresAtMs: number;
  readonly endsAtMs: number;
};

export const endReasons = { left: 1, bought: 2, expired: 3, removed: 4 } as const;
export type EndReason = keyof typeof endReasons;

/** What the outbox says about a room: ids only. Whoever keeps passes in memory forgets these. */
export type QueuePayload = {
  readonly kind: 'queue';
  readonly v: 1;
  /** The room itself changed: settings, phase, draw. */
  readonly room?: true;
  /** Ids of admissions that have ended. */
  readonly ended?: readonly string[];
};
