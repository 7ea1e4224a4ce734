/** Giving a ticket to a friend through HTTP: the link, the friend's code, the door's list, the way back. */
// oxlint-disable vitest/expect-expect -- granted() and expectProductRefusal() do it
import { randomBytes } from 'node:crypto';
import type { Order, Ticket } from '@onsale/contract/order.ts';
import type { OfferedTicket } from '@onsale/contract/transfer.ts';
import { importTicketKeys, verifyTicketCode } from '@onsale/contract/verify-ticket-code.ts';
import { beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { auditFindings } from '../support/audited.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { expectProductRefusal, granted } from './refusals.ts';
import { type Key, useWorld } from './world.ts';

const world = useWorld();
const ids = createIds(systemClock);
const token = randomBytes(32).toString('base64url');
let key: Key;
let eventId: number;
let buyer: Visitor;
let friend: Visitor;
let order: Order;
let ticket: Ticket;

const root = () => `/api/v1/events/${eventId}`;
async function guest(): Promise<Visitor> {
  const visitor = createVisitor(world().processes[0]?.url ?? '');
  granted(await visitor.send('POST', '/api/v1/session'));
  return visitor;
}
const ticketsOf = async (visitor: Visitor): Promise<Ticket[]> =>
  granted<{ tickets: Ticket[] }>(await visitor.send('GET', '/api/v1/tickets')).tickets;
const read = (visitor: Visitor) => visitor.send('GET', `${root()}/tickets/${ticket.id}`);
const codeOf = async (visitor: Visitor): Promise<string> =>
  granted<{ ticket: Ticket }>(await read(visitor)).ticket.code ?? '';
const open = (text: string) => friend.send('POST', '/api/v1/transfers/open', { token: text });
const offer = (visitor: Visitor, body: object) =>
  visitor.send('PUT', `${root()}/tickets/${ticket.id}/transfers/${ids.next()}`, body);

beforeAll(async () => {
  key = await world().createKey({ scopes: ['tickets:read'] });
  eventId = await world().createSeatEvent(key.organizationId, 10, {
    refundableUntilMs: Date.now() + 86_400_000,
  });
  [buyer, friend] = await Promise.all([guest(), guest()]);
  const id = ids.next();
  granted(await buyer.send('POST', `${root()}/reservations`, { id, seats: [0, 1] }), 201);
  const wish = { reservationId: id, email: 'buyer@example.com' };
  const put = await buyer.send('PUT', `${root()}/orders/${id}`, wish);
  ({ order } = granted<{ order: Order }>(put));
  const payment = { id: ids.next(), source: 'sim_ok', totalMinor: order.totalMinor };
  granted(await buyer.send('POST', `${root()}/orders/${id}/payments`, payment));
  const tickets = await waitFor('the tickets', async () => {
    const found = await ticketsOf(buyer);
    return found.length === 2 && found;
  });
  const [first] = tickets;
  if (first === undefined) throw new Error('there is no ticket');
  ticket = first;
});

it('only its owner offers a ticket, and sees the offer on it', async () => {
  const wish = { token, fromName: 'Ada' };
  expectProductRefusal(await offer(friend, wish), 'ticket_not_found');
  granted(await offer(buyer, wish));
  const shown = granted<{ ticket: Ticket }>(await read(buyer)).ticket;
  expect(Date.parse(shown.offer?.endsAt ?? '')).toBeGreaterThan(Date.now());
  const weak = await offer(buyer, { ...wish, token: 'short' });
  expect(weak.body).toMatchObject({ error: { code: 'invalid_request' } });
});

it('whoever has the link sees what it offers, and nobody else anything', async () => {
  const { offer: seen } = granted<{ offer: OfferedTicket }>(await open(token));
  expect(seen).toMatchObject({ status: 'offered', eventId, fromName: 'Ada', asksName: false });
  expect(JSON.stringify(seen)).not.toContain(ticket.id);
  const other = randomBytes(32).toString('base64url');
  expectProductRefusal(await open(other), 'transfer_not_found');
});

it('a friend accepts: the old code is on the door’s list, the new one opens', async () => {
  const before = await codeOf(buyer);
  const accept = await friend.send('POST', '/api/v1/transfers/accept', { token, name: 'Bob' });
  expect(granted(accept)).toEqual({ eventId, ticketId: ticket.id });
  expectProductRefusal(await read(buyer), 'ticket_not_found');
  const after = await codeOf(friend);
  expect(after).not.toBe(before);
  const { keys } = granted<{ keys: { kty: string; crv: string; x: string }[] }>(
    await world().send('GET', '/api/v1/ticket-keys'),
  );
  const listed = await world().send('GET', `${root()}/revoked-tickets`, { key: key.secret });
  const { revoked } = granted<{ revoked: { id: string; version: number }[] }>(listed);
  expect(revoked).toEqual([{ id: ticket.id, version: 1 }]);
  const known = await importTicketKeys(keys);
  const versions = await Promise.all(
    [before, after].map((code) => verifyTicketCode(code, known, { eventId })),
  );
  expect(versions).toMatchObject([{ claims: { version: 1 } }, { claims: { version: 2 } }]);
  expect(await ticketsOf(friend)).toMatchObject([{ received: true, attendee: 'Bob' }]);
  expect(await ticketsOf(friend)).not.toMatchObject([{ orderId: order.id }]);
  expect(await ticketsOf(buyer)).toHaveLength(1);
});

it('its order shows what is given, and cannot be cancelled by its buyer meanwhile', async () => {
  const shown = await buyer.send('GET', `${root()}/orders/${order.id}`);
  const { lines } = granted<{ order: Order }>(shown).order;
  expect(lines.map(({ given = false }) => given).filter(Boolean)).toHaveLength(1);
  const cancel = () => buyer.send('POST', `${root()}/orders/${order.id}/cancel`);
  expectProductRefusal(await cancel(), 'ticket_transferred', { given: 1 });
  const giveBack = `${root()}/tickets/${ticket.id}/give-back`;
  expectProductRefusal(await buyer.send('POST', giveBack), 'ticket_not_found');
  granted(await friend.send('POST', giveBack));
  expect(await ticketsOf(friend)).toEqual([]);
  granted(await cancel());
  await waitFor('the money to be back', async () => {
    const reply = await buyer.send('GET', `${root()}/orders/${order.id}`);
    return granted<{ order: Order }>(reply).order.refundedMinor === order.totalMinor;
  });
  await waitFor(
    'a quiet house',
    async () => (await auditFindings(world().databaseUrl)).length === 0,
  );
});
