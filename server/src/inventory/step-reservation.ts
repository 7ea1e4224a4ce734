/** The steps in the life of a reservation: confirm, extend once, cancel, release. */
import type { Uuid } from '../lib/uuid-v7.ts';
import type { Inventory } from './inventory.ts';
import type { Outcome, Step } from './model/commands.ts';

/** Whose reservation: that of another principal, or another buyer, answers `reservation_not_found`. */
export type StepRequest = {
  readonly eventId: number;
  readonly id: Uuid;
  readonly principalId: number;
  /** Absent: whichever buyer of the principal it is. */
  readonly buyer?: string;
};

const step =
  (kind: Step['kind']) =>
  (inventory: Inventory, { eventId, id, principalId, buyer }: StepRequest): Promise<Outcome> => {
    const whose = buyer === undefined ? { principalId } : { principalId, buyer };
    return inventory.submit(eventId, { kind, id, ...whose }, false);
  };

/** Refuses `hold_expired` when somebody else took the places meanwhile; a repetition succeeds. */
export const confirmHold = step('confirm');

/** Refuses `already_extended` and `hold_expired`. */
export const extendHold = step('extend');

/** Gives the places back, once: an expired or cancelled reservation stays as it is. */
export const cancelReservation = step('cancel');

/** Gives a hold back. Refuses `invalid_transition` once it is sold: that goes back with its order. */
export const releaseHold = step('release');

/**
 * Guarantees a running hold until at least `forMs` from now by the database's clock, and never shortens
 * it: a payment that begins now ends before the places are lost. Refuses `hold_expired`,
 * `invalid_transition` and `event_cancelled`.
 */
export function secureHold(
  inventory: Inventory,
  { eventId, id, principalId, buyer, forMs }: StepRequest & { readonly forMs: number },
): Promise<Outcome> {
  const whose = buyer === undefined ? { principalId } : { principalId, buyer };
  return inventory.submit(eventId, { kind: 'secure', id, forMs, ...whose }, false);
}
