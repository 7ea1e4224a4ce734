/** Organizers change, cancel and postpone events, and nobody else does. */
import { beforeAll, describe, expect, it } from 'vitest';
import { auditFindings } from '../support/audited.ts';
import type { Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { eventOf, type Organizers, startsAt, useOrganizers } from './organizers.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import type { Key, Reply } from './world.ts';

const { world, at } = useOrganizers();
const draft: Organizers['draft'] = (...of) => at().draft(...of);
const create: Organizers['create'] = (...of) => at().create(...of);
const change: Organizers['change'] = (...of) => at().change(...of);
const read: Organizers['read'] = (...of) => at().read(...of);
const hold: Organizers['hold'] = (...of) => at().hold(...of);
const told: Organizers['told'] = (...of) => at().told(...of);
const member: Organizers['member'] = (...of) => at().member(...of);
let key: Key;
let stranger: Key;
beforeAll(() => {
  ({ key, stranger } = at());
});

const ids = Array.from({ length: 8 }, (_, i) => `0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d0${i}`) as [
  string,
  ...string[],
];

describe('a change', () => {
  it('leaves what it does not name, and every process shows it', async () => {
    const event = await create({ description: { en: 'Before' } });
    await read(event.id, 1);
    const changed = eventOf(await change('PUT', `${event.id}`, { name: 'After', ageMin: 9 }));
    expect(changed).toMatchObject({ name: 'After', startsAt, available: 100 });
    expect(await told(event.id)).toEqual(['created', 'updated']);
    await waitFor('the other process', async () => (await read(event.id, 1)).name === 'After');
    const nothing = eventOf(await change('PUT', `${event.id}`, {}));
    expect(nothing.name).toBe('After');
    expect(await told(event.id)).toEqual(['created', 'updated']);
  });

  it('is checked against the times that stay', async () => {
    const event = await create({ saleEndsAt: '2040-04-30T00:00:00Z' });
    const put = (body: unknown) => change('PUT', `${event.id}`, body);
    const early = await put({ startsAt: '2040-04-01T00:00:00Z' });
    expectProductRefusal(early, 'invalid_request', badFields('body.saleEndsAt'));
    const past = await put({ startsAt: '2020-04-01T00:00:00Z' });
    expect(past.status).toBe(400);
    const late = await put({ refundableUntil: '2041-01-01T00:00:00Z' });
    expectProductRefusal(late, 'invalid_request', badFields('body.refundableUntil'));
    expectProductRefusal(
      await put({ timeZone: 'X' }),
      'invalid_request',
      badFields('body.timeZone'),
    );
    expect((await put({ status: 'cancelled' })).status).toBe(400);
    expect(await read(event.id)).toMatchObject({ startsAt });
  });

  it('opens and ends the sale', async () => {
    const event = await create({ saleOpensAt: '2040-01-01T00:00:00Z' });
    expect(event.status).toBe('upcoming');
    const now = new Date().toISOString();
    expect(eventOf(await change('PUT', `${event.id}`, { saleOpensAt: now })).status).toBe(
      'on_sale',
    );
    granted(await hold(event.id, ids[0]), 201);
  });
});

describe('a cancelled event', () => {
  it('stays cancelled, sells nothing more, and says so once', async () => {
    const event = await create();
    granted(await hold(event.id, ids[1] ?? ''), 201);
    await read(event.id, 1);
    expect(eventOf(await change('POST', `${event.id}/cancel`)).status).toBe('cancelled');
    expect(eventOf(await change('POST', `${event.id}/cancel`)).status).toBe('cancelled');
    expect(await told(event.id)).toEqual(['created', 'cancelled']);
    const [row] = await world().change(
      `SELECT payload FROM outbox WHERE event_id = $1 AND payload->>'change' = 'cancelled'`,
      [event.id],
    );
    expect(row?.['payload']).toEqual({ v: 1, kind: 'event', change: 'cancelled' });
    expect((await hold(event.id, ids[2] ?? '')).status).toBe(409);
    expectProductRefusal(await change('PUT', `${event.id}`, { name: 'x' }), 'event_cancelled');
    expectProductRefusal(await change('POST', `${event.id}/postpone`, {}), 'event_cancelled');
    await waitFor(
      'the other process',
      async () => (await read(event.id, 1)).status === 'cancelled',
    );
  });
});

describe('a postponed event', () => {
  it('pauses its sale until it has a new date, and keeps what was sold', async () => {
    const event = await create({ saleEndsAt: '2040-05-01T09:30:00Z' });
    granted(await hold(event.id, ids[3] ?? ''), 201);
    expect(eventOf(await change('POST', `${event.id}/postpone`, {})).status).toBe('postponed');
    expect(eventOf(await change('POST', `${event.id}/postpone`, {})).status).toBe('postponed');
    const refused = await hold(event.id, ids[4] ?? '');
    expectProductRefusal(refused, 'sale_not_open', { postponed: true });
    const past = await change('POST', `${event.id}/postpone`, { startsAt: '2020-05-01T00:00:00Z' });
    expect(past.status).toBe(400);
    const again = { startsAt: '2040-06-01T10:30:00.000Z' };
    const dated = eventOf(await change('POST', `${event.id}/postpone`, again));
    expect(dated).toMatchObject({
      ...again,
      status: 'on_sale',
      saleEndsAt: '2040-06-01T09:30:00.000Z',
      available: 99,
    });
    eventOf(await change('POST', `${event.id}/postpone`, again));
    expect(await told(event.id)).toEqual(['created', 'postponed', 'rescheduled']);
    granted(await hold(event.id, ids[5] ?? ''), 201);
  });
});

describe('somebody else', () => {
  it('finds no event to change', async () => {
    const event = await create();
    const replies = [
      await change('PUT', `${event.id}`, { name: 'Mine' }, stranger.secret),
      await change('POST', `${event.id}/cancel`, undefined, stranger.secret),
      await change('POST', `${event.id}/postpone`, {}, stranger.secret),
      await change('POST', '999999/cancel'),
    ];
    for (const reply of replies) expectProductRefusal(reply, 'event_not_found');
    expect(await read(event.id)).toMatchObject({ name: '새 공연', status: 'on_sale' });
  });

  it('is also a member of staff, or of another organization; owners and managers may', async () => {
    const event = await create();
    const { organizationId } = key;
    const staff = await member(organizationId, 'staff');
    const outsiders = [
      await member(undefined, 'owner'),
      staff,
      await member(stranger.organizationId, 'owner'),
    ];
    const cancel = (who: Visitor) => who.send('POST', `/api/v1/events/${event.id}/cancel`);
    const replies: Reply[] = [];
    for (const who of outsiders) replies.push(await cancel(who));
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 404]);
    const noScope = await staff.send('POST', '/api/v1/events', draft());
    expectProductRefusal(noScope, 'forbidden', { scope: 'events:write' });
    const abroad = await outsiders[2]?.send('POST', '/api/v1/events', draft());
    expect(abroad?.status).toBe(403);
    const manager = await member(organizationId, 'manager');
    const keyed = { 'idempotency-key': 'manager' };
    const make = () => manager.send('POST', '/api/v1/events', draft(), keyed);
    const made = [eventOf(await make(), 201).id, eventOf(await make(), 201).id];
    expect(made[1]).toBe(made[0]);
    const owner = await member(organizationId, 'owner');
    const own = eventOf(await owner.send('POST', '/api/v1/events', draft(), keyed), 201);
    expect(own.id).not.toBe(made[0]);
    expect(eventOf(await cancel(owner)).status).toBe('cancelled');
  });
});

it('leaves nothing behind that an audit would find', async () => {
  await waitFor('an audit without findings', async () => {
    return (await auditFindings(world().databaseUrl)).length === 0;
  });
  expect(await auditFindings(world().databaseUrl)).toEqual([]);
});
