/** Rehearsals over HTTP: a copy that is in no list, is paid with nobody's money, and goes without a trace. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '@onsale/contract/order.ts';
import type { Reservation } from '@onsale/contract/product.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { forgetRehearsals } from '../../src/rehearsal/remove-rehearsal.ts';
import { auditFindings } from '../support/audited.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { eventOf, useOrganizers } from './organizers.ts';
import { expectProductRefusal, granted } from './refusals.ts';
import type { Reply } from './world.ts';

const { world, at } = useOrganizers();
const ids = createIds(systemClock);
const send = (method: 'GET' | 'POST' | 'DELETE', path: string, key?: string, body?: unknown) =>
  world().send(method, `/api/v1/events/${path}`, {
    ...(key === undefined ? {} : { key }),
    ...(body === undefined ? {} : { body }),
  });
const rehearse = async (eventId: number, body: object = { opensInSeconds: 0 }): Promise<Reply> =>
  send('POST', `${eventId}/rehearsals`, at().key.secret, body);

let visitor: Visitor;
beforeAll(async () => {
  visitor = createVisitor(world().processes[0]?.url ?? '');
  granted(await visitor.send('POST', '/api/v1/session'));
});

/** Holds, orders, pays, and waits for the ticket. */
async function buy(eventId: number): Promise<Order> {
  const path = `/api/v1/events/${eventId}`;
  const wish = { id: ids.next(), pool: 1, quantity: 2 };
  const held = await visitor.send('POST', `${path}/reservations`, wish);
  const { reservation } = granted<{ reservation: Reservation }>(held, 201);
  const orderPath = `${path}/orders/${ids.next()}`;
  const body = { reservationId: reservation.id, email: 'a@example.org' };
  const { order } = granted<{ order: Order }>(await visitor.send('PUT', orderPath, body));
  const payment = { id: ids.next(), source: 'sim_ok', totalMinor: order.totalMinor };
  granted(await visitor.send('POST', `${orderPath}/payments`, payment));
  const read = async (): Promise<Order> =>
    granted<{ order: Order }>(await visitor.send('GET', orderPath)).order;
  await waitFor('the tickets', async () => (await read()).tickets === 2);
  return read();
}

async function listed(): Promise<number[]> {
  const found: number[] = [];
  for (const when of ['upcoming', 'past', 'all', undefined]) {
    const query = `limit=200${when === undefined ? '' : `&when=${when}`}`;
    const reply = await world().send('GET', `/api/v1/events?${query}`);
    found.push(...granted<{ events: { id: number }[] }>(reply).events.map(({ id }) => id));
  }
  return found;
}

describe('a rehearsal', () => {
  it('is the same house, marked, opening when it is told to, and in no list', async () => {
    const event = await at().create({ name: 'Tour', perOrderMax: 4, translations: { en: 'Tour' } });
    const copy = eventOf(await rehearse(event.id, { opensInSeconds: 3_600 }), 201);
    const { id, name, translations, saleOpensAt, rehearsalOf, status, asOfSeq, ...same } = copy;
    expect({ name, translations, rehearsalOf, status }).toEqual({
      name: 'REHEARSAL · Tour',
      translations: { en: 'REHEARSAL · Tour' },
      rehearsalOf: event.id,
      status: 'upcoming',
    });
    const opensInMs = Date.parse(saleOpensAt ?? '') - Date.now();
    expect(Math.abs(opensInMs - 3_600_000)).toBeLessThan(600_000);
    expect(event).toMatchObject(same);
    expect(event.rehearsalOf).toBeUndefined();
    const all = await listed();
    expect(all).toContain(event.id);
    expect(all).not.toContain(id);
    expect(asOfSeq).toBeTypeOf('number');
  });

  it('has the seats of its plan', async () => {
    const event = eventOf(await at().post(at().onPlan()), 201);
    const copy = eventOf(await rehearse(event.id), 201);
    expect(copy).toMatchObject({ capacity: event.capacity, seatingPlan: event.seatingPlan });
    granted(await send('DELETE', `${copy.id}/rehearsal`, at().key.secret));
    expect(await auditFindings(world().databaseUrl)).toEqual([]);
  });

  it('is for those who may change the event, and of a real event', async () => {
    const event = await at().create();
    const { secret } = at().stranger;
    const body = {};
    for (const reply of [
      await send('POST', `${event.id}/rehearsals`, secret, body),
      await send('GET', `${event.id}/rehearsals`, secret),
      await send('DELETE', `${event.id}/rehearsal`, secret),
    ]) {
      expectProductRefusal(reply, 'event_not_found');
    }
    const copy = eventOf(await rehearse(event.id), 201);
    expect(copy.rehearsalOf).toBe(event.id);
    expectProductRefusal(await rehearse(copy.id), 'is_a_rehearsal', { of: event.id });
  });

  it('a real event is never removed', async () => {
    const event = await at().create();
    const reply = await send('DELETE', `${event.id}/rehearsal`, at().key.secret);
    expectProductRefusal(reply, 'not_a_rehearsal');
    expect(await at().read(event.id)).toMatchObject({ id: event.id, available: 100 });
  });
});

it('all of it is removed: nothing is left to read, to buy or to find for an audit', async () => {
  const event = await at().create();
  await buy(event.id);
  const copy = eventOf(await rehearse(event.id), 201);
  const bought = await buy(copy.id);
  const held = await at().hold(copy.id, ids.next());
  expect(held.status).toBe(201);
  const list = await send('GET', `${event.id}/rehearsals`, at().key.secret);
  expect(granted<{ rehearsals: unknown[] }>(list).rehearsals).toMatchObject([
    { eventId: copy.id, rehearsalOf: event.id, counts: { orders: 1, tickets: 2 } },
  ]);

  const gone = await send('DELETE', `${copy.id}/rehearsal`, at().key.secret);
  expect(granted<{ rows: number }>(gone).rows).toBeGreaterThan(8);
  expect(await auditFindings(world().databaseUrl)).toEqual([]);
  expectProductRefusal(await send('GET', `${copy.id}`), 'event_not_found');
  const mine = await visitor.send('GET', `/api/v1/events/${copy.id}/orders/${bought.id}`);
  expect(mine.status).toBe(404);
  await waitFor('the other process to hear', async () => {
    const other = await world().send('GET', `/api/v1/events/${copy.id}`, { at: 1 });
    return other.status === 404;
  });
  expectProductRefusal(await at().hold(copy.id, ids.next()), 'event_not_found');
  const again = await send('DELETE', `${copy.id}/rehearsal`, at().key.secret);
  expect(granted<{ rows: number }>(again).rows).toBe(0);
  const left = granted<{ rehearsals: unknown[] }>(
    await send('GET', `${event.id}/rehearsals`, at().key.secret),
  );
  expect(left.rehearsals).toEqual([]);
  // What was really bought is still there.
  expect(await at().read(event.id)).toMatchObject({ available: 98 });
});

it('the last row goes when the outbox has forgotten the event, not before', async () => {
  const { db } = world();
  const change = (text: string, values: unknown[]) => world().change(text, values);
  const copy = eventOf(await rehearse((await at().create()).id), 201);
  granted(await send('DELETE', `${copy.id}/rehearsal`, at().key.secret));
  const rows = (): Promise<unknown[]> => change('SELECT 1 FROM events WHERE id = $1', [copy.id]);
  await forgetRehearsals(db);
  expect(await rows()).toHaveLength(1);
  await waitFor('its rows to be stamped', async () => {
    const waiting = 'SELECT 1 FROM outbox WHERE event_id = $1 AND position IS NULL';
    return (await change(waiting, [copy.id])).length === 0;
  });
  await change('DELETE FROM outbox WHERE event_id = $1', [copy.id]);
  await forgetRehearsals(db);
  expect(await rows()).toHaveLength(0);
});
