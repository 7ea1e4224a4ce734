/** Letters of all other kinds, written as modules do and sent by the worker of a process. */
import type { Order } from '@onsale/contract/order.ts';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Letter } from '../../src/letters/letter.ts';
import { writeLetters } from '../../src/letters/write-letter.ts';
import { openWorld, type World } from '../api/world.ts';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';
import { waitFor } from '../support/wait-for.ts';
import { createBuyer } from './buyer.ts';

let smtp: SmtpServer;
let world: World;
let eventId: number;
let order: Order;
let ticketId: string;

beforeAll(async () => {
  smtp = await startSmtpServer();
  world = await openWorld({
    env: {
      PUBLIC_URL: 'http://tickets.example',
      MAIL_FROM: 'tickets@example.org',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: `${smtp.port}`,
      SMTP_TLS: 'none',
    },
  });
  const key = await world.createKey();
  eventId = await world.createSeatEvent(key.organizationId, 20);
  const buyer = await createBuyer(world);
  order = await buyer.buy(eventId, { seats: [3] }, { email: 'x@x.invalid', language: 'en' });
  ticketId = (await buyer.tickets(order))[0]?.id ?? '';
});
afterAll(async () => {
  await world.close();
  await smtp.close();
});

const later = new Date(Date.now() + 3_600_000).toISOString();
const before = new Date(Date.now() - 3_600_000).toISOString();
const url = 'http://tickets.example/open#token';

type Content = { readonly [Kind in Letter['kind']]: Extract<Letter, { kind: Kind }>['content'] };

function letter<Kind extends Letter['kind']>(kind: Kind, content: Content[Kind], to: string) {
  return { kind, content, to: `${to}@example.com`, language: 'en', key: `${kind}:${to}` } as Letter;
}

async function sent(letters: readonly Letter[]): Promise<ReadonlyMap<string, Email>> {
  await world.db.transaction((tx) => writeLetters(tx, letters));
  const keys = letters.map(({ key }) => key);
  const rest = 'select key from letters where state = 0 and key = any($1)';
  await waitFor('the letters', async () => (await world.change(rest, [keys])).length === 0);
  const mails = await Promise.all(
    smtp.mails.map(async ({ to, data }) => [to, await new PostalMime().parse(data)] as const),
  );
  return new Map(mails.filter(([to]) => letters.some((one) => one.to === to)));
}

it('says what each is about', async () => {
  const mails = await sent([
    letter('reminder', { eventId, saleOpensAt: later, stopUrl: `${url}-stop` }, 'reminder'),
    letter('reminder_confirm', { eventId, saleOpensAt: later, url, endsAt: later }, 'confirm'),
    letter(
      'transfer_offered',
      { eventId, ticketId, fromName: 'Minji', url, endsAt: later },
      'friend',
    ),
    letter('transfer_accepted', { eventId, ticketId }, 'giver'),
    letter('waitlist_joined', { eventId, entryId: ticketId }, 'joined'),
    letter('waitlist_offer', { eventId, entryId: ticketId, url, endsAt: later }, 'offered'),
    letter('waitlist_lapsed', { eventId, entryId: ticketId }, 'lapsed'),
    letter('verify_email', { name: 'Minji', url }, 'verify'),
    letter('reset_password', { name: 'Minji', url }, 'reset'),
    letter('account_changed', { name: 'Minji', what: 'passkey' }, 'changed'),
  ]);
  const subjects = [...mails].map(([to, { subject }]) => [to.split('@')[0], subject]);
  expect(Object.fromEntries(subjects)).toEqual({
    reminder: expect.stringMatching(/^The sale opens at \d{1,2}:\d\d: A sale$/),
    confirm: 'Shall we remind you? A sale',
    friend: 'Minji has a ticket for you: A sale',
    giver: 'Your ticket was accepted: A sale',
    joined: 'You are on the waiting list: A sale',
    offered: 'There are places for you: A sale',
    lapsed: 'Your places went to the next in the list: A sale',
    verify: 'Confirm your e-mail address',
    reset: 'Choose a new password',
    changed: 'Your account was changed',
  });
  const reminder = mails.get('reminder@example.com');
  const stop = reminder?.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
  expect(stop).toBe(`<${url}-stop>`);
  expect(mails.get('friend@example.com')?.text).toContain('Place: Seat 3');
  for (const to of ['friend', 'offered', 'verify', 'reset']) {
    expect(mails.get(`${to}@example.com`)?.html).toContain(`href="${url}"`);
  }
  // Secrets go with the letter.
  const kept = await world.change(`select key from letters where content <> '{}'`);
  expect(kept).toEqual([]);
});

it('says nothing that is no longer so', async () => {
  const late = [
    letter('reminder', { eventId, saleOpensAt: before }, 'late-1'),
    letter('waitlist_offer', { eventId, entryId: ticketId, url, endsAt: before }, 'late-2'),
    letter(
      'transfer_offered',
      { eventId, ticketId, fromName: 'Minji', url, endsAt: before },
      'late-3',
    ),
    letter('order_refunded', { eventId, orderId: order.id }, 'late-4'),
    letter('order_confirmed', { eventId: 99_999, orderId: order.id }, 'late-5'),
  ];
  expect([...(await sent(late)).keys()]).toEqual([]);
  const states = await world.change(`select distinct state from letters where key like '%:late-_'`);
  expect(states).toEqual([{ state: 4 }]);
});
