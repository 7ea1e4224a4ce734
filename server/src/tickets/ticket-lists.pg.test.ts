/** Lists of tickets: in pages, of their owner; of revoked ones, for the organization. */
import type { Ticket } from '@onsale/contract/order.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Key, useWorld } from '../../test/api/world.ts';
import { createHolders, guest, type Holders } from '../../test/support/ticket-holders.ts';
import { mainPool } from '../inventory/stock-event.ts';
import type { Uuid } from '../lib/uuid-v7.ts';

const world = useWorld();
let key: Key;
let holders: Holders;
beforeAll(async () => {
  key = await world().createKey();
  holders = createHolders(world(), key.organizationId);
});

const noInput = { headers: undefined, body: undefined } as const;

describe('lists', () => {
  it('come in pages that do not shift, and can be narrowed', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 100);
    const other = await world().createSeatEvent(key.organizationId, 10);
    const buyer = guest('collector');
    const bookings: Uuid[] = [];
    for (const quantity of [3, 1, 2]) {
      bookings.push(await holders.book(buyer, eventId, { pool: mainPool, quantity }));
    }
    const seats = await holders.book(buyer, other, { seats: [4, 9] });
    const all = await holders.list(buyer);
    expect(all.tickets.map((t) => [t.reservationId, t.admission])).toEqual([
      [seats, 1],
      [seats, 2],
      [bookings[2], 1],
      [bookings[2], 2],
      [bookings[1], 1],
      [bookings[0], 1],
      [bookings[0], 2],
      [bookings[0], 3],
    ]);
    expect(all.tickets[0]?.label).toEqual({ ko: '4번', en: 'Seat 4' });
    expect(all.nextCursor).toBeUndefined();
    const paged: Ticket[] = [];
    let cursor: string | undefined;
    do {
      const page = await holders.list(buyer, {
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      });
      paged.push(...page.tickets);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(paged).toEqual(all.tickets);
    expect((await holders.list(buyer, { eventId: other })).tickets).toHaveLength(2);
    expect((await holders.list(buyer, { reservationId: bookings[0] ?? '' })).tickets).toHaveLength(
      3,
    );
  });

  it('refuse cursors that are not theirs', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 1);
    const refusal = { ok: false, code: 'invalid_request' };
    const query = { cursor: 'x' };
    expect(
      await holders.routes.listTickets(
        { ...noInput, params: undefined, query },
        guest('x'),
        'trace',
      ),
    ).toMatchObject(refusal);
    const path = `/api/v1/events/${eventId}/revoked-tickets?cursor=x`;
    expect((await world().send('GET', path, { key: key.secret })).status).toBe(400);
  });

  it('of revoked tickets are for those of the organization, in pages', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 100);
    const buyer = guest('many');
    await holders.book(buyer, eventId, { pool: mainPool, quantity: 5 });
    await world().change('update tickets set version = 3 where event_id = $1', [eventId]);
    const path = `/api/v1/events/${eventId}/revoked-tickets`;
    const seen: unknown[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const reply = await world().send('GET', `${path}?limit=2${cursor}`, { key: key.secret });
      const body = reply.body as { revoked: { version: number }[]; nextCursor?: string };
      seen.push(...body.revoked.map(({ version }) => version));
      next = body.nextCursor;
    }
    // A new version of a valid ticket refuses the older codes just the same.
    expect(seen).toEqual([2, 2, 2, 2, 2]);
    const stranger = await world().createKey({ organization: 'Other' });
    expect((await world().send('GET', path, { key: stranger.secret })).status).toBe(404);
    const narrow = await world().createKey({ scopes: ['events:read'] });
    expect((await world().send('GET', path, { key: narrow.secret })).status).toBe(403);
    expect((await world().send('GET', path)).status).toBe(401);
  });
});
