/**
 * Choosing seats through the product API, in the small theatre: rows of 10 (VIP, from seat 0), 15 (R, from
 * seat 30) and 20 (S, from seat 105), wheelchair spaces at the ends of two rows.
 */
import { type ErrorCode, errorTable } from '@onsale/contract/errors.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { auditFindings } from '../support/audited.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import type { EventWish } from './house.ts';
import { granted } from './refusals.ts';
import { type Key, type Reply, useWorld } from './world.ts';

const world = useWorld({
  env: { HOLDS_PER_ADDRESS_MINUTE: '60000', HOLDS_PER_PERSON_MAX: '1000' },
});
const ids = createIds(systemClock);
let key: Key;
let ann: Visitor;

const tiers = [
  { code: 'VIP', name: { en: 'VIP' }, priceMinor: 150_000 },
  { code: 'R', name: { en: 'R' }, priceMinor: 100_000 },
  { code: 'S', name: { en: 'S' }, priceMinor: 70_000 },
];

beforeAll(async () => {
  key = await world().createKey();
  ann = await guest();
});
const findings = () => auditFindings(world().databaseUrl);

async function guest(): Promise<Visitor> {
  const at = createVisitor(world().processes[0]?.url ?? '');
  granted(await at.send('POST', '/api/v1/session'));
  return at;
}

const theatre = (wish: EventWish = {}) =>
  world().createHallEvent(key.organizationId, { tiers, ...wish });

type Held = {
  readonly reservation: { readonly id: string; readonly seats: readonly { seat: number }[] };
  readonly instead?: { readonly lost: number[]; readonly differenceMinor: number };
};

/** By the visitor, or by the key when `by` is a buyer's name. */
function hold(eventId: number, body: object, by: Visitor | string = ann): Promise<Reply> {
  const path = `/api/v1/events/${eventId}/reservations`;
  const whole = { id: ids.next(), ...body };
  return typeof by === 'string'
    ? world().send('POST', path, { key: key.secret, body: { ...whole, buyer: by } })
    : by.send('POST', path, whole);
}
const seatsOf = (reply: Reply): number[] =>
  granted<Held>(reply, 201).reservation.seats.map(({ seat }) => seat);
const take = async (eventId: number, ...seats: number[]): Promise<void> => {
  granted(await hold(eventId, { seats, confirm: true }, 'rival'), 201);
};
const from = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => first + i);

function expectRefused({ status, body }: Reply, code: ErrorCode, details?: object): void {
  const { error } = body as { error?: { code?: string; details?: object } };
  const told = details === undefined ? undefined : error?.details;
  const is = { status, code: error?.code, details: told };
  expect(is).toEqual({ status: errorTable[code].status, code, details });
}

type Answer = { suggestions: { seats: number[]; arrangement: string }[]; asOfSeq: number };

const suggest = (eventId: number, wish: object) =>
  world().send('POST', `/api/v1/events/${eventId}/best-available`, { body: wish });

const best = (party: number, more: object = {}) => ({ bestAvailable: { party, ...more } });

const strict = () => theatre({ singleSeatGaps: false });

const suggested = async (eventId: number, wish: object) =>
  granted<Answer>(await suggest(eventId, wish)).suggestions;

describe('suggestions', () => {
  it('are for everybody, best first, and take nothing', async () => {
    const eventId = await theatre();
    expect(await suggested(eventId, { party: 2 })).toEqual([
      { seats: [4, 5], arrangement: 'together' },
    ]);
    expect(await suggested(eventId, { party: 2, count: 3 })).toEqual([
      { seats: [4, 5], arrangement: 'together' },
      { seats: [2, 3], arrangement: 'together' },
      { seats: [6, 7], arrangement: 'together' },
    ]);
    await take(eventId, 4, 5);
  });

  it('go on to the next, keep to tiers and sections, and know wheelchairs', async () => {
    const eventId = await theatre();
    const [second] = await suggested(eventId, { party: 2, avoid: [4, 5] });
    expect(second?.seats).toEqual([2, 3]);
    const [cheap] = await suggested(eventId, { party: 2, tiers: ['S'] });
    expect(cheap?.seats[0]).toBeGreaterThanOrEqual(105);
    const [section] = await suggested(eventId, { party: 2, sections: ['R'] });
    expect(section?.seats[0]).toBeGreaterThanOrEqual(30);
    const [accessible] = await suggested(eventId, { party: 2, accessible: 1 });
    expect(accessible?.seats).toEqual([90, 91]);
    // Twelve do not fit into a row of ten, nor does the wish name any other.
    const [twelve] = await suggested(eventId, { party: 12, tiers: ['VIP'] });
    expect(twelve?.arrangement).toBe('two_rows');
    expect(await suggested(eventId, { party: 2, tiers: ['nowhere'] })).toEqual([]);
    expect(await suggested(eventId, { party: 2, accessible: 3 })).toEqual([]);
  });

  it('know the limit of an order, and events without a drawing have none', async () => {
    const limited = await theatre({ perOrderMax: 4 });
    expectRefused(await suggest(limited, { party: 5 }), 'limit_reached', {
      scope: 'order',
      limit: 4,
    });
    const undrawn = await world().createSeatEvent(key.organizationId, 10);
    expect(await suggested(undrawn, { party: 2 })).toEqual([]);
    expectRefused(await suggest(999_999, { party: 2 }), 'event_not_found');
  });
});

describe('best available', () => {
  it('holds the best seats, and then the next best', async () => {
    const eventId = await theatre();
    expect(seatsOf(await hold(eventId, best(2)))).toEqual([4, 5]);
    expect(seatsOf(await hold(eventId, best(2), await guest()))).toEqual([2, 3]);
    expect(seatsOf(await hold(eventId, best(2, { tiers: ['S'] })))[0]).toBeGreaterThan(104);
    expect(seatsOf(await hold(eventId, best(3, { accessible: 2 })))).toHaveLength(3);
  });

  it('is for keys too, and books at once when they say so', async () => {
    const eventId = await theatre();
    const reply = await hold(eventId, { ...best(4), confirm: true }, 'kim');
    expect(granted<Held>(reply, 201).reservation).toMatchObject({ status: 'CONFIRMED' });
    expect(seatsOf(reply)).toEqual([3, 4, 5, 6]);
  });

  it('repeated is answered with the same seats, though the best are others by now', async () => {
    const eventId = await theatre();
    const request = { id: ids.next(), ...best(2) };
    const first = await hold(eventId, request);
    for (let again = 0; again < 3; again++) {
      const reply = await hold(eventId, request);
      expect(granted<Held>(reply, 201).reservation.id).toBe(request.id);
      expect(seatsOf(reply)).toEqual(seatsOf(first));
    }
    // Two copies at the same moment, and one of somebody else.
    const twice = { id: ids.next(), ...best(3) };
    const [a, b] = await Promise.all([hold(eventId, twice), hold(eventId, twice)]);
    expect(seatsOf(a)).toEqual(seatsOf(b));
    expectRefused(await hold(eventId, twice, await guest()), 'id_conflict');
    expectRefused(await hold(eventId, { ...twice, ...best(2) }), 'idempotency_mismatch');
    const [rows] = await world().change(
      'SELECT count(*)::int AS n FROM reservations WHERE event_id = $1',
      [eventId],
    );
    expect(rows).toEqual({ n: 2 });
  });

  it('repeated finds its seats in a house that is sold out since', async () => {
    const eventId = await theatre();
    await take(eventId, ...from(0, 100));
    await take(eventId, ...from(100, 100));
    await take(eventId, ...from(200, 63));
    // 263 and 264 are left, a companion's seat and a wheelchair space.
    const request = { id: ids.next(), ...best(2, { accessible: 1 }) };
    expect(seatsOf(await hold(eventId, request))).toEqual([263, 264]);
    expect(seatsOf(await hold(eventId, request))).toEqual([263, 264]);
    expectRefused(await hold(eventId, best(1)), 'sold_out', { available: 0 });
  });

  it('says tier by tier what is left when the party fits nowhere', async () => {
    const eventId = await theatre();
    await take(eventId, ...from(2, 28));
    const refused = await hold(eventId, best(3, { tiers: ['VIP'] }));
    const possible = [{ tier: 'VIP', available: 2, largestBlock: 2, wheelchairSpaces: 0 }];
    expectRefused(refused, 'seats_unavailable', { seats: [], possible });
    expect(seatsOf(await hold(eventId, best(2, { tiers: ['VIP'] })))).toEqual([0, 1]);
    expectRefused(await hold(eventId, best(1, { tiers: ['VIP'] })), 'sold_out');
  });

  it('is refused where it makes no sense', async () => {
    expect.hasAssertions();
    const undrawn = await world().createSeatEvent(key.organizationId, 10);
    expectRefused(await hold(undrawn, best(2)), 'invalid_request');
    const eventId = await theatre({ perOrderMax: 3 });
    expectRefused(await hold(eventId, best(2, { accessible: 3 })), 'invalid_request');
    expectRefused(await hold(eventId, best(4)), 'limit_reached', { scope: 'order', limit: 3 });
    expectRefused(await hold(eventId, { ...best(2), seats: [1] }), 'invalid_request');
  });
});

describe('seats that were lost', () => {
  it('are replaced by the nearest equivalents in the same call, and so again', async () => {
    const eventId = await theatre();
    await take(eventId, 34, 35);
    const request = { id: ids.next(), seats: [35, 36], holdAlternatives: true };
    const first = await hold(eventId, request);
    expect(seatsOf(first)).toEqual([36, 37]);
    expect(granted<Held>(first, 201).instead).toEqual({ lost: [35], differenceMinor: 0 });
    const again = await hold(eventId, request);
    expect(seatsOf(again)).toEqual([36, 37]);
    expect(granted<Held>(again, 201).instead).toEqual({ lost: [35], differenceMinor: 0 });
    // Whoever gets what they asked for is told of no alternative.
    const lucky = await hold(eventId, { seats: [50, 51], holdAlternatives: true });
    expect(granted<Held>(lucky, 201).instead).toBeUndefined();
  });

  it('may cost less or more elsewhere, and the answer says how much', async () => {
    const eventId = await theatre();
    await take(eventId, ...from(0, 30));
    const reply = await hold(eventId, { seats: [24, 25], holdAlternatives: true });
    expect(granted<Held>(reply, 201).instead).toEqual({
      lost: [24, 25],
      differenceMinor: -100_000,
    });
    expect(seatsOf(reply).every((seat) => seat >= 30 && seat < 105)).toBe(true);
  });

  it('come with up to three alternatives for whoever wants to choose', async () => {
    const eventId = await theatre();
    await take(eventId, 34, 35);
    const reply = await hold(eventId, { seats: [35, 36] });
    expectRefused(reply, 'seats_unavailable');
    const { details } = (reply.body as { error: { details: Record<string, number[][]> } }).error;
    expect(details['seats']).toEqual([35]);
    expect(details['alternatives']?.length).toBeGreaterThanOrEqual(1);
    expect(details['alternatives']?.length).toBeLessThanOrEqual(3);
    for (const seats of details['alternatives'] ?? []) expect(seats).toHaveLength(2);
  });
});

describe('the rule against single seats', () => {
  it.each([
    ['a person', undefined],
    ['a key', 'kim'],
  ])('refuses a pick of %s that leaves one, and says where to go instead', async (_, buyer) => {
    const eventId = await strict();
    const by = buyer ?? ann;
    const refused = await hold(eventId, { seats: [1, 2] }, by);
    expectRefused(refused, 'single_seat_gap', { gaps: [0], instead: [2, 3] });
    expect(seatsOf(await hold(eventId, { seats: [2, 3] }, by))).toEqual([2, 3]);
  });

  it('is silent where it cannot be met, where events allow gaps, and before taken seats', async () => {
    const eventId = await strict();
    // Of each VIP row three seats are left: a couple has to leave one.
    for (const row of [0, 10, 20]) await take(eventId, ...from(row + 3, 7));
    expect(seatsOf(await hold(eventId, { seats: [1, 2] }))).toEqual([1, 2]);
    expectRefused(await hold(eventId, { seats: [2, 11] }), 'seats_unavailable');
    const lenient = await theatre();
    expect(seatsOf(await hold(lenient, { seats: [1, 2] }))).toEqual([1, 2]);
  });

  it('does not turn a repeated request into a refusal', async () => {
    const eventId = await strict();
    for (const row of [0, 10, 20]) await take(eventId, ...from(row + 3, 7));
    const request = { id: ids.next(), seats: [1, 2] };
    const held = granted<Held>(await hold(eventId, request), 201).reservation;
    granted(await ann.send('POST', `/api/v1/events/${eventId}/reservations/${held.id}/cancel`));
    // A place without a single is to be had again, so the same pick by somebody new is refused.
    const blocked = await world().change(
      `SELECT id FROM reservations WHERE event_id = $1 AND 12 <> ALL (seat_nos) AND 13 = ANY (seat_nos)`,
      [eventId],
    );
    const path = `/api/v1/events/${eventId}/reservations/${String(blocked[0]?.['id'])}/cancel`;
    granted(await world().send('POST', path, { key: key.secret }));
    expectRefused(await hold(eventId, { seats: [1, 2] }), 'single_seat_gap');
    const again = granted<Held>(await hold(eventId, request), 201).reservation;
    expect(again).toMatchObject({ id: held.id, status: 'CANCELLED' });
  });
});

it('leaves a database in which everything agrees', async () => {
  await waitFor('an audit without findings', async () => (await findings()).length === 0);
  expect(await findings()).toEqual([]);
});
