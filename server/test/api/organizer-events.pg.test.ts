/** Organizers make events: what is stored, every refusal, and what visitors find of it. */
import type { ProductEvent } from '@onsale/contract/product.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditFindings } from '../support/audited.ts';
import { waitFor } from '../support/wait-for.ts';
import { eventOf, type Organizers, startsAt, tiers, useOrganizers } from './organizers.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import type { Key } from './world.ts';

const { world, at } = useOrganizers();
const draft: Organizers['draft'] = (...of) => at().draft(...of);
const onPlan: Organizers['onPlan'] = (...of) => at().onPlan(...of);
const post: Organizers['post'] = (...of) => at().post(...of);
const create: Organizers['create'] = (...of) => at().create(...of);
const change: Organizers['change'] = (...of) => at().change(...of);
let key: Key;
let stranger: Key;
let planId: number;
beforeAll(() => {
  ({ key, stranger, planId } = at());
});

describe('a new event', () => {
  it('is stored as it was told, with its areas, and on sale', async () => {
    const told = {
      translations: { en: 'A new show' },
      timeZone: 'Europe/London',
      saleEndsAt: '2040-05-01T09:30:00.000Z',
      description: { en: 'Long.\nLonger.' },
      genre: 'jazz',
      runningMinutes: 90,
      ageMin: 12,
      perOrderMax: 4,
      perPersonMax: 8,
      singleSeatGaps: 'refused',
      refundableUntil: '2040-04-30T00:00:00.000Z',
      ticketTypes: [{ code: 'adult', name: { en: 'Adult' }, pricePercent: 100 }],
      fees: { basisPoints: 350, perTicketMinor: 1_000 },
    } as const;
    const event = eventOf(await post(draft({ ...told, ticketTypes: [...told.ticketTypes] })), 201);
    expect(event).toMatchObject({
      name: '새 공연',
      startsAt,
      status: 'on_sale',
      capacity: 100,
      available: 100,
      currency: 'KRW',
      pools: [{ pool: 1, capacity: 100 }],
      translations: told.translations,
      timeZone: told.timeZone,
      saleEndsAt: told.saleEndsAt,
    });
    const [row] = await world().change(
      `SELECT genre, running_minutes AS "runningMinutes", age_min AS "ageMin", description,
              per_order_max AS "perOrderMax", per_person_max AS "perPersonMax",
              single_seat_gaps AS gaps, fee_basis_points AS "basisPoints",
              fee_per_ticket_minor AS "perTicketMinor",
              refundable_until = '2040-04-30T00:00:00Z' AS refundable
         FROM events WHERE id = $1`,
      [event.id],
    );
    expect(row).toEqual({
      genre: 'jazz',
      runningMinutes: 90,
      ageMin: 12,
      description: told.description,
      perOrderMax: 4,
      perPersonMax: 8,
      gaps: false,
      ...told.fees,
      refundable: true,
    });
  });

  it('on a plan of the organization has all its seats, its venue and its zone', async () => {
    const event = eventOf(await post(onPlan()), 201);
    expect(event).toMatchObject({
      capacity: 265,
      available: 265,
      timeZone: 'Asia/Seoul',
      seatingPlan: { id: planId, version: 1 },
    });
    expect(event.tiers.map(({ code }) => code)).toEqual(['VIP', 'R', 'S']);
  });

  it('names every field that is wrong', async () => {
    const bad = {
      timeZone: '+09:00',
      startsAt: '2020-01-01T00:00:00Z',
      currency: 'QQQ',
      description: { ko: 'a\u0000b' },
      tiers: [
        { code: 'A', name: {}, priceMinor: 1 },
        { code: 'A', name: { en: 'A' }, priceMinor: 1 },
      ],
      areas: [{ pool: 1, tier: 'B', capacity: 1 }],
    };
    const fields = [
      'body.startsAt',
      'body.saleOpensAt',
      'body.timeZone',
      'body.currency',
      'body.description.ko',
      'body.tiers.0.name',
      'body.tiers.1.code',
      'body.areas.0.tier',
    ];
    expectProductRefusal(await post(draft(bad)), 'invalid_request', badFields(...fields));
    const reversed = { saleOpensAt: '2040-03-01T00:00:00Z', saleEndsAt: '2040-02-01T00:00:00Z' };
    const window = badFields('body.saleEndsAt');
    expectProductRefusal(await post(draft(reversed)), 'invalid_request', window);
    const noSuchDay = await post(draft({ startsAt: '2040-02-30T00:00:00Z' }));
    expect(noSuchDay.status).toBe(400);
    const { areas: _, ...placeless } = draft();
    expectProductRefusal(await post(placeless), 'invalid_request', badFields('body.areas'));
    const both = onPlan({ areas: [{ pool: 1, tier: 'S', capacity: 1 }] });
    expectProductRefusal(
      await post({ ...both, areas: [{ pool: 1, tier: 'S', capacity: 1 }] }),
      'invalid_request',
      badFields('body.areas'),
    );
    const unpriced = await post(onPlan({ tiers: tiers.slice(0, 2) }));
    expectProductRefusal(unpriced, 'invalid_request', badFields('body.tiers'));
  });

  it('is for those who may: the key, the scope, the organization, its own plan', async () => {
    const page = { 'sec-fetch-site': 'same-origin' };
    const nobody = await world().send('POST', '/api/v1/events', { body: draft(), headers: page });
    expectProductRefusal(nobody, 'session_required');
    const site = await world().send('POST', '/api/v1/events', { body: draft() });
    expect(site.status).toBe(403);
    const reader = await world().createKey({ scopes: ['events:read'] });
    const forbidden = await post(draft(), { key: reader.secret });
    expectProductRefusal(forbidden, 'forbidden', { scope: 'events:write' });
    const foreign = await post(draft(), { key: stranger.secret });
    const { organizationId } = key;
    expectProductRefusal(foreign, 'forbidden', { organizationId });
    const stolen = onPlan({ organizationId: stranger.organizationId });
    expectProductRefusal(await post(stolen, { key: stranger.secret }), 'seating_plan_not_found');
    expectProductRefusal(await post(onPlan({ seatingPlanId: 999_999 })), 'seating_plan_not_found');
  });

  it('is made once for an idempotency key, which is its caller’s own', async () => {
    const headers = { 'idempotency-key': 'the-same' };
    const made = await Promise.all([post(draft(), { headers }), post(draft(), { headers })]);
    const [first, second] = made.map((reply) => eventOf(reply, 201).id);
    expect(first).toBe(second);
    const other = await post(draft({ name: 'another' }), { headers });
    expectProductRefusal(other, 'idempotency_mismatch');
    const theirs = draft({ organizationId: stranger.organizationId });
    const reply = await post(theirs, { key: stranger.secret, headers });
    expect(eventOf(reply, 201).id).not.toBe(first);
  });
});

it('visitors find cancelled, postponed and past dates', async () => {
  const upcoming = await create({ startsAt: '2050-01-01T00:00:00Z' });
  const cancelled = await create({ startsAt: '2050-01-02T00:00:00Z' });
  const postponed = await create({ startsAt: '2050-01-03T00:00:00Z' });
  const past = await create({ startsAt: '2050-01-04T00:00:00Z' });
  await change('POST', `${cancelled.id}/cancel`);
  await change('POST', `${postponed.id}/postpone`, {});
  await world().change(`UPDATE events SET starts_at = '2021-01-01' WHERE id = ANY ($1::bigint[])`, [
    `{${past.id},${postponed.id}}`,
  ]);
  const list = async (query: string): Promise<number[]> => {
    const found: number[] = [];
    let cursor = '';
    do {
      const reply = await world().send('GET', `/api/v1/events?limit=3${query}${cursor}`);
      const page = granted<{ events: ProductEvent[]; nextCursor?: string }>(reply);
      found.push(...page.events.map(({ id }) => id));
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    return found;
  };
  const mine = new Set([upcoming.id, cancelled.id, postponed.id, past.id]);
  const of = async (query: string) => (await list(query)).filter((id) => mine.has(id));
  expect(await of('&when=upcoming')).toEqual([postponed.id, upcoming.id, cancelled.id]);
  expect(await of('&when=past')).toEqual([past.id]);
  const all = await of('&when=all');
  // Of the same moment: in order of their making.
  expect(all).toEqual([postponed.id, past.id, upcoming.id, cancelled.id]);
  expect(await of('')).toEqual([upcoming.id]);
  const bad = await world().send('GET', '/api/v1/events?when=never');
  expectProductRefusal(bad, 'invalid_request', badFields('query.when'));
});

it('leaves nothing behind that an audit would find', async () => {
  await waitFor('an audit without findings', async () => {
    return (await auditFindings(world().databaseUrl)).length === 0;
  });
  expect(await auditFindings(world().databaseUrl)).toEqual([]);
});
