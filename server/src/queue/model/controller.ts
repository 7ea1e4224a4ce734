/**
 * How many more may come in now. A pure function of what is measured and of what it remembered; its
 * law, with units and reasons, is in SPEC.md. The cap itself is kept by the transaction that admits:
 * whoever is called too many stands at the door for a moment, and nothing worse.
 */
import type { QueueReason } from '@onsale/contract/queue.ts';
import { clamp, nextRate, rateIsLowered } from './controller-rate.ts';
import { type ControllerState, noShowPrior, type Readings } from './controller-state.ts';

export type Decision = {
  readonly state: ControllerState;
  readonly call: number;
  readonly reason: QueueReason;
};

/** The constants of the law; SPEC.md says why these. */
export const law = {
  noShowMax: 0.9,
  /** Fresh calls for a free slot at most: if everybody comes all at once after all, the door can bear it. */
  callsPerSlot: 4,
  /** A prior as strong as so many calls, and a memory of so many. */
  priorCalls: 20,
  memoryCalls: 1_000,
  /** In which most of those who come do come. */
  comeMs: 12_000,
  /** Slots that free up this soon are given away already: about what it takes to come. */
  leadMs: 2_000,
  leavesMs: 20_000,
  /** Unused rate is kept for so long. */
  burstMs: 3_000,
  /** A room is crowded, and may have people at its door, from here on. */
  crowdedShare: 0.95,
  /** In which most of those who come in have found something or given up. */
  lookMs: 45_000,
  /** Places a buyer takes, and how many may look for each party's worth of places. */
  party: 2,
  lookersPerParty: 1.25,
  /** The last places fit few parties: so many may always look, or those places would take minutes. */
  lookersMin: 5,
} as const;

/** Decides for one room, about once a second. Never calls more than wait, and none for a slot twice. */
export function decide(readings: Readings, before: ControllerState): Decision {
  const elapsedMs = clamp(0, 60_000, readings.elapsedMs);
  const seen = remember(readings, before, elapsedMs);
  const rate = nextRate(readings, before, elapsedMs);
  const allowed = Math.min(rate.perMinute, readings.throttlePerMinute ?? Infinity);
  const burst = allowed === 0 ? 0 : Math.max(1, (allowed * law.burstMs) / 60_000);
  const credit = Math.min(burst, before.credit + (allowed * elapsedMs) / 60_000);

  const comers = expectedComers(readings, seen.noShow, seen.fresh);
  const room = roomFor(readings, seen, comers);
  const stopped = whyStopped(readings);
  const call = stopped === undefined ? wholeCalls(Math.min(room, credit, readings.waiting)) : 0;
  return {
    state: {
      ...before,
      ...seen,
      ...rate,
      credit: Math.max(0, credit - call),
      fresh: seen.fresh + call,
      active: readings.active,
      admitted: readings.admitted,
    },
    call,
    reason: stopped ?? whatBinds(readings, rate.perMinute, room, credit),
  };
}

/** A hair is added so that a sum of fractions which means a whole number is one. */
const wholeCalls = (wanted: number): number => Math.max(0, Math.floor(wanted + 1e-9));

type Seen = Pick<
  ControllerState,
  'noShow' | 'settled' | 'missed' | 'fresh' | 'looking' | 'leavesPerSecond'
>;

function remember(readings: Readings, before: ControllerState, elapsedMs: number): Seen {
  const kept = Math.exp(-readings.settledCalls / law.memoryCalls);
  const settled = before.settled * kept + readings.settledCalls;
  const missed = before.missed * kept + readings.settledCalls - readings.settledCame;
  const known = (noShowPrior * law.priorCalls + missed) / (law.priorCalls + settled);
  // Who came already cannot miss it: the share of those still out bounds the estimate at once.
  const possible =
    (known * law.priorCalls + readings.outstanding) / (law.priorCalls + readings.inGrace);

  const came = Math.max(0, readings.admitted - before.admitted);
  const left = Math.max(0, came - readings.active + before.active);
  const weight = 1 - Math.exp(-elapsedMs / law.leavesMs);
  const perSecond = elapsedMs === 0 ? before.leavesPerSecond : (left * 1_000) / elapsedMs;
  return {
    noShow: clamp(0, law.noShowMax, Math.min(known, possible)),
    settled,
    missed,
    fresh: Math.min(readings.inGrace, before.fresh * Math.exp(-elapsedMs / law.comeMs)),
    looking: Math.min(readings.active, before.looking * Math.exp(-elapsedMs / law.lookMs) + came),
    leavesPerSecond: before.leavesPerSecond + weight * (perSecond - before.leavesPerSecond),
  };
}

/** How many of those who are out will still come: most come soon or never. */
function expectedComers(readings: Readings, noShow: number, fresh: number): number {
  const { outstanding, inGrace } = readings;
  if (outstanding === 0) return 0;
  const comersOut = fresh * (1 - noShow);
  const missing = inGrace * noShow;
  const byAge = (outstanding * comersOut) / Math.max(comersOut + missing, Number.MIN_VALUE);
  if (readings.active < law.crowdedShare * readings.activeMax) return byAge;
  // In a crowded room more are out than no-shows and chance explain: they stand at the door.
  const chance = 2 * Math.sqrt(missing * (1 - noShow));
  return Math.max(byAge, Math.min(outstanding, outstanding - missing - chance));
}

/** How many may be called for slots and places that nobody is expected for. */
function roomFor(readings: Readings, seen: Seen, comers: number): number {
  const soon = Math.min((seen.leavesPerSecond * law.leadMs) / 1_000, readings.activeMax / 10);
  const slots = readings.activeMax - readings.active + soon;
  const calls = Math.min(
    (slots - comers) / (1 - seen.noShow),
    slots * law.callsPerSlot - seen.fresh,
  );
  if (readings.stock === null) return Math.max(0, calls);
  const parties = readings.stock.available / law.party;
  const wanted = Math.max(law.lookersMin, Math.ceil(parties * law.lookersPerParty));
  const lookers = wanted - seen.looking - comers;
  return Math.max(0, Math.min(calls, lookers / (1 - seen.noShow)));
}

/** What forbids any call, the most final reason first. */
function whyStopped(readings: Readings): QueueReason | undefined {
  if (readings.control === 'pause') return 'paused';
  if (readings.stock?.available === 0) return readings.stock.held > 0 ? 'all_held' : 'sold_out';
  if (readings.waiting <= 0) return 'nobody';
  return readings.throttlePerMinute === 0 ? 'throttled' : undefined;
}

/** Which bound is the tightest; steady while it is the same one, whether this second calls or not. */
function whatBinds(
  readings: Readings,
  perMinute: number,
  room: number,
  credit: number,
): QueueReason {
  if (room < Math.min(credit, readings.waiting)) return 'full';
  const throttle = readings.throttlePerMinute;
  if (throttle !== null && throttle < perMinute) return 'throttled';
  return rateIsLowered(readings, perMinute) ? 'busy' : 'ok';
}
