/** The steps in the life of a reservation: confirm, extend once, cancel (or release). */
import type { Uuid } from '../lib/uuid-v7.ts';
import type { Inventory } from './inventory.ts';
import type { Outcome } from './model/commands.ts';

/** Whose reservation: that of another principal answers `reservation_not_found`. */
export type StepRequest = {
  readonly eventId: number;
  readonly id: Uuid;
  readonly principalId: number;
};

const step =
  (kind: 'confirm' | 'extend' | 'cancel') =>
  (inventory: Inventory, { eventId, id, principalId }: StepRequest): Promise<Outcome> =>
    inventory.submit(eventId, { kind, id, principalId }, false);

/** Refuses `hold_expired` when somebody else took the places meanwhile; a repetition succeeds. */
export const confirmHold = step('confirm');

/** Refuses `already_extended` and `hold_expired`. */
export const extendHold = step('extend');

/** Gives the places back, once: an expired or cancelled reservation stays as it is. */
export const cancelReservation = step('cancel');
