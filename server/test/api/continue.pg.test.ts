/** The links of letters to guests through HTTP: what they would do, what they do, and whom they do not serve. */
import { productApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import type { Order } from '@onsale/contract/order.ts';
import type { Session } from '@onsale/contract/session.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GuestLinks, LinkSubject } from '../../src/identity/guest-links.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { createBuyer } from '../documents/buyer.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { type Fitting, readDocuments } from './fits.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import { type Key, type Reply, useWorld } from './world.ts';

type Continued = BodyOf<typeof productApi.continueSession>;

const world = useWorld();
const ids = createIds(systemClock);
const path = '/api/v1/session/continue';
const email = 'minji@example.com';
let key: Key;
let eventId: number;
let fit: Fitting;
let links: GuestLinks;
let seat = 0;
let people = 0;

beforeAll(async () => {
  key = await world().createKey();
  eventId = await world().createSeatEvent(key.organizationId, 60);
  const [process] = world().processes;
  if (process === undefined) throw new Error('nothing runs');
  fit = await readDocuments(process.url);
  links = process.context.identity.guestLinks;
});

const visit = (): Visitor => createVisitor(world().processes[0]?.url ?? '');
const begin = async (who: Visitor): Promise<Session> =>
  granted<{ session: Session }>(await who.send('POST', '/api/v1/session')).session;
const orderOf = (who: Visitor, { id }: Order): Promise<Reply> =>
  who.send('GET', `/api/v1/events/${eventId}/orders/${id}`);

async function account(): Promise<Visitor> {
  const who = visit();
  const body = { name: '김민지', email: `c${++people}@example.test`, password: 'correct horse' };
  granted(await who.send('POST', '/api/auth/sign-up/email', body));
  expect((await begin(who)).kind).toBe('account');
  return who;
}

/** An order of a new guest, and the link that the letter about it would have. */
async function bought(): Promise<{ who: Visitor; order: Order; guestId: string; link: string }> {
  const buyer = await createBuyer(world());
  const { personId: guestId } = await begin(buyer.visitor);
  const order = await buyer.buy(eventId, { seats: [seat++] }, { email, language: 'ko' });
  return { who: buyer.visitor, order, guestId, link: linkOf(guestId, order.id) };
}

const linkOf = (personId: string, id: string, kind: LinkSubject['kind'] = 'order'): string =>
  links.make({ personId, subject: { kind, eventId, id } });

const ask = async (who: Visitor, body: object): Promise<Continued> => {
  const reply = await who.send('POST', path, body);
  fit.expectFits(productApi.continueSession, reply, 200);
  return granted<Continued>(reply);
};

const pageOf = ({ id }: Order): string => `/events/${eventId}/orders/${id}`;

describe('a link to an order', () => {
  it('first says what it would do, and does nothing', async () => {
    const { order, link } = await bought();
    const phone = visit();
    expect(await ask(phone, { link })).toEqual({
      to: pageOf(order),
      effect: 'switch',
      email: 'm***@example.com',
    });
    expect(await ask(phone, { link, open: false })).toMatchObject({ effect: 'switch' });
    expect([phone.seen, phone.jar.size]).toEqual([[], 0]);
    expectProductRefusal(await orderOf(phone, order), 'session_required');
  });

  it('makes another browser that guest, who stays so', async () => {
    const { order, link, guestId, who } = await bought();
    const phone = visit();
    const opened = await ask(phone, { link, open: true });
    expect(opened).toMatchObject({
      effect: 'switch',
      session: { kind: 'guest', personId: guestId },
    });
    expect(granted<{ order: Order }>(await orderOf(phone, order)).order.id).toBe(order.id);
    phone.jar.delete('onsale_session');
    expect((await begin(phone)).personId).toBe(guestId);
    // As often as one likes, also in the browser that bought.
    expect(await ask(phone, { link })).toMatchObject({ effect: 'none' });
    expect(await ask(phone, { link, open: true })).toEqual(await ask(who, { link }));
    expect(granted<{ order: Order }>(await orderOf(who, order)).order.id).toBe(order.id);
  });

  it('warns another guest who has something here', async () => {
    const { link } = await bought();
    const idle = visit();
    await begin(idle);
    expect(await ask(idle, { link })).not.toHaveProperty('leaves');
    const held = { id: ids.next(), seats: [seat++] };
    granted(await idle.send('POST', `/api/v1/events/${eventId}/reservations`, held), 201);
    expect(await ask(idle, { link })).toMatchObject({ effect: 'switch', leaves: true });
    const other = await bought();
    expect(await ask(other.who, { link })).toMatchObject({ effect: 'switch', leaves: true });
    expect(await ask(other.who, { link, open: true })).toHaveProperty('session');
    expectProductRefusal(await orderOf(other.who, other.order), 'order_not_found');
    // Its own mail brings it back.
    await ask(other.who, { link: other.link, open: true });
    granted(await orderOf(other.who, other.order));
  });

  it('gives all of it to an account, if it is asked to', async () => {
    const { who, order, link, guestId } = await bought();
    const mine = await account();
    expect(await ask(mine, { link })).toMatchObject({ effect: 'adopt', email: 'm***@example.com' });
    expectProductRefusal(await orderOf(mine, order), 'order_not_found');
    const { effect, session } = await ask(mine, { link, open: true });
    expect([effect, session?.kind, session?.moved]).toEqual([
      'adopt',
      'account',
      { reservations: 1, refused: [] },
    ]);
    granted(await orderOf(mine, order));
    // It is the account's now: there for it, and nobody else becomes the guest by it.
    expect(await ask(mine, { link, open: true })).toMatchObject({ effect: 'none' });
    for (const other of [visit(), who, await account()]) {
      const told = await ask(other, { link, open: true });
      expect(told).toEqual({ to: pageOf(order), effect: 'moved', email: 'm***@example.com' });
    }
    expect((await begin(who)).personId).toBe(guestId);
    expectProductRefusal(await orderOf(who, order), 'order_not_found');
  });

  it('leaves notifications with the device that wanted them', async () => {
    const { guestId, link } = await bought();
    const insert = `insert into push_subscriptions (id, buyer, endpoint, p256dh, auth, language)
                    values (rpad($1, 43, 'x'), $1, $2, $3, $4, 'ko')`;
    const endpoint = `https://push.example/${guestId}`;
    await world().change(insert, [guestId, endpoint, Buffer.alloc(65, 4), Buffer.alloc(16)]);
    await ask(await account(), { link, open: true });
    const rows = await world().change('select buyer from push_subscriptions where endpoint = $1', [
      endpoint,
    ]);
    expect(rows).toEqual([{ buyer: guestId }]);
  });
});

describe('a link to a waiting list', () => {
  it('opens the place on it, and later says that an account has it', async () => {
    const soldOut = await world().createSeatEvent(key.organizationId, 1);
    const rival = await createBuyer(world());
    await rival.buy(soldOut, { seats: [0] }, { email, language: 'en' });
    const desktop = visit();
    const { personId } = await begin(desktop);
    const entries = `/api/v1/events/${soldOut}/waiting-list/entries`;
    const wish = { party: 1, email: 'list@example.com' };
    const { entry } = granted<{ entry: { id: string } }>(await desktop.send('POST', entries, wish));
    const subject = { kind: 'waiting_list', eventId: soldOut, id: entry.id } as const;
    const link = links.make({ personId, subject });
    const phone = visit();
    const to = `/events/${soldOut}/waiting-list`;
    expect(await ask(phone, { link })).toEqual({ to, effect: 'switch', email: 'l***@example.com' });
    await ask(phone, { link, open: true });
    const own = `/api/v1/events/${soldOut}/waiting-list/entries/mine`;
    expect(granted(await phone.send('GET', own))).toMatchObject({ entry: { id: entry.id } });
    // Standing on a list is something that another guest would leave behind.
    expect(await ask(phone, { link: (await bought()).link })).toMatchObject({ leaves: true });
    const mine = await account();
    expect(await ask(mine, { link, open: true })).toMatchObject({ effect: 'adopt' });
    expect(granted(await mine.send('GET', own))).toMatchObject({ entry: { id: entry.id } });
    expect(await ask(visit(), { link })).toMatchObject({ to, effect: 'moved' });
  });
});

describe('it refuses', () => {
  it('what is forged, over, about nothing, or about somebody else’s', async () => {
    const { order, link, guestId } = await bought();
    const old = createVisitor(world().processes[0]?.url ?? '');
    const [text = '', signature = ''] = link.split('.');
    const forged = `${Buffer.from(
      Buffer.from(text, 'base64url').toString().replace(guestId, 'g:AAAAAAAAAAAAAAAAAAAAAA'),
    ).toString('base64url')}.${signature}`;
    for (const wrong of [
      forged,
      'x',
      `${link}x`,
      old.jar.get('onsale_guest') ?? 'none',
      linkOf(guestId, ids.next()),
      linkOf(guestId, order.id, 'waiting_list'),
      linkOf('g:AAAAAAAAAAAAAAAAAAAAAA', order.id),
    ]) {
      for (const open of [false, true]) {
        expectProductRefusal(await old.send('POST', path, { link: wrong, open }), 'link_invalid');
      }
    }
    expect(old.seen).toEqual([]);
  });

  it('what a cookie says where a link is expected, and the other way round', async () => {
    const { who, link } = await bought();
    for (const name of ['onsale_guest', 'onsale_session']) {
      const cookie = who.jar.get(name) ?? '';
      expect(cookie).not.toBe('');
      expectProductRefusal(await visit().send('POST', path, { link: cookie }), 'link_invalid');
      const thief = visit();
      thief.jar.set(name, link);
      expectProductRefusal(await thief.send('GET', '/api/v1/session'), 'session_required');
    }
  });

  it('pages of other sites, and bodies that are none', async () => {
    const { link } = await bought();
    const who = visit();
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' };
    const reply = await who.send('POST', path, { link, open: true }, elsewhere);
    expectProductRefusal(reply, 'cross_site');
    expectProductRefusal(
      await who.send('POST', path, { link: '' }),
      'invalid_request',
      badFields('body.link'),
    );
    const long = { link: 'x'.repeat(1_001) };
    expectProductRefusal(
      await who.send('POST', path, long),
      'invalid_request',
      badFields('body.link'),
    );
    expect((await who.send('POST', path, { link: 'x'.repeat(3_000) })).status).toBe(413);
    expect(who.seen).toEqual([]);
  });

  it('who asks again and again', async () => {
    const { link } = await bought();
    const { url } = await world().startProcess();
    const who = createVisitor(url);
    const asked = Array.from({ length: 150 }, () => who.send('POST', path, { link }));
    const reply = (await Promise.all(asked)).find(({ status }) => status === 429);
    if (reply === undefined) throw new Error('nobody was refused');
    expectProductRefusal(reply, 'rate_limited', {
      retryAfterSeconds: expect.any(Number) as unknown,
    });
  });
});
