/** The audit of a journal finds every violation that is planted, and nothing in a sound sale. */
import { describe, expect, it } from 'vitest';
import { auditJournal, type Seen } from './audit.ts';
import type { Entrance, Hold, Line, Purchase } from './journal.ts';

const seen: Seen = {
  capacity: 3,
  activeMax: 2,
  active: [0, 2, 1],
  servedUpTo: [
    { servedUpTo: 0, version: 1 },
    { servedUpTo: 2, version: 2 },
    { servedUpTo: 4, version: 3 },
  ],
  // Of the cohort of three: number 1 is second, number 2 third, number 3 first.
  positions: Uint32Array.of(2, 3, 1),
  drawProblems: [],
};

const hold = (more: Partial<Hold> = {}): Hold => ({
  id: 'r1',
  seats: [7],
  quantity: 1,
  fromMs: 10_000,
  untilMs: 40_000,
  soldMs: 20_000,
  readBack: 'CONFIRMED',
  ...more,
});
/** Held and let go, before or after somebody else. */
const unsold = (more: Partial<Hold>): Hold => {
  const { soldMs: _, ...rest } = hold({ id: 'r9', readBack: 'EXPIRED', ...more });
  return rest;
};
const lapsed = unsold({ id: 'r3', fromMs: 1_000, untilMs: 4_000 });
const purchase = (more: Partial<Purchase> = {}): Purchase => ({
  orderId: 'o1',
  reservationId: 'r1',
  status: 'complete',
  quantity: 1,
  totalMinor: 5_000,
  shownMinor: 5_000,
  tickets: [{ id: 't1', code: 'c1' }],
  ...more,
});
const entrance = (more: Partial<Entrance> = {}): Entrance => ({
  id: 'a1',
  position: 1,
  servedUpTo: 2,
  fromMs: 5_000,
  untilMs: 20_000,
  ...more,
});
const line = (index: number, more: Partial<Line> = {}): Line => ({
  index,
  arrivedMs: -1_000,
  outcome: 'bought',
  places: [],
  holds: [],
  unexpected: [],
  ...more,
});

/** Everything in order: the seat changes hands once, the cap is reached, a late comer stands behind. */
const sound: readonly Line[] = [
  line(1, {
    places: [{ number: 3, joinedMs: 0, position: 1 }],
    entrance: entrance(),
    holds: [hold()],
    purchase: purchase(),
    push: { position: 1, granted: false, servedUpToAfter: 0 },
  }),
  line(2, {
    places: [{ number: 1, joinedMs: 0, position: 2 }],
    entrance: entrance({ id: 'a2', position: 2 }),
    holds: [hold({ id: 'r2', seats: [8], soldMs: 9_000, fromMs: 8_000 }), lapsed],
    purchase: purchase({ orderId: 'o2', reservationId: 'r2', tickets: [{ id: 't2', code: 'c2' }] }),
  }),
  line(3, { outcome: 'sold_out', places: [{ number: 4, joinedMs: 100, position: 4 }] }),
];

const broken = (lines: readonly Line[], view: Partial<Seen> = {}): string[] =>
  auditJournal(lines, { ...seen, ...view })
    .filter(({ offences }) => offences.length > 0)
    .map(({ id }) => id);

const [first, second, third] = sound as [Line, Line, Line];

it('a sound sale has no findings, and every check had something to look at', () => {
  expect(broken(sound)).toEqual([]);
  expect(auditJournal(sound, seen).filter(({ checked }) => checked === 0)).toEqual([]);
});

const withTickets = (tickets: Purchase['tickets']) => [
  { ...first, purchase: purchase({ tickets }) },
  second,
];

describe('it is found when', () => {
  it('a seat is sold to two', () => {
    const other = { ...second, holds: [hold({ id: 'r9', fromMs: 30_000, soldMs: 31_000 })] };
    expect(broken([first, other, third])).toEqual(['seat-acknowledged-once']);
  });

  it('a seat is held by two at once, though only one buys it', () => {
    expect(broken([first, { ...second, holds: [unsold({ fromMs: 12_000 })] }, third])).toEqual([
      'seat-acknowledged-once',
    ]);
  });

  it('a seat that was paid late was sold to somebody else before', () => {
    const late = { ...first, holds: [hold({ untilMs: 15_000, soldMs: 60_000 })] };
    const between = hold({ id: 'r9', fromMs: 20_000, untilMs: 50_000, soldMs: 30_000 });
    expect(broken([late, { ...second, holds: [between] }])).toEqual(['seat-acknowledged-once']);
    // Held and let go between the two is in order.
    const free = unsold({ fromMs: 20_000, untilMs: 50_000 });
    expect(broken([late, { ...second, holds: [free] }])).toEqual([]);
  });

  it('more is sold than there is', () => {
    expect(broken(sound, { capacity: 1 })).toEqual(['no-more-sold-than-there-is']);
  });

  it('a reservation is gone, was never read, or a sold one is not confirmed', () => {
    for (const readBack of ['reservation_not_found', '', 'EXPIRED']) {
      expect(broken([{ ...first, holds: [hold({ readBack })] }])).toEqual(['reservation-readable']);
    }
  });

  it('a ticket is missing, has no code, or is somebody else’s', () => {
    expect(broken(withTickets([]))).toEqual(['paid-has-tickets']);
    expect(broken(withTickets([{ id: 't1', code: '' }]))).toEqual(['paid-has-tickets']);
    expect(broken(withTickets([{ id: 't2', code: 'c1' }]))).toEqual(['tickets-unique']);
    expect(broken(withTickets([{ id: 't1', code: 'c2' }]))).toEqual(['tickets-unique']);
  });

  it('the price is another one', () => {
    expect(broken([{ ...first, purchase: purchase({ totalMinor: 5_001 }) }])).toEqual([
      'price-as-shown',
    ]);
  });

  it('a number is drawn twice, or is another one in another tab', () => {
    const twice = { ...third, places: [{ number: 1, joinedMs: 0, position: 2 }] };
    expect(broken([first, second, twice])).toEqual(['number-is-one-persons']);
    const tab = { ...third, places: [{ number: 4, joinedMs: 0, position: 4, otherNumber: 5 }] };
    expect(broken([first, second, tab])).toEqual(['number-is-one-persons']);
  });

  it('a position is not the drawn one, or the draw cannot be verified', () => {
    const swapped = { ...third, places: [{ number: 2, joinedMs: 0, position: 2 }] };
    expect(broken([first, swapped])).toEqual(['position-is-the-draws']);
    const late = { ...third, places: [{ number: 4, joinedMs: 0, position: 3 }] };
    expect(broken([first, late])).toEqual(['position-is-the-draws']);
    expect(broken(sound, { drawProblems: ['The seed is not the one.'] })).toEqual([
      'position-is-the-draws',
    ]);
  });

  it('somebody is let in before the turn', () => {
    const early = { ...first, entrance: entrance({ servedUpTo: 0 }) };
    expect(broken([early])).toEqual(['nobody-before-their-turn']);
    const pushed = { ...first, push: { position: 9, granted: true, servedUpToAfter: 8 } };
    expect(broken([pushed])).toEqual(['nobody-before-their-turn']);
    const inTime = { ...early, push: { position: 1, granted: true, servedUpToAfter: 1 } };
    expect(broken([inTime])).toEqual([]);
  });

  it('the line goes back, unless that was older news', () => {
    const back = { servedUpTo: 1, version: 4 };
    expect(broken(sound, { servedUpTo: [...seen.servedUpTo, back] })).toEqual([
      'line-only-moves-on',
    ]);
    expect(broken(sound, { servedUpTo: [...seen.servedUpTo, { ...back, version: 2 }] })).toEqual(
      [],
    );
  });

  it('more are in than may be, by the lines or by the room', () => {
    const more = { ...third, entrance: entrance({ id: 'a3', position: 4, servedUpTo: 4 }) };
    expect(broken([first, second, more])).toEqual(['cap-holds']);
    expect(broken(sound, { active: [3] })).toEqual(['cap-holds']);
    expect(broken([first, second, more], { activeMax: undefined })).toEqual([]);
  });

  it('the server answers what it never should', () => {
    expect(broken([{ ...first, unexpected: ['a hold: 500 internal'] }])).toEqual([
      'no-odd-answers',
    ]);
  });
});
