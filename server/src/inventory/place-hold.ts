/** Takes places: a hold that expires, or with `confirm` a booking that stands at once. */
import type { EventRecord } from '../catalog/model/event.ts';
import { refuse } from '../lib/result.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import type { Inventory } from './inventory.ts';
import {
  type IdempotencyKey,
  type Outcome,
  type Owner,
  type Place,
  quantityOf,
  type Wanted,
} from './model/commands.ts';

export type PlaceRequest = {
  readonly id: Uuid;
  readonly owner: Owner;
  /** Seats without repetition, in any order. */
  readonly wanted: Wanted;
  readonly confirm: boolean;
  readonly key?: IdempotencyKey;
  /** The id was made for this very call. */
  readonly once?: true;
  /** The house chose the seats: a repetition that brings others is answered with the first. */
  readonly chosen?: true;
  /** An offer to somebody of the waiting list, held for so many ms. */
  readonly listed?: { readonly holdMs: number; readonly takesOver?: Uuid };
};

export function placeHold(
  inventory: Inventory,
  event: EventRecord,
  request: PlaceRequest,
): Promise<Outcome> {
  const { id, owner, confirm, key, once, chosen, listed } = request;
  const { perOrderMax, perPersonMax } = event;
  if (perOrderMax !== null && quantityOf(request.wanted) > perOrderMax) {
    return Promise.resolve(refuse('limit_reached', { scope: 'order', limit: perOrderMax }));
  }
  const holdMs = confirm ? 0 : (listed?.holdMs ?? event.holdMs);
  const wanted = inOrder(request.wanted);
  const place: Place = {
    kind: 'place',
    id,
    owner,
    wanted,
    confirm,
    holdMs,
    ...(key && { key }),
    ...(once && { once }),
    ...(chosen && { chosen }),
    ...(listed && { listed: true }),
    ...(listed?.takesOver && { takesOver: listed.takesOver }),
  };
  return inventory.submit(event.eventId, place, perPersonMax !== null);
}

/** Seats in order of their numbers: the same request is then the same, however it was written. */
const inOrder = (wanted: Wanted): Wanted =>
  'seats' in wanted ? { seats: wanted.seats.toSorted((a, b) => a - b) } : wanted;
