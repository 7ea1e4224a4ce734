/**
 * What an outbox row says: facts by id, no personal data, with the state they led to. Consumers ignore
 * fields they do not know; a change of meaning is a new `v`.
 */
import type { Uuid } from '../../lib/uuid-v7.ts';

export type Fact =
  /** A hold of `h` ms from `Payload.at`. */
  | {
      /** `secured`: a payment begins, the hold runs at least as long as it may take. */
      readonly t: 'held' | 'extended' | 'secured';
      readonly r: Uuid;
      readonly q: number;
      readonly h: number;
    }
  /** It changed hands when its buyer signed in; its state is what it was. */
  | { readonly t: 'adopted'; readonly r: Uuid; readonly q: number }
  /** `booked`: confirmed without a hold. `late`: reclaimed after it had expired. */
  | { readonly t: 'booked' | 'confirmed' | 'late'; readonly r: Uuid; readonly q: number }
  /** `was`: whether the places had been held (0) or sold (1). */
  | { readonly t: 'cancelled'; readonly r: Uuid; readonly q: number; readonly was: 0 | 1 }
  | { readonly t: 'expired'; readonly r: Uuid; readonly q: number }
  | { readonly t: 'blocked' | 'unblocked'; readonly q: number }
  | { readonly t: 'resized'; readonly pool: number; readonly capacity: number };

/** [pool, capacity, held, sold, blocked, version] */
export type PoolFact = readonly [number, number, number, number, number, number];

/** [seat, state 0..3, version, held until in ms since the epoch or 0] */
export type SeatFact = readonly [number, number, number, number];

export type InventoryPayload = {
  readonly v: 1;
  readonly kind: 'inventory';
  /** The database's clock in ms since the epoch. */
  readonly at: number;
  readonly pools: readonly PoolFact[];
  readonly seats: readonly SeatFact[];
  readonly facts: readonly Fact[];
};
