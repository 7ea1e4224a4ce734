/** Walks every cell of the life of a reservation, in the table and in the verdicts that follow it. */
import { describe, expect, it } from 'vitest';
import {
  freeSeats,
  holdOf,
  ledgerOf,
  nowMs,
  ownerOf,
  placeOf,
  poolOf,
  seatsFor,
  uuid,
} from '../../../test/model/ledgers.ts';
import { unreachable } from '../../lib/assert.ts';
import type { Command, Outcome, Reservation, Wanted } from './commands.ts';
import { decide } from './decide.ts';
import type { Ledger } from './ledger.ts';
import {
  type Edge,
  type ReservationEvent,
  reservationEvents,
  type ReservationState,
  reservationStates,
  reservationTable,
  stateByClock,
} from './reservation-table.ts';

// The specification once more, written down independently: "target/places", "repeat" or "!refusal".
const specification: Record<ReservationState, Record<ReservationEvent, string>> = {
  NONE: {
    hold: 'PENDING/hold',
    book: 'CONFIRMED/sell',
    extend: '!reservation_not_found',
    secure: '!reservation_not_found',
    confirm: '!reservation_not_found',
    cancel: '!reservation_not_found',
    release: '!reservation_not_found',
    expire: '!reservation_not_found',
    adopt: '!reservation_not_found',
  },
  PENDING: {
    hold: 'repeat',
    book: 'repeat',
    extend: 'PENDING/keep',
    secure: 'PENDING/keep',
    confirm: 'CONFIRMED/sell',
    cancel: 'CANCELLED/free',
    release: 'CANCELLED/free',
    expire: 'repeat',
    adopt: 'PENDING/stay',
  },
  LAPSED: {
    hold: 'repeat',
    book: 'repeat',
    extend: '!hold_expired',
    secure: '!hold_expired',
    confirm: 'CONFIRMED/sell',
    cancel: 'EXPIRED/free',
    release: 'EXPIRED/free',
    expire: 'EXPIRED/free',
    adopt: 'EXPIRED/free',
  },
  CONFIRMED: {
    hold: 'repeat',
    book: 'repeat',
    extend: '!invalid_transition',
    secure: '!invalid_transition',
    confirm: 'repeat',
    cancel: 'CANCELLED/free',
    release: '!invalid_transition',
    expire: 'repeat',
    adopt: 'CONFIRMED/stay',
  },
  EXPIRED: {
    hold: 'repeat',
    book: 'repeat',
    extend: '!hold_expired',
    secure: '!hold_expired',
    confirm: 'CONFIRMED/reclaim',
    cancel: 'repeat',
    release: 'repeat',
    expire: 'repeat',
    adopt: 'EXPIRED/stay',
  },
  CANCELLED: {
    hold: 'repeat',
    book: 'repeat',
    extend: '!invalid_transition',
    secure: '!invalid_transition',
    confirm: '!invalid_transition',
    cancel: 'repeat',
    release: 'repeat',
    expire: 'repeat',
    adopt: 'CANCELLED/stay',
  },
};

const written = (edge: Edge): string => {
  if (edge === 'repeat') return 'repeat';
  return 'refuse' in edge ? `!${edge.refuse}` : `${edge.to}/${edge.places}`;
};

const cells = reservationStates.flatMap((state) =>
  reservationEvents.map((event) => [state, event, specification[state][event]] as const),
);
const wishes: readonly Wanted[] = [{ seats: [2, 5] }, { pool: 1, quantity: 2 }];

function rowIn(state: ReservationState, wanted: Wanted): Reservation | undefined {
  const ended = { endedAtMs: nowMs - 500 };
  switch (state) {
    case 'NONE':
      return undefined;
    case 'PENDING':
      return holdOf(1, wanted);
    case 'LAPSED':
      return holdOf(1, wanted, { expiresAtMs: nowMs });
    case 'CONFIRMED':
      return holdOf(1, wanted, { state, expiresAtMs: null, confirmedAtMs: nowMs - 1_000 });
    case 'EXPIRED':
      return holdOf(1, wanted, { state, expiresAtMs: nowMs - 600, ...ended });
    case 'CANCELLED':
      return holdOf(1, wanted, { state, ...ended });
    default:
      return unreachable(state);
  }
}

function ledgerIn(state: ReservationState, wanted: Wanted): Ledger {
  const row = rowIn(state, wanted);
  const has = state === 'PENDING' || state === 'LAPSED' ? 'held' : 'sold';
  const takes = has === 'held' || state === 'CONFIRMED' ? { [has]: 2 } : {};
  if ('pool' in wanted) {
    return ledgerOf({ reservations: row ? [row] : [], pools: [poolOf(takes)] });
  }
  const seats = row && has in takes ? seatsFor(row) : freeSeats(...wanted.seats);
  return ledgerOf({ reservations: row ? [row] : [], seats });
}

function commandFor(event: ReservationEvent, wanted: Wanted): Command {
  if (event === 'hold') return placeOf(1, wanted, { owner: ownerOf('ann') });
  if (event === 'book') {
    return placeOf(1, wanted, { owner: ownerOf('ann'), confirm: true, holdMs: 0 });
  }
  const which = { id: uuid(1), principalId: 1 };
  if (event === 'secure') return { kind: event, ...which, forMs: 90_000 };
  if (event === 'adopt') return { kind: event, ...which, from: 'ann', to: 'bea' };
  return event === 'expire' ? { kind: 'expire', id: uuid(1) } : { kind: event, ...which };
}

/** What the reservation's places look like now: free, held or sold, all of them. */
function placesOf(ledger: Ledger): string {
  const pool = ledger.pools.get(1);
  if (pool !== undefined) return `${pool.held} held, ${pool.sold} sold`;
  const states = [...ledger.seats.values()].map((seat) => seat.state);
  const count = (state: string): number => states.filter((one) => one === state).length;
  return `${count('HELD')} held, ${count('SOLD')} sold`;
}

const placesAfter: Readonly<Record<string, string>> = {
  PENDING: '2 held, 0 sold',
  CONFIRMED: '0 held, 2 sold',
  EXPIRED: '0 held, 0 sold',
  CANCELLED: '0 held, 0 sold',
};

describe('the table', () => {
  it.each(cells)('%s, %s: %s', (state, event, expected) => {
    expect(written(reservationTable[state][event])).toBe(expected);
  });

  it('says from when a hold has lapsed: at its last millisecond', () => {
    const hold = { state: 'PENDING', expiresAtMs: 1_000 } as const;
    expect(stateByClock(undefined, 0)).toBe('NONE');
    expect(stateByClock(hold, 999)).toBe('PENDING');
    expect(stateByClock(hold, 1_000)).toBe('LAPSED');
    expect(stateByClock({ state: 'CONFIRMED', expiresAtMs: 1 }, 1_000)).toBe('CONFIRMED');
  });
});

describe.each(wishes)('the verdict on %o', (wanted) => {
  it.each(cells)('%s, %s: %s', (state, event, expected) => {
    const ledger = ledgerIn(state, wanted);
    const places = placesOf(ledger);
    const outcome = decide(ledger, commandFor(event, wanted));
    const [target = '', effect] = expected.split('/');
    const stays = effect === undefined;
    expect(described(outcome)).toBe(target);
    const stored = ledger.reservations.get(uuid(1))?.state;
    expect(stored).toBe(stays ? rowIn(state, wanted)?.state : target);
    const untouched = stays || effect === 'stay';
    expect(placesOf(ledger)).toBe(untouched ? places : placesAfter[target]);
    // A lapsed hold that changes hands ends, and changes hands.
    const facts = event === 'adopt' && effect === 'free' ? 2 : 1;
    expect(ledger.facts).toHaveLength(stays ? 0 : facts);
  });
});

/** The words of the specification for what came out. */
function described(outcome: Outcome): string {
  if (!outcome.ok) return `!${outcome.code}`;
  const { repeated, reservation } = outcome.value;
  return repeated ? 'repeat' : String(reservation?.state);
}
