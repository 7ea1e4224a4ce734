/** Who is told when an offer ends or a ticket comes back. */
import { beforeAll, expect, it } from 'vitest';
import { type Bought, givingOf } from '../../test/support/giving.ts';
import { anyBuyer as BUYER, must, type Shop } from '../../test/support/shop.ts';
import { useShop } from '../../test/support/use-shop.ts';
import type { Uuid } from '../lib/uuid-v7.ts';
import { lapseOffers } from './jobs.ts';
import { withdrawTransfer } from './return-ticket.ts';

const theShop = useShop();
const { ticketBought, newToken, offer, found, accept, giveBack, lettersOf } = givingOf(theShop);
let shop: Shop;
beforeAll(() => {
  shop = theShop().shop;
});

const withdraw = ({ eventId }: Bought, id: string) =>
  shop.deps.db.transaction((tx) => withdrawTransfer(tx, eventId, id as Uuid, BUYER, true));

/** As if the time of all its offers had been over for so long. */
const late = ({ ticket }: Bought, since = '1 second') =>
  shop.house.change(
    `UPDATE ticket_transfers SET ends_at = now() - $2::interval WHERE ticket_id = $1 AND state = 0`,
    [ticket, since],
  );

const sweep = (sendsMail = true) => {
  const { db, book } = shop.deps;
  return lapseOffers({ db, book, sendsMail });
};

it('a friend who was sent a link hears once that it works no more', async () => {
  const one = await ticketBought();
  const { id } = must(await offer(one, newToken(), { toEmail: 'bob@example.com' }));
  must(await withdraw(one, id));
  must(await withdraw(one, id));
  expect(await lettersOf('transfer_withdrawn', one.eventId)).toEqual([
    {
      recipient: 'bob@example.com',
      language: 'en',
      content: { eventId: one.eventId, fromName: 'Ada' },
    },
  ]);
});

it('nobody hears of a link that was sent to nobody, or was over by then', async () => {
  const one = await ticketBought();
  must(await withdraw(one, must(await offer(one, newToken())).id));
  const sent = must(await offer(one, newToken(), { toEmail: 'bob@example.com' }));
  await late(one);
  must(await withdraw(one, sent.id));
  expect(await lettersOf('transfer_withdrawn', one.eventId)).toEqual([]);
});

it('a buyer hears each time that a ticket has come back, and so does whom it was offered to', async () => {
  const one = await ticketBought();
  for (const round of [1, 2]) {
    const token = newToken();
    must(await offer(one, token));
    must(await accept(token, 'g:bob', 'bob@example.com'));
    must(await offer(one, newToken(), { owner: 'g:bob', toEmail: 'cleo@example.com' }));
    must(await giveBack(one, 'g:bob'));
    expect(await giveBack(one, 'g:bob')).toMatchObject({ code: 'ticket_not_found' });
    expect(await lettersOf('transfer_returned', one.eventId)).toHaveLength(round);
  }
  expect(await lettersOf('transfer_returned', one.eventId)).toMatchObject([
    { recipient: 'somebody@example.com', language: 'ko', content: { ticketId: one.ticket } },
    { recipient: 'somebody@example.com' },
  ]);
  expect(await lettersOf('transfer_withdrawn', one.eventId)).toMatchObject([
    { recipient: 'cleo@example.com' },
    { recipient: 'cleo@example.com' },
  ]);
});

it('whoever offered it hears once that nobody has taken it', async () => {
  const one = await ticketBought();
  const token = newToken();
  must(await offer(one, token, { toEmail: 'bob@example.com' }));
  await sweep();
  expect((await found(token)).state).toBe(0);
  await late(one);
  await Promise.all([sweep(), sweep()]);
  await sweep();
  expect(await found(token)).toMatchObject({ state: 3, toEmail: null });
  expect(await lettersOf('transfer_lapsed', one.eventId)).toMatchObject([
    { recipient: 'somebody@example.com', language: 'ko', content: { ticketId: one.ticket } },
  ]);
});

it('what is no news, or of a ticket that is gone, is settled without a word', async () => {
  const [old, gone, mute] = [await ticketBought(), await ticketBought(), await ticketBought()];
  for (const one of [old, gone, mute]) must(await offer(one, newToken()));
  await late(old, '25 hours');
  await late(gone);
  await shop.house.change(
    'UPDATE tickets SET state = 1, version = 2, revoked_at = now() WHERE id = $1',
    [gone.ticket],
  );
  await sweep();
  await late(mute);
  await sweep(false);
  const left = await shop.house.change(
    'SELECT id FROM ticket_transfers WHERE state = 0 AND ends_at <= now()',
    [],
  );
  expect(left).toEqual([]);
  for (const { eventId } of [old, gone, mute]) {
    expect(await lettersOf('transfer_lapsed', eventId)).toEqual([]);
  }
});
