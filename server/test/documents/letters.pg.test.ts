/** Letters of all other kinds, written as modules do and sent by the worker of a process. */
import type { Order } from '@onsale/contract/order.ts';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import type { Letter } from '../../src/letters/letter.ts';
import { writeLetters } from '../../src/letters/write-letter.ts';
import { granted } from '../api/refusals.ts';
import { openWorld, type World } from '../api/world.ts';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { createBuyer } from './buyer.ts';

const CONTINUE = '/api/v1/session/continue';
const ids = createIds(systemClock);

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
      SIGN_UP_CONFIRMED: 'false',
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
    letter('transfer_withdrawn', { eventId, fromName: 'Minji' }, 'withdrawn'),
    letter('transfer_lapsed', { eventId, ticketId }, 'untaken'),
    letter('transfer_returned', { eventId, ticketId }, 'returned'),
    letter('waitlist_joined', { eventId, entryId: ticketId }, 'joined'),
    letter('waitlist_offer', { eventId, entryId: ticketId, url, endsAt: later }, 'offered'),
    letter('waitlist_lapsed', { eventId, entryId: ticketId }, 'lapsed'),
    letter('verify_email', { name: 'Minji', url }, 'verify'),
    letter('account_exists', { name: 'Minji', url }, 'exists'),
    letter('reset_password', { name: 'Minji', url }, 'reset'),
    letter('account_changed', { name: 'Minji', what: 'passkey' }, 'changed'),
  ]);
  const subjects = [...mails].map(([to, { subject }]) => [to.split('@')[0], subject]);
  expect(Object.fromEntries(subjects)).toEqual({
    reminder: expect.stringMatching(/^The sale opens at \d{1,2}:\d\d: A sale$/),
    confirm: 'Shall we remind you? A sale',
    friend: 'Minji has a ticket for you: A sale',
    giver: 'Your ticket was accepted: A sale',
    withdrawn: 'Minji no longer offers you the ticket: A sale',
    untaken: 'Nobody has taken your ticket: A sale',
    returned: 'Your ticket has come back: A sale',
    joined: 'You are on the waiting list: A sale',
    offered: 'There are places for you: A sale',
    lapsed: 'Your places went to the next in the list: A sale',
    verify: 'Confirm your e-mail address',
    exists: 'You have an account already',
    reset: 'Choose a new password',
    changed: 'Your account was changed',
  });
  const reminder = mails.get('reminder@example.com');
  const stop = reminder?.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
  expect(stop).toBe(`<${url}-stop>`);
  expect(mails.get('friend@example.com')?.text).toContain('Place: Seat 3');
  for (const to of ['friend', 'offered', 'verify', 'exists', 'reset']) {
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

const buttonOf = (mail: Email | undefined): string =>
  /href="([^"]*)"/.exec(mail?.html ?? '')?.[1]?.replaceAll('&amp;', '&') ?? '';

describe('the button of a letter', () => {
  const continued = /^http:\/\/tickets\.example\/continue#([\w-]+\.[\w-]{43})$/;

  /** What the link opens, as the page asks. */
  const opens = async (link: string): Promise<unknown> => {
    const body = { link: continued.exec(link)?.[1] ?? '' };
    const asked = await createVisitor(world.processes[0]?.url ?? '').send('POST', CONTINUE, body);
    return granted(asked);
  };

  async function list(visitor: Visitor, to: string): Promise<string> {
    granted(await visitor.send('POST', '/api/v1/session'));
    const path = `/api/v1/events/${soldOut}/waiting-list/entries`;
    const wish = { party: 1, language: 'en', email: `${to}@example.com` };
    return granted<{ entry: { id: string } }>(await visitor.send('POST', path, wish)).entry.id;
  }

  let soldOut: number;
  beforeAll(async () => {
    soldOut = await world.createSeatEvent((await world.createKey()).organizationId, 1);
    const rival = await createBuyer(world);
    await rival.buy(soldOut, { seats: [0] }, { email: 'x@x.invalid', language: 'en' });
  });

  it('brings a guest along, on every device, and no row knows how', async () => {
    const entryId = await list(createVisitor(world.processes[0]?.url ?? ''), 'w-0');
    const about = { eventId: soldOut, entryId };
    const end = { url, endsAt: later };
    const mails = await sent([
      letter('waitlist_joined', about, 'w-1'),
      letter('waitlist_offer', { ...about, ...end }, 'w-2'),
      letter('waitlist_lapsed', about, 'w-3'),
    ]);
    const to = `/events/${soldOut}/waiting-list`;
    for (const [, mail] of mails) {
      expect(await opens(buttonOf(mail))).toEqual({
        to,
        effect: 'switch',
        email: 'w***@example.com',
      });
      expect(mail.text).toContain(buttonOf(mail));
    }
    expect(mails.size).toBe(3);
    const rows = await world.change('select content::text as content, problem from letters');
    for (const [, mail] of mails) {
      const token = continued.exec(buttonOf(mail))?.[1] ?? 'none';
      expect(JSON.stringify(rows)).not.toContain(token);
    }
  });

  it('leads its buyer to the order of a ticket, and nobody else', async () => {
    await world.change('update orders set email = $2 where id = $1', [
      order.id,
      'owner@example.com',
    ]);
    const mails = await sent([
      letter('transfer_accepted', { eventId, ticketId }, 'owner'),
      letter('transfer_lapsed', { eventId, ticketId }, 'friend-1'),
    ]);
    expect(await opens(buttonOf(mails.get('owner@example.com')))).toMatchObject({
      to: `/events/${eventId}/orders/${order.id}`,
    });
    const friend = mails.get('friend-1@example.com');
    expect(buttonOf(friend)).toBe('http://tickets.example/tickets');
  });

  it('is a plain address for an account, which signs in anywhere', async () => {
    const who = createVisitor(world.processes[0]?.url ?? '');
    const body = { name: 'Kim', email: 'account@example.com', password: 'correct horse battery' };
    granted(await who.send('POST', '/api/auth/sign-up/email', body));
    const entryId = await list(who, 'account');
    const reservationId = ids.next();
    const orderId = ids.next();
    const root = `/api/v1/events/${eventId}`;
    granted(await who.send('POST', `${root}/reservations`, { id: reservationId, seats: [9] }), 201);
    const made = { reservationId, email: 'account@example.com', language: 'en' };
    const put = await who.send('PUT', `${root}/orders/${orderId}`, made);
    const { totalMinor } = granted<{ order: Order }>(put).order;
    const payment = { id: ids.next(), source: 'sim_ok', totalMinor };
    granted(await who.send('POST', `${root}/orders/${orderId}/payments`, payment));
    const mails = await sent([
      letter('waitlist_joined', { eventId: soldOut, entryId }, 'a-1'),
      letter('waitlist_offer', { eventId: soldOut, entryId, url, endsAt: later }, 'a-2'),
    ]);
    const list1 = `http://tickets.example/events/${soldOut}/waiting-list`;
    expect(buttonOf(mails.get('a-1@example.com'))).toBe(list1);
    expect(buttonOf(mails.get('a-2@example.com'))).toBe(url);
    const confirmed = await waitFor('the confirmation', async () => {
      const found = smtp.mails.filter(({ to }) => to === 'account@example.com');
      const parsed = await Promise.all(found.map(({ data }) => new PostalMime().parse(data)));
      return parsed.find(({ subject }) => subject?.startsWith('Your tickets') === true) ?? false;
    });
    expect(buttonOf(confirmed)).toBe(`http://tickets.example/events/${eventId}/orders/${orderId}`);
    expect(confirmed.text).not.toContain('do not pass it on');
  });
});
