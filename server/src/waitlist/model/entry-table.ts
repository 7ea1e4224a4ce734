/**
 * The life of an entry as one total table: every state times every event has an answer. SPEC.md explains
 * it; `entry-table.test.ts` walks every cell.
 */
import type { waitlistEndReasons } from '@onsale/contract/product-waitlist.ts';

export type EndReason = (typeof waitlistEndReasons)[number];

/** As stored: the index is the value in the database. */
export const entryStates = ['WAITING', 'OFFERED', 'ENDED'] as const;
export type EntryState = (typeof entryStates)[number];

/** LAPSED: ended because an offer ran out; a payment that comes after all can still make it a purchase. */
export type EntryRow = EntryState | 'LAPSED';
export const entryRows = [...entryStates, 'LAPSED'] as const satisfies readonly EntryRow[];

export const entryEvents = [
  /** Places are held for it, and it is told. */
  'offer',
  /** The hold was bought, perhaps late. */
  'buy',
  /** The hold was given back unsold. */
  'give_back',
  /** The hold ran out. */
  'lapse',
  'leave',
  /** The sale is over, or the event cancelled. */
  'close',
  /** The limit per person or per order forbids it. */
  'forbid',
  /** Signing in found two entries of one person, and the other one stays. */
  'merge',
] as const;
export type EntryEvent = (typeof entryEvents)[number];

export type Edge = { readonly to: 'OFFERED' } | { readonly end: EndReason } | 'keep';

const end = (reason: EndReason) => ({ end: reason }) as const;

export const entryTable = {
  WAITING: {
    offer: { to: 'OFFERED' },
    buy: 'keep',
    give_back: 'keep',
    lapse: 'keep',
    leave: end('left'),
    close: end('sale_over'),
    forbid: end('limit_reached'),
    merge: end('merged'),
  },
  OFFERED: {
    offer: 'keep',
    buy: end('bought'),
    give_back: end('declined'),
    lapse: end('lapsed'),
    // The hold is given back first, and that ends it.
    leave: 'keep',
    // What is held may still be bought.
    close: 'keep',
    forbid: 'keep',
    merge: end('merged'),
  },
  ENDED: {
    offer: 'keep',
    buy: 'keep',
    give_back: 'keep',
    lapse: 'keep',
    leave: 'keep',
    close: 'keep',
    forbid: 'keep',
    merge: 'keep',
  },
  LAPSED: {
    offer: 'keep',
    buy: end('bought'),
    give_back: 'keep',
    lapse: 'keep',
    leave: 'keep',
    close: 'keep',
    forbid: 'keep',
    merge: 'keep',
  },
} as const satisfies Record<EntryRow, Record<EntryEvent, Edge>>;

export const rowOf = (state: EntryState, reason: EndReason | null): EntryRow =>
  state === 'ENDED' && reason === 'lapsed' ? 'LAPSED' : state;
