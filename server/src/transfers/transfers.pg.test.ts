/** Tickets that change hands: offered, accepted, passed on, given back. */
import { beforeAll, describe, expect, it } from 'vitest';
import { auditFindings } from '../../test/support/audited.ts';
import { anyBuyer as BUYER, must, type Shop } from '../../test/support/shop.ts';
import { givingOf } from '../../test/support/giving.ts';
import { useShop, verbsOf } from '../../test/support/use-shop.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { adoptTransfers } from './adopt-transfers.ts';
import { OFFERS_MAX } from './model/transfer.ts';
import { personalTransfers } from './personal-transfers.ts';
import { withdrawTransfer } from './return-ticket.ts';

const theShop = useShop();
const { cancel } = verbsOf(theShop);
const { ticketBought, newToken, offer, found, accept, giveBack, ownerOf, stateOf, lettersOf } =
  givingOf(theShop);
let shop: Shop;
beforeAll(() => {
  shop = theShop().shop;
});

describe('a ticket', () => {
  it('is offered once, accepted once, and its codes die with that', async () => {
    const one = await ticketBought();
    const token = newToken();
    const id = shop.deps.ids.next();
    const first = must(await offer(one, token, { id, toEmail: 'bob@example.com' }));
    expect(must(await offer(one, token, { id })).id).toBe(first.id);
    expect(await offer(one, newToken(), { id })).toMatchObject({ code: 'id_conflict' });
    expect(await offer(one, newToken())).toMatchObject({
      code: 'invalid_transition',
      details: { status: 'offered' },
    });
    expect(await lettersOf('transfer_offered', one.eventId)).toMatchObject([
      {
        recipient: 'bob@example.com',
        content: { url: `https://tickets.example/transfers#${token}` },
      },
    ]);
    expect(await accept(token, BUYER)).toMatchObject({ details: { status: 'own' } });
    expect(must(await accept(token, 'g:bob'))).toEqual({
      eventId: one.eventId,
      ticketId: one.ticket,
    });
    must(await accept(token, 'g:bob'));
    expect(await ownerOf(one)).toBe('g:bob');
    expect(await stateOf(one)).toMatchObject({ version: 2, state: 0, name: 'Bob' });
    expect(await accept(token, 'g:eve')).toMatchObject({
      code: 'transfer_ended',
      details: { status: 'accepted' },
    });
    expect(await lettersOf('transfer_accepted', one.eventId)).toMatchObject([
      { recipient: 'somebody@example.com', language: 'ko' },
    ]);
    const row = await found(token);
    expect(row).toMatchObject({ toEmail: null, receiver: 'g:bob' });
  });

  it('is nobody’s to offer but its owner’s, and not for ever', async () => {
    const one = await ticketBought();
    expect(await offer(one, newToken(), { owner: 'g:eve' })).toMatchObject({
      code: 'ticket_not_found',
    });
    for (let n = 0; n < OFFERS_MAX; n++) {
      const { id } = must(await offer(one, newToken()));
      const withdraw = (owner: string) =>
        shop.deps.db.transaction((tx) =>
          withdrawTransfer(tx, one.eventId, id as Uuid, owner, true),
        );
      expect(await withdraw('g:eve')).toMatchObject({ code: 'transfer_not_found' });
      expect(must(await withdraw(BUYER)).state).toBe(2);
      must(await withdraw(BUYER));
    }
    expect(await offer(one, newToken())).toMatchObject({ code: 'limit_reached' });
  });

  it('stays with its owner when the offer is over, which makes room for another', async () => {
    const one = await ticketBought();
    const token = newToken();
    must(await offer(one, token));
    const late = `UPDATE ticket_transfers SET ends_at = now() - interval '1 s' WHERE ticket_id = $1`;
    await shop.house.change(late, [one.ticket]);
    expect(await accept(token, 'g:bob')).toMatchObject({
      code: 'transfer_ended',
      details: { status: 'ended' },
    });
    must(await offer(one, newToken()));
    expect(await ownerOf(one)).toBe(BUYER);
  });

  it('may be passed on, and comes back to whoever bought it', async () => {
    const one = await ticketBought();
    const [first, second] = [newToken(), newToken()];
    must(await offer(one, first));
    must(await accept(first, 'g:bob', 'bob@example.com'));
    expect(await cancel(one.order)).toMatchObject({
      code: 'ticket_transferred',
      details: { given: 1 },
    });
    expect(await offer(one, newToken())).toMatchObject({ code: 'ticket_not_found' });
    must(await offer(one, second, { owner: 'g:bob' }));
    must(await accept(second, 'g:cleo'));
    expect(await lettersOf('transfer_accepted', one.eventId)).toMatchObject([
      { recipient: 'somebody@example.com' },
      { recipient: 'bob@example.com', language: 'en' },
    ]);
    expect(await giveBack(one, 'g:bob')).toMatchObject({ code: 'ticket_not_found' });
    must(await giveBack(one, 'g:cleo'));
    expect(await ownerOf(one)).toBe(BUYER);
    expect(await stateOf(one)).toMatchObject({ version: 4, name: null });
    must(await cancel(one.order));
    await shop.quiet();
    expect(await stateOf(one)).toMatchObject({ state: 1, version: 5 });
  });

  it('is told to whoever asks what is kept about them, and its people can be forgotten', async () => {
    const one = await ticketBought();
    const token = newToken();
    must(await offer(one, token));
    must(await accept(token, 'g:finn', 'finn@example.com'));
    const { db } = shop.deps;
    expect(await personalTransfers.exportOf(db, 'g:finn')).toMatchObject([
      { state: 'ACCEPTED', received: true, email: 'finn@example.com', fromName: null },
    ]);
    const forget = (person: string) =>
      db.transaction(async (tx) => (await personalTransfers.forget?.(tx, person)) === true);
    expect(await forget('g:finn')).toBe(false);
    expect(await personalTransfers.exportOf(db, 'g:finn')).toMatchObject([{ email: null }]);
    // An offer that runs names its giver until it is over; what is over names nobody.
    must(await offer(await ticketBought(), newToken()));
    expect(await forget(BUYER)).toBe(true);
    expect(await found(token)).toMatchObject({ fromName: '-' });
  });

  it('that a guest was given comes along when they sign in', async () => {
    const one = await ticketBought();
    const token = newToken();
    must(await offer(one, token));
    must(await accept(token, 'g:dora'));
    await adoptTransfers(shop.deps.db, 'g:dora', 'a:dora');
    expect(await ownerOf(one)).toBe('a:dora');
    expect((await found(token)).receiver).toBe('a:dora');
  });

  it('of an order that would go to the waiting list is not given, until that is withdrawn', async () => {
    const one = await ticketBought();
    const token = newToken();
    must(await offer(one, token));
    const ask = (value: string) =>
      shop.house.change(`UPDATE orders SET return_asked_at = ${value} WHERE event_id = $1`, [
        one.eventId,
      ]);
    await ask('now()');
    const refused = { code: 'invalid_transition', details: { status: 'returning' } };
    expect(await accept(token, 'g:bob')).toMatchObject(refused);
    await ask('NULL');
    must(await accept(token, 'g:bob'));
  });

  it('of an event that does not allow it is not offered', async () => {
    const one = await ticketBought();
    const forbid = 'UPDATE events SET transfers_refused = true WHERE id = $1';
    await shop.house.change(forbid, [one.eventId]);
    shop.deps.book.evict(one.eventId);
    expect(await offer(one, newToken())).toMatchObject({ code: 'transfers_refused' });
  });
});

it('nothing is adrift when all of this is over', async () => {
  await shop.quiet();
  expect(await auditFindings(theShop().database.url)).toEqual([]);
});
