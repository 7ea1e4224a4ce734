/** What people hold through the product API with their session: theirs, nobody else's, and within limits. */
import { type ErrorCode, errorTable } from '@onsale/contract/errors.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { grantRole } from '../../src/identity/memberships.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { auditFindings } from '../support/audited.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import type { EventWish } from './house.ts';
import { granted } from './refusals.ts';
import { type Key, type Reply, useWorld } from './world.ts';

const world = useWorld({ env: { HOLDS_PER_ADDRESS_MINUTE: '60000' } });
const ids = createIds(systemClock);
let key: Key;

type Shown = {
  readonly id: string;
  readonly eventId: number;
  readonly buyer: string;
  readonly status: string;
};
type Answered = { readonly reservation: Shown };
type Person = { readonly at: Visitor; readonly personId: string };

beforeAll(async () => {
  key = await world().createKey();
});
const findings = () => auditFindings(world().databaseUrl);

function expectRefused({ status, body }: Reply, code: ErrorCode): void {
  const { error } = body as { error?: { code?: string } };
  expect({ status, code: error?.code }).toEqual({ status: errorTable[code].status, code });
}

async function guest(): Promise<Person> {
  const at = createVisitor(world().processes[0]?.url ?? '');
  const { session } = granted<{ session: { personId: string } }>(
    await at.send('POST', '/api/v1/session'),
  );
  return { at, personId: session.personId };
}

const seats = (wish: EventWish = {}) => world().createSeatEvent(key.organizationId, 12, wish, 10);
const path = (eventId: number, more = ''): string =>
  `/api/v1/events/${eventId}/reservations${more}`;
const hold = (who: Person, eventId: number, body: object, headers = {}) =>
  who.at.send('POST', path(eventId), { id: ids.next(), ...body }, headers);
const held = async (who: Person, eventId: number, body: object): Promise<Shown> =>
  granted<Answered>(await hold(who, eventId, body), 201).reservation;

describe('a hold of a person', () => {
  it('belongs to the session, and lives through its steps', async () => {
    const [ann, eventId] = [await guest(), await seats()];
    const mine = await held(ann, eventId, { seats: [3, 1] });
    expect(mine).toMatchObject({ buyer: ann.personId, status: 'PENDING', seats: [{}, {}] });
    const one = path(eventId, `/${mine.id}`);
    const read = granted<Answered>(await ann.at.send('GET', one)).reservation;
    expect({ ...read, asOfSeq: 0 }).toEqual({ ...mine, asOfSeq: 0 });
    const extended = granted<Answered>(await ann.at.send('POST', `${one}/extend`)).reservation;
    expect(extended).toMatchObject({ id: mine.id, extended: true });
    expectRefused(await ann.at.send('POST', `${one}/extend`), 'already_extended');
    const ended = granted<Answered>(await ann.at.send('POST', `${one}/cancel`)).reservation;
    expect(ended).toMatchObject({ id: mine.id, status: 'CANCELLED' });
  });

  it('does not exist for anybody else: another person, a key, another event', async () => {
    const [ann, eve, eventId] = [await guest(), await guest(), await seats()];
    const { id } = await held(ann, eventId, { pool: 1, quantity: 2 });
    const one = path(eventId, `/${id}`);
    for (const [method, step] of [
      ['GET', ''],
      ['POST', '/extend'],
      ['POST', '/cancel'],
    ] as const) {
      expectRefused(await eve.at.send(method, one + step), 'reservation_not_found');
      const byKey = await world().send(method, one + step, { key: key.secret });
      expectRefused(byKey, 'reservation_not_found');
      const elsewhere = path(await seats(), `/${id}${step}`);
      expectRefused(await ann.at.send(method, elsewhere), 'reservation_not_found');
    }
    // Nor can anybody have it by asking for the same once more.
    const again = await eve.at.send('POST', path(eventId), { id, pool: 1, quantity: 2 });
    expectRefused(again, 'id_conflict');
    expect(again.text).not.toContain(ann.personId);
  });

  it('has no other buyer than the session, and is paid for, not confirmed', async () => {
    const [ann, eventId] = [await guest(), await seats()];
    const named = await hold(ann, eventId, { seats: [1], buyer: 'somebody' });
    expectRefused(named, 'invalid_request');
    expect(named.text).toContain('body.buyer');
    expectRefused(await hold(ann, eventId, { seats: [1], confirm: true }), 'forbidden');
    const body = { id: ids.next(), seats: [1] };
    const nameless = await world().send('POST', path(eventId), { key: key.secret, body });
    expectRefused(nameless, 'invalid_request');
    expect(nameless.text).toContain('body.buyer');
  });

  it('is answered alike when it is asked for again, and keys of two people do not meet', async () => {
    const [ann, bob, eventId] = [await guest(), await guest(), await seats()];
    const headers = { 'idempotency-key': 'the-same-key' };
    const mine = { id: ids.next(), pool: 1, quantity: 1 };
    const [first, again] = [
      await hold(ann, eventId, mine, headers),
      await hold(ann, eventId, mine, headers),
    ];
    expect(granted<Answered>(first, 201).reservation.id).toBe(mine.id);
    expect(granted<Answered>(again, 201).reservation).toMatchObject({ id: mine.id });
    const his = granted<Answered>(await hold(bob, eventId, { pool: 1, quantity: 1 }, headers), 201);
    expect(his.reservation).toMatchObject({ buyer: bob.personId });
    const other = { ...mine, quantity: 2 };
    expectRefused(await hold(ann, eventId, other, headers), 'idempotency_mismatch');
  });
});

describe('the sale', () => {
  const hour = 3_600_000;
  const closed: readonly (readonly [string, EventWish, string | undefined, ErrorCode])[] = [
    ['has not opened', { saleOpensAtMs: Date.now() + hour }, undefined, 'sale_not_open'],
    [
      'has ended',
      { saleOpensAtMs: Date.now() - 2 * hour, saleClosesAtMs: Date.now() - hour },
      undefined,
      'sale_ended',
    ],
    ['is of an event that has begun', { startsAtMs: Date.now() - hour }, undefined, 'sale_ended'],
    ['is of a cancelled event', {}, 'cancelled_at', 'event_cancelled'],
    ['is of a postponed event', {}, 'postponed_at', 'sale_not_open'],
  ];

  it.each(closed)('%s', async (_, wish, column, code) => {
    expect.hasAssertions();
    const [ann, eventId] = [await guest(), await seats(wish)];
    if (column !== undefined) {
      await world().change(`UPDATE events SET ${column} = now() WHERE id = $1`, [eventId]);
    }
    expectRefused(await hold(ann, eventId, { seats: [1] }), code);
    expectRefused(await hold(ann, eventId, { pool: 1, quantity: 1 }), code);
    const suggested = await ann.at.send('POST', `/api/v1/events/${eventId}/best-available`, {
      party: 2,
    });
    expectRefused(suggested, code);
  });

  it('of a postponed event is closed for keys as well, on every path', async () => {
    expect.hasAssertions();
    const eventId = await seats();
    await world().change('UPDATE events SET postponed_at = now() WHERE id = $1', [eventId]);
    for (const wanted of [{ seats: [1] }, { pool: 1, quantity: 1 }]) {
      const body = { id: ids.next(), buyer: 'ann', confirm: true, ...wanted };
      const reply = await world().send('POST', path(eventId), { key: key.secret, body });
      expectRefused(reply, 'sale_not_open');
    }
  });
});

describe('the list of running holds', () => {
  it('spans events, newest first, a page at a time, without what has ended', async () => {
    const ann = await guest();
    const events = [await seats(), await seats(), await seats()];
    const mine: Shown[] = [];
    for (const eventId of events) mine.push(await held(ann, eventId, { seats: [1] }));
    await held(await guest(), events[0] ?? 0, { seats: [2] });
    const last = mine.at(-1);
    await ann.at.send('POST', path(last?.eventId ?? 0, `/${last?.id}/cancel`));
    type Page = { reservations: Shown[]; nextCursor?: string };
    const first = granted<Page>(await ann.at.send('GET', '/api/v1/reservations?limit=1'));
    expect(first.reservations).toEqual([expect.objectContaining({ id: mine[1]?.id })]);
    const next = `/api/v1/reservations?limit=1&cursor=${first.nextCursor}`;
    const second = granted<Page>(await ann.at.send('GET', next));
    expect(second).toEqual({ reservations: [expect.objectContaining({ id: mine[0]?.id })] });
    expectRefused(await ann.at.send('GET', '/api/v1/reservations?cursor=x'), 'invalid_request');
    expectRefused(await world().send('GET', '/api/v1/reservations'), 'session_required');
  });

  it('leaves out a hold whose time is over before anybody has swept it', async () => {
    const [ann, eventId] = [await guest(), await seats()];
    await held(ann, eventId, { pool: 1, quantity: 1 });
    await world().change(
      `UPDATE reservations SET expires_at = now() - interval '1 ms' WHERE event_id = $1`,
      [eventId],
    );
    expect(granted(await ann.at.send('GET', '/api/v1/reservations'))).toEqual({ reservations: [] });
  });
});

describe('against hoarding', () => {
  it('a person has four holds at most, and may repeat the requests for them', async () => {
    const [ann, eventId] = [await guest(), await seats()];
    const bodies = [1, 2, 3, 4].map((seat) => ({ id: ids.next(), seats: [seat] }));
    for (const body of bodies) granted(await hold(ann, eventId, body), 201);
    const fifth = await hold(ann, eventId, { seats: [5] });
    expectRefused(fifth, 'limit_reached');
    expect(fifth.text).toContain('"scope":"holds"');
    const again = granted<Answered>(await hold(ann, eventId, bodies[2] ?? {}), 201);
    expect(again.reservation.id).toBe(bodies[2]?.id);
    await ann.at.send('POST', path(eventId, `/${bodies[0]?.id}/cancel`));
    granted(await hold(ann, eventId, { seats: [5] }), 201);
  });
});

describe('house holds', () => {
  it('are for members whose role grants it, at their own organization', async () => {
    expect.hasAssertions();
    const eventId = await seats();
    const who = await guest();
    const email = `member-${ids.next()}@example.test`;
    const body = { name: 'Member', email, password: 'correct horse battery' };
    granted(await who.at.send('POST', '/api/auth/sign-up/email', body));
    type Begun = { session: { personId: string } };
    const { session } = granted<Begun>(await who.at.send('POST', '/api/v1/session'));
    const block = (to = eventId) =>
      who.at.send('POST', `/api/v1/events/${to}/seats/block`, { seats: [7] });
    expectRefused(await block(), 'forbidden');
    const accountId = session.personId.slice('a:'.length);
    const { organizationId } = key;
    await world().db.transaction((tx) =>
      grantRole(tx, { organizationId, accountId, role: 'manager' }),
    );
    await waitFor('the role to be heard of', async () => {
      await who.at.send('POST', '/api/v1/session');
      return (await block()).status === 200;
    });
    const other = await world().createKey({ organization: 'Another' });
    const theirs = await world().createSeatEvent(other.organizationId, 10);
    expectRefused(await block(theirs), 'event_not_found');
    expectRefused(await hold(who, eventId, { seats: [7] }), 'seats_unavailable');
  });
});

it('leaves a database in which everything agrees', async () => {
  await waitFor('an audit without findings', async () => (await findings()).length === 0);
  expect(await findings()).toEqual([]);
});
