/** Tickets through the API: whose they are, what they say, and codes that verify with the public keys. */
import type { Ticket } from '@onsale/contract/order.ts';
import type { TicketCode } from '@onsale/contract/ticket-code.ts';
import { readTicketCode } from '@onsale/contract/ticket-code.ts';
import {
  importTicketKeys,
  type TicketJwk,
  verifyTicketCode,
} from '@onsale/contract/verify-ticket-code.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Key, useWorld } from '../../test/api/world.ts';
import { createHolders, guest, type Holders } from '../../test/support/ticket-holders.ts';
import { mainPool } from '../inventory/stock-event.ts';

const world = useWorld();
let key: Key;
let holders: Holders;
beforeAll(async () => {
  key = await world().createKey();
  holders = createHolders(world(), key.organizationId);
});

async function publicKeys(): Promise<readonly TicketJwk[]> {
  const { body, headers } = await world().send('GET', '/api/v1/ticket-keys');
  expect(headers.get('cache-control')).toBe('public, max-age=300');
  return (body as { keys: readonly TicketJwk[] }).keys;
}

const claimsOf = (ticket: Ticket): TicketCode['claims'] | undefined =>
  readTicketCode(ticket.code ?? '')?.claims;

describe('a ticket', () => {
  it('of a seat says where it is in both languages, and has a code that verifies', async () => {
    const eventId = await world().createHallEvent(key.organizationId);
    await world().change(
      `update events e set venue_id = p.venue_id from seating_plans p
        where p.id = e.seating_plan_id and e.id = $1`,
      [eventId],
    );
    const buyer = guest('hall');
    const id = await holders.book(buyer, eventId, { seats: [0, 31] });
    const { tickets } = await holders.list(buyer);
    expect(tickets).toMatchObject([
      {
        eventId,
        reservationId: id,
        admission: 1,
        of: 2,
        status: 'valid',
        seat: 0,
        tier: 'VIP',
        label: {
          ko: expect.stringMatching(/열 .+번$/),
          en: expect.stringMatching(/Row .+, Seat /),
        },
        event: {
          name: 'A sale',
          timeZone: 'Asia/Seoul',
          status: 'on_sale',
          venue: { ko: '소극장' },
        },
      },
      { admission: 2, seat: 31, tier: 'R' },
    ]);
    expect(tickets.map(({ code }) => code)).toEqual([undefined, undefined]);
    const ticket = await holders.mustRead(buyer, eventId, tickets[1]?.id ?? '');
    const keys = await importTicketKeys(await publicKeys());
    expect(await verifyTicketCode(ticket.code ?? '', keys, { eventId })).toMatchObject({
      verdict: 'valid',
      claims: {
        eventId,
        ticketId: ticket.id,
        version: 1,
        place: { seat: 31 },
        admission: 2,
        of: 2,
      },
    });
  });

  it('of an area has the name of the area', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 10);
    const buyer = guest('standing');
    await holders.book(buyer, eventId, { pool: mainPool, quantity: 1 });
    const [ticket] = (await holders.list(buyer)).tickets;
    expect(ticket).toMatchObject({
      pool: mainPool,
      tier: 'general',
      label: { ko: '일반', en: 'General' },
    });
    const whole = await holders.mustRead(buyer, eventId, ticket?.id ?? '');
    expect(claimsOf(whole)).toMatchObject({ place: { pool: mainPool }, admission: 1, of: 1 });
  });

  it('of an order has its tier and ticket type, place by place', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 10, {}, 5);
    const buyer = guest('family');
    const seats = await holders.book(buyer, eventId, { seats: [3, 8] });
    const area = await holders.book(buyer, eventId, { pool: mainPool, quantity: 2 });
    for (const [id, lines] of [
      [seats, "(1, 3, null::int, 'vip', 'adult'), (2, 8, null, 'vip', 'child')"],
      [area, "(1, null::int, 1, 'floor', 'child'), (2, null, 1, 'floor', 'adult')"],
    ]) {
      // The reservation's id will do for the order's.
      await world().change(
        `insert into orders (event_id, id, reservation_id, organization_id, email, language, currency,
                             subtotal_minor, fees_minor, total_minor)
         values ($1, $2, $2, $3, 'a@b.example', 'ko', 'KRW', 0, 0, 0)`,
        [eventId, id, key.organizationId],
      );
      await world().change(
        `insert into order_lines (event_id, order_id, line, seat_no, pool_id, tier_code, ticket_type,
                                  unit_minor, fee_minor)
         select $1, $2, l.*, 0, 0 from (values ${lines}) as l`,
        [eventId, id],
      );
    }
    expect((await holders.list(buyer)).tickets).toMatchObject([
      { orderId: area, admission: 1, tier: 'floor', ticketType: 'child' },
      { orderId: area, admission: 2, tier: 'floor', ticketType: 'adult' },
      { orderId: seats, seat: 3, tier: 'vip', ticketType: 'adult' },
      { orderId: seats, seat: 8, tier: 'vip', ticketType: 'child' },
    ]);
  });

  it('of somebody else is not found, nor is one of another event', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 10);
    const other = await world().createPoolEvent(key.organizationId, 10);
    const buyer = guest('owner');
    await holders.book(buyer, eventId, { pool: mainPool, quantity: 1 });
    const ticketId = (await holders.list(buyer)).tickets[0]?.id ?? '';
    const notFound = { ok: false, code: 'ticket_not_found' };
    expect(await holders.read(guest('thief'), eventId, ticketId)).toEqual(notFound);
    expect(await holders.read(buyer, other, ticketId)).toEqual(notFound);
    expect(await holders.read(buyer, 999_999, ticketId)).toEqual({
      ok: false,
      code: 'event_not_found',
    });
    expect((await holders.list(guest('thief'))).tickets).toEqual([]);
  });

  it('that was revoked is shown without a code, and its old code is on the list', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 10);
    const buyer = guest('gives back');
    const id = await holders.book(buyer, eventId, { pool: mainPool, quantity: 2 });
    const { tickets } = await holders.list(buyer);
    const before = await holders.mustRead(buyer, eventId, tickets[0]?.id ?? '');
    await holders.cancel(eventId, id);
    const after = await holders.mustRead(buyer, eventId, before.id);
    expect(after).toMatchObject({ status: 'revoked' });
    expect(after.code).toBeUndefined();
    const path = `/api/v1/events/${eventId}/revoked-tickets`;
    const reply = await world().send('GET', path, { key: key.secret });
    const { revoked } = reply.body as { revoked: { id: string; version: number }[] };
    expect(revoked.map(({ version }) => version)).toEqual([1, 1]);
    const keys = await importTicketKeys(await publicKeys());
    const refused = new Map(revoked.map((one) => [one.id, one.version]));
    expect(await verifyTicketCode(before.code ?? '', keys, { revoked: refused })).toMatchObject({
      verdict: 'revoked',
    });
  });
});
