/** What races with a ticket that changes hands: another friend, a cancellation, the organizer, the way back. */
import { beforeAll, expect, it } from 'vitest';
import { auditFindings } from '../../test/support/audited.ts';
import { anyBuyer as BUYER, must, type Shop } from '../../test/support/shop.ts';
import { givingOf } from '../../test/support/giving.ts';
import { useShop, verbsOf } from '../../test/support/use-shop.ts';
import { assert } from '../lib/assert.ts';
import { tryMove } from '../orders/drive-order.ts';
import { refundOrder } from '../orders/end-order.ts';
import { orderMove } from '../orders/model/moves.ts';

const theShop = useShop();
const { eventOf, cancel } = verbsOf(theShop);
const { ticketBought, newToken, offer, accept, giveBack, ownerOf, stateOf } = givingOf(theShop);
let shop: Shop;
beforeAll(() => {
  shop = theShop().shop;
});

it('ten friends accept one offer at once: one has the ticket', async () => {
  const one = await ticketBought();
  const token = newToken();
  must(await offer(one, token));
  const friends = Array.from({ length: 10 }, (_, n) => `g:friend-${n}`);
  const answers = await Promise.all(friends.map((friend) => accept(token, friend)));
  const winner = answers.findIndex(({ ok }) => ok);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await ownerOf(one)).toBe(friends[winner]);
  expect(await stateOf(one)).toMatchObject({ version: 2 });
});

it('the buyer cancels while a friend accepts: the friend’s ticket, or the money, never both', async () => {
  for (let round = 0; round < 12; round++) {
    const one = await ticketBought();
    const token = newToken();
    must(await offer(one, token));
    const [accepted, cancelled] = await Promise.all([
      accept(token, 'g:bob'),
      // Now and then the friend gets ahead.
      round % 3 === 0 ? accept(token, 'g:bob').then(() => cancel(one.order)) : cancel(one.order),
    ]);
    await shop.quiet();
    expect(accepted.ok).not.toBe(cancelled.ok);
    const { facts } = await shop.read(one.order);
    expect(facts.state).toBe(accepted.ok ? 'COMPLETE' : 'ENDED');
    expect((await stateOf(one))?.state).toBe(accepted.ok ? 0 : 1);
    const refused = [accepted, cancelled].find(({ ok }) => !ok);
    expect(refused).toMatchObject({
      code: accepted.ok ? 'ticket_transferred' : 'transfer_ended',
    });
  }
});

it('a change of the order that was decided before the hand-over does not count', async () => {
  const one = await ticketBought();
  const token = newToken();
  must(await offer(one, token));
  const { facts } = await shop.read(one.order);
  const stale = orderMove(facts, 'cancel', 'cancelled_by_buyer');
  assert(stale !== undefined, 'it cannot be cancelled');
  must(await accept(token, 'g:bob'));
  expect(await tryMove(shop.deps, stale, facts)).toBeUndefined();
  expect((await shop.read(one.order)).facts.state).toBe('COMPLETE');
});

it('the organizer refunds while a friend accepts: the ticket is void, the payer has the money', async () => {
  for (let round = 0; round < 6; round++) {
    const one = await ticketBought();
    const token = newToken();
    must(await offer(one, token));
    const event = await eventOf(one.eventId);
    const [accepted, ended] = await Promise.all([
      accept(token, 'g:bob'),
      refundOrder(shop.deps, event, one.order.facts.id),
    ]);
    must(ended);
    await shop.quiet();
    const { facts } = await shop.read(one.order);
    expect(facts).toMatchObject({ state: 'ENDED', endReason: 'cancelled_by_organizer' });
    expect(facts.refunds).toMatchObject([{ state: 'SUCCEEDED', amountMinor: 90_000 }]);
    expect((await stateOf(one))?.state).toBe(1);
    expect([undefined, 'transfer_ended']).toContain(accepted.ok ? undefined : accepted.code);
  }
});

it('an event that is cancelled ends what was given away, too', async () => {
  const one = await ticketBought();
  const [given, open] = [newToken(), newToken()];
  must(await offer(one, given));
  must(await accept(given, 'g:bob'));
  must(await offer(one, open, { owner: 'g:bob' }));
  await shop.cancelEvent(one.eventId);
  await shop.quiet();
  expect((await shop.read(one.order)).facts.state).toBe('ENDED');
  expect((await stateOf(one))?.state).toBe(1);
  expect(await accept(open, 'g:cleo')).toMatchObject({ ok: false, code: 'transfer_ended' });
});

it('giving back and passing on at once: one of them, and one owner', async () => {
  for (let round = 0; round < 6; round++) {
    const one = await ticketBought();
    const [first, second] = [newToken(), newToken()];
    must(await offer(one, first));
    must(await accept(first, 'g:bob'));
    must(await offer(one, second, { owner: 'g:bob' }));
    const [back, on] = await Promise.all([giveBack(one, 'g:bob'), accept(second, 'g:cleo')]);
    expect(back.ok).not.toBe(on.ok);
    expect(await ownerOf(one)).toBe(back.ok ? BUYER : 'g:cleo');
  }
});

it('nothing is adrift when all of this is over', async () => {
  await shop.quiet();
  expect(await auditFindings(theShop().database.url)).toEqual([]);
});
