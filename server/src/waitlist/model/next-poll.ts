/**
 * When somebody on a list looks again: soon where the next place that comes free may be theirs, seldom
 * far behind, and never so seldom that much of an offer is over before they see it.
 */
import type { EntryState } from './entry-table.ts';

/** An offer's clock runs in the page; what is asked for is whether it was bought or declined elsewhere. */
const OFFERED_MS = 5_000;
const FIRST_MS = 3_000;
const PER_RIVAL_MS = 250;
const LAST_MS = 30_000;
/** The share of an offer that may be over before it is seen. */
const UNSEEN_SHARE = 1 / 20;

export type Standing = {
  readonly state: EntryState;
  /** Those before them who could take what would do for them. */
  readonly rivals: number;
  /** How long places are held for an offer, in ms. */
  readonly offerMs: number;
};

/** Milliseconds until the next question; undefined: nothing will happen any more. */
export function nextPollMs({ state, rivals, offerMs }: Standing): number | undefined {
  if (state === 'ENDED') return undefined;
  if (state === 'OFFERED') return OFFERED_MS;
  const latest = Math.max(FIRST_MS, Math.min(LAST_MS, Math.round(offerMs * UNSEEN_SHARE)));
  return Math.min(latest, FIRST_MS + rivals * PER_RIVAL_MS);
}
