/** What a draw is bound to, from what a room has: terms are made once, kept as JSON and read again. */
import { type BeaconChain, roundAt, roundTimeMs } from '@onsale/contract/beacon.ts';
import type { DrawTerms } from '@onsale/contract/fair-draw-terms.ts';

/** A round that cannot be had is waited for so long before the next may stand in. */
const FALLBACK_SECONDS = 30;
/** For so long after that, later rounds may stand in; then the draw rests on the operator. */
const FALLBACK_SPAN_SECONDS = 60;

/**
 * A cohort closes at the first command or tick after the opening. Where that comes late, a round that is
 * due at once would be out before, and every draw would need its fallback: the round leaves so much time.
 */
const CLOSING_MS = 10_000;

/** Terms for a sale that opens at `saleOpensAtMs`: the first round that is due after a late closing. */
export function termsFor(
  eventId: number,
  saleOpensAtMs: number,
  chain: BeaconChain | undefined,
): DrawTerms {
  if (chain === undefined) return { eventId, mode: 'operator' };
  const { chainHash, publicKey, scheme, genesisTime, period } = chain;
  return {
    eventId,
    mode: 'beacon',
    beacon: {
      chainHash,
      publicKey,
      scheme,
      genesisTime,
      period,
      round: roundAt(chain, saleOpensAtMs + CLOSING_MS) + 1,
      fallbackRounds: Math.max(2, Math.ceil(FALLBACK_SPAN_SECONDS / period)),
      fallbackSeconds: FALLBACK_SECONDS,
    },
  };
}

/** The sale was moved: the round that was committed to is not the one that belongs to it any more. */
export function termsMissSale(terms: DrawTerms, saleOpensAtMs: number): boolean {
  if (terms.mode === 'operator') return false;
  const { beacon } = terms;
  const dueMs = roundTimeMs(beacon, beacon.round);
  const closedMs = saleOpensAtMs + CLOSING_MS;
  return dueMs <= closedMs || dueMs > closedMs + beacon.period * 1_000;
}
