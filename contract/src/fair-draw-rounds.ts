/**
 * Which round of the beacon a draw takes: the one that was committed to, or, by a rule that was
 * committed to as well, one of those after it. Pure: the server asks it what to do now, a verifier
 * asks it whether what was done was allowed.
 */
import { roundTimeMs } from './beacon.ts';
import type { BeaconTerms } from './fair-draw-terms.ts';

export type RoundStep =
  /** Ask for these rounds, the lowest first, and use the first that can be had. */
  | {
      readonly step: 'rounds';
      readonly first: number;
      readonly last: number;
      /** When the lowest of them is due: before, there is nothing to ask for. */
      readonly fromMs: number;
      /** When none of them could be had: whether the draw now goes on without the beacon. */
      readonly isLastTry: boolean;
    }
  /** No round is left: draw without the beacon, and say that it rests on the operator. */
  | { readonly step: 'operator' };

/** The last round that may be used. */
export const lastRoundOf = ({ round, fallbackRounds }: BeaconTerms): number =>
  round + fallbackRounds;

/**
 * The first round that may be used by a cohort that closed at `closedAtMs`: the committed one, or the
 * first after it whose time had not come when the cohort closed. Undefined when none is left.
 */
export function firstRoundOf(terms: BeaconTerms, closedAtMs: number): number | undefined {
  const start = roundTimeMs(terms, terms.round);
  const missed =
    closedAtMs < start ? 0 : Math.floor((closedAtMs - start) / (terms.period * 1_000)) + 1;
  return missed <= terms.fallbackRounds ? terms.round + missed : undefined;
}

/**
 * What to do at `nowMs`, when the cohort closed at `closedAtMs` and no round has been used yet. Each
 * round is waited for from its time on for `fallbackSeconds`; then the next may stand in. A round that
 * turns up late still goes before those after it.
 */
export function roundStep(terms: BeaconTerms, closedAtMs: number, nowMs: number): RoundStep {
  const first = firstRoundOf(terms, closedAtMs);
  if (first === undefined) return { step: 'operator' };
  const fromMs = roundTimeMs(terms, first);
  const lateMs = nowMs - (fromMs + terms.fallbackSeconds * 1_000);
  const missed = lateMs < 0 ? 0 : Math.floor(lateMs / (terms.period * 1_000)) + 1;
  const last = Math.min(first + missed, lastRoundOf(terms));
  return { step: 'rounds', first, last, fromMs, isLastTry: first + missed > last };
}
