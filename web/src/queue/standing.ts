/**
 * Where somebody stands, from what is known: the public status, their own place and admission. One
 * total function, so that the page only has to say it.
 */
import type { QueueStatus } from './queries.ts';

export type Stage =
  /** No waiting room in the way. */
  | 'free'
  /** Not open yet. */
  | 'closed'
  /** Before the sale; with a place: in the draw. */
  | 'gathering'
  | 'drawing'
  /** The sale is on; with a place: waiting. */
  | 'line'
  /** Called; being let in. */
  | 'turn'
  /** Called, and the shop is full: the next one. */
  | 'front'
  /** Let in. */
  | 'in'
  | 'ended';

export type Known = {
  readonly status: QueueStatus;
  /** Undefined: no place. */
  readonly number: number | undefined;
  /** Undefined: not drawn, or not computed yet. */
  readonly position: number | undefined;
  /** Until when an admission runs; undefined: none. */
  readonly admittedUntilMs: number | undefined;
  /** The last try to come in met a full shop. */
  readonly metFull: boolean;
  /** The server's time. */
  readonly nowMs: number;
};

export type Standing = {
  readonly stage: Stage;
  readonly hasPlace: boolean;
  /** People to be let in before; undefined: unknown. */
  readonly ahead: number | undefined;
  readonly behind: number | undefined;
  /** The line, for who is not in it. */
  readonly waiting: number;
};

const letsIn: ReadonlySet<QueueStatus['phase']> = new Set(['serving', 'paused', 'draining']);

/** Called: a position that has been called may come in as long as the room lives. */
export const isCalled = (status: QueueStatus, position: number | undefined): boolean =>
  position !== undefined && position <= status.servedUpTo && letsIn.has(status.phase);

function stageOf(known: Known): Stage {
  const { status, number, position, admittedUntilMs, metFull, nowMs } = known;
  const { phase } = status;
  if (admittedUntilMs !== undefined && nowMs < admittedUntilMs) return 'in';
  if (phase === 'off' || phase === 'idle') return 'free';
  if (phase === 'ended') return 'ended';
  if (phase === 'closed' || phase === 'gathering' || phase === 'drawing') {
    // Draining begins before the draw for those who have joined by then.
    return phase;
  }
  if (number === undefined) return 'line';
  if (status.cohortSize === undefined) return 'gathering';
  if (isCalled(status, position)) return metFull ? 'front' : 'turn';
  return 'line';
}

export function standingOf(known: Known): Standing {
  const { status, number, position } = known;
  return {
    stage: stageOf(known),
    hasPlace: number !== undefined,
    ahead: position === undefined ? undefined : Math.max(0, position - status.servedUpTo - 1),
    behind: position === undefined ? undefined : Math.max(0, status.joined - position),
    waiting: Math.max(0, status.joined - status.servedUpTo),
  };
}

export type Eta =
  | { readonly kind: 'unknown' | 'soon' }
  | { readonly kind: 'minutes'; readonly from: number; readonly to: number }
  /** In halves. */
  | { readonly kind: 'hours'; readonly from: number; readonly to: number };

/** The pace of a minute says little about the next hour: the range is wide on purpose. */
const QUICK = 0.7;
const SLOW = 1.6;
const SOON_MINUTES = 2;
const HOURS_FROM_MINUTES = 150;

/** @param waitMs by the pace of the last minute; Infinity when the line does not move */
export function etaOf(waitMs: number): Eta {
  if (!Number.isFinite(waitMs)) return { kind: 'unknown' };
  const minutes = waitMs / 60_000;
  if (minutes * SLOW <= SOON_MINUTES) return { kind: 'soon' };
  if (minutes * SLOW >= HOURS_FROM_MINUTES) {
    const from = Math.max(0.5, Math.floor((minutes * QUICK) / 30) / 2);
    return { kind: 'hours', from, to: Math.max(from + 0.5, Math.ceil((minutes * SLOW) / 30) / 2) };
  }
  const step = minutes < 15 ? 1 : 5;
  const from = Math.max(1, Math.floor((minutes * QUICK) / step) * step);
  return {
    kind: 'minutes',
    from,
    to: Math.max(from + 1, Math.ceil((minutes * SLOW) / step) * step),
  };
}
