/** What the API shows of waiting rooms: status, settings, places, admissions. Pure. */
import { queuePoll } from '@onsale/contract/queue-poll.ts';
import type { Admission, QueueEntry, QueueStatus, RoomSettings } from '@onsale/contract/queue.ts';
import { opensAtMs, phaseOf } from './model/phase.ts';
import type { Entry, Room, RunningAdmission, Settings } from './model/room.ts';

export type TierStock = QueueStatus['tiers'][number];

export type StatusFacts = {
  /** The database's clock. */
  readonly nowMs: number;
  readonly perMinute: number;
  /** Undefined: not known at the moment. */
  readonly tiers: readonly TierStock[] | undefined;
  readonly stale: boolean;
};

const instant = (ms: number): string => new Date(ms).toISOString();

/** Everybody of a batch has joined at the same moment: its text is made once. */
let joined = { ms: 0, text: instant(0) };
function joinedAt(ms: number): string {
  if (joined.ms !== ms) joined = { ms, text: instant(ms) };
  return joined.text;
}

function stockOf(tiers: StatusFacts['tiers']): QueueStatus['stock'] {
  if (tiers === undefined || tiers.length === 0) return 'unknown';
  if (tiers.some(({ available }) => available > 0)) return 'available';
  return tiers.some(({ held }) => held > 0) ? 'all_held' : 'sold_out';
}

/** Places that belong to no tier count for the stock alone: there is no name to show them by. */
const shownTiers = (tiers: StatusFacts['tiers']): QueueStatus['tiers'] =>
  (tiers ?? []).filter(({ code }) => code !== '');

export function presentStatus(room: Room, facts: StatusFacts): QueueStatus {
  const { settings, cohortSize, cohortRoot } = room;
  const { nowMs, perMinute, tiers, stale } = facts;
  return {
    eventId: room.eventId,
    phase: phaseOf(room, nowMs),
    serverTime: instant(nowMs),
    opensAt: instant(opensAtMs(room)),
    saleOpensAt: instant(room.saleOpensAtMs),
    access: settings.access,
    joined: room.lastNumber,
    ...(cohortSize !== null && { cohortSize }),
    ...(cohortRoot !== null && { cohortRoot: cohortRoot.toString('hex') }),
    servedUpTo: room.servedUpTo,
    perMinute,
    reason: room.reason,
    stock: stockOf(tiers),
    tiers: shownTiers(tiers),
    ...(settings.message !== null && { message: { ...settings.message } }),
    commitment: room.commitment.toString('hex'),
    poll: queuePoll,
    version: room.version,
    stale,
  };
}

/** Of an event that has never had a room: nobody has to wait. */
export const presentNoRoom = (
  eventId: number,
  saleOpensAtMs: number,
  facts: Pick<StatusFacts, 'nowMs' | 'tiers'>,
): QueueStatus => ({
  eventId,
  phase: 'off',
  serverTime: instant(facts.nowMs),
  saleOpensAt: instant(saleOpensAtMs),
  access: 'everybody',
  joined: 0,
  servedUpTo: 0,
  perMinute: 0,
  reason: 'nobody',
  stock: stockOf(facts.tiers),
  tiers: shownTiers(facts.tiers),
  poll: queuePoll,
  version: 0,
  stale: false,
});

export function presentSettings(settings: Settings): RoomSettings {
  const { opensAtMs: opens, sessionMs, sessionMaxMs, graceMs, throttlePerMinute } = settings;
  const { message, mode, activeMax, perMinuteMin, perMinuteMax, engageAt, access } = settings;
  return {
    mode,
    ...(opens !== null && { opensAt: instant(opens) }),
    activeMax,
    perMinuteMin,
    perMinuteMax,
    engageAt,
    sessionSeconds: sessionMs / 1_000,
    sessionSecondsMax: sessionMaxMs / 1_000,
    graceSeconds: graceMs / 1_000,
    access,
    challenge: settings.challenge,
    control: settings.control,
    draw: settings.draw,
    ...(throttlePerMinute !== null && { throttlePerMinute }),
    ...(message !== null && { message: { ...message } }),
  };
}

export const presentEntry = (
  entry: Entry,
  position: number | undefined,
  ticket: string,
): QueueEntry => ({
  eventId: entry.eventId,
  number: entry.number,
  joinedAt: joinedAt(entry.joinedAtMs),
  ...(position !== undefined && { position }),
  nonce: entry.nonce.toString('hex'),
  ticket,
});

export const presentAdmission = (admission: RunningAdmission, pass: string): Admission => ({
  id: admission.id,
  eventId: admission.eventId,
  pass,
  admittedAt: instant(admission.admittedAtMs),
  expiresAt: instant(admission.expiresAtMs),
  endsAt: instant(admission.endsAtMs),
});
