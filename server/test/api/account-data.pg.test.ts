/** What an account prefers, what it may download about itself, and how it is forgotten. */
// oxlint-disable vitest/expect-expect -- granted(), expect...Refusal() and waiting for a text do it
import type { Session } from '@onsale/contract/session.ts';
import type { Features } from '@onsale/contract/product-features.ts';
import { describe, expect, it } from 'vitest';
import { forgetLater } from '../../src/identity/delete-account.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { personalData } from '../../src/main/personal-data.ts';
import { letter, withoutWorker } from '../support/account-letters.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { expectProductRefusal, granted } from './refusals.ts';
import { useWorld } from './world.ts';

const password = 'correct horse battery';
const world = useWorld({ env: withoutWorker });
const ids = createIds(systemClock);
let count = 0;

const begin = async (who: Visitor): Promise<Session> =>
  granted<{ session: Session }>(await who.send('POST', '/api/v1/session')).session;

async function signUp(): Promise<{ who: Visitor; email: string; personId: string }> {
  const who = createVisitor(world().processes[0]?.url ?? '');
  const email = `data${++count}@example.test`;
  granted(await who.send('POST', '/api/auth/sign-up/email', { name: '김', email, password }));
  return { who, email, personId: (await begin(who)).personId };
}

const changing =
  () =>
  (text: string, values: readonly unknown[] = []) =>
    world().change(text, values);

/** One of two tickets bought and paid for; `daysAway` may be negative. */
async function bought(personId: string, email: string, daysAway: number, state = 3) {
  const { organizationId } = await world().createKey();
  const eventId = await world().createPoolEvent(organizationId, 10);
  const [reservation, order, payment] = [ids.next(), ids.next(), ids.next()];
  const change = changing();
  const at = [eventId, daysAway];
  await change(`UPDATE events SET starts_at = now() + $2 * interval '1 day' WHERE id = $1`, at);
  await change(
    `INSERT INTO reservations
       (id, event_id, organization_id, principal_id, buyer, state, pool_id, quantity, confirmed_at)
     VALUES ($1, $2, $3, 0, $4, 1, 1, 1, now())`,
    [reservation, eventId, organizationId, personId],
  );
  await change(
    `INSERT INTO orders (event_id, id, reservation_id, organization_id, state, email, name, language,
                         currency, subtotal_minor, fees_minor, total_minor, payment_id, completed_at)
     VALUES ($1, $2, $3, $4, $5, $6, '김', 'ko', 'KRW', 45000, 0, 45000, $7, now())`,
    [eventId, order, reservation, organizationId, state, email, payment],
  );
  await change(
    `INSERT INTO order_lines (event_id, order_id, line, pool_id, tier_code, unit_minor, fee_minor,
                              attendee)
     VALUES ($1, $2, 1, 1, 'general', 45000, 0, '김유나')`,
    [eventId, order],
  );
  await change(
    `INSERT INTO payments (event_id, id, order_id, key, provider, state, amount_minor, currency,
                           settled_at)
     VALUES ($1, $2, $3, $4, 'simulator', 2, 45000, 'KRW', now())`,
    [eventId, payment, order, ids.next()],
  );
  await change(
    `INSERT INTO tickets (id, event_id, reservation_id, admission, pool_id)
     VALUES ($1, $2, $3, 1, 1)`,
    [ids.next(), eventId, reservation],
  );
  return { eventId, order };
}

const contact = (order: string) =>
  world().change(
    `SELECT o.email, o.name, l.attendee, o.total_minor AS total FROM orders o
       JOIN order_lines l ON l.order_id = o.id WHERE o.id = $1`,
    [order],
  );

describe('an account', () => {
  it('keeps its language and zone for every device', async () => {
    const { who, email } = await signUp();
    const update = (body: unknown) => who.send('PUT', '/api/v1/account', body);
    const wish = { language: 'en', timeZone: 'Europe/Berlin', name: '이 수' };
    const { account } = granted<{ account: object }>(await update(wish));
    expect(account).toMatchObject({ ...wish, email, emailVerified: false, twoFactor: false });
    const other = createVisitor(world().processes[0]?.url ?? '');
    granted(await other.send('POST', '/api/auth/sign-in/email', { email, password }));
    expect(await begin(other)).toMatchObject({ language: 'en', timeZone: 'Europe/Berlin' });
    granted(await update({ timeZone: '' }));
    expect(await begin(other)).not.toHaveProperty('timeZone');
    expectProductRefusal(await update({ timeZone: 'Moon/Base' }), 'zone_unknown');
    for (const wrong of [{ language: 'fr' }, { name: ' ' }, { email: 'x@example.test' }]) {
      expect((await update(wrong)).status).toBe(400);
    }
  });

  it('is nothing for guests', async () => {
    const guest = createVisitor(world().processes[0]?.url ?? '');
    await begin(guest);
    expectProductRefusal(await guest.send('GET', '/api/v1/account'), 'account_required');
    expectProductRefusal(await guest.send('GET', '/api/v1/account/data'), 'account_required');
  });
});

describe('the data of a person', () => {
  it('is one file with everything, and with nobody else’s', async () => {
    const { who, email, personId } = await signUp();
    const { eventId, order } = await bought(personId, email, 30);
    const other = await signUp();
    await bought(other.personId, other.email, 30);
    const file = granted<Record<string, unknown>>(await who.send('GET', '/api/v1/account/data'));
    expect(Object.keys(file).toSorted()).toEqual(
      [...personalData.map(({ name }) => name), 'exportedAt', 'personId'].toSorted(),
    );
    expect(file).toMatchObject({
      personId,
      account: { email, name: '김', devices: [{ device: expect.anything() as unknown }] },
      orders: [{ id: order, eventId, totalMinor: 45_000, lines: [{ attendee: '김유나' }] }],
      reservations: [{ eventId, quantity: 1 }],
      tickets: [{ eventId, state: 'VALID' }],
    });
    const text = JSON.stringify(file);
    expect(text).not.toContain(other.email);
    for (const secret of ['password', 'token', 'secret']) expect(text).not.toContain(secret);
  });
});

const remove = (who: Visitor, losesTickets = false) =>
  who.send('POST', '/api/v1/account/deletion', { losesTickets });

describe('deleting an account', () => {
  it('takes everything that says who it was, and ends every device', async () => {
    const { who, email, personId } = await signUp();
    const past = await bought(personId, email, -40);
    const other = createVisitor(world().processes[0]?.url ?? '');
    granted(await other.send('POST', '/api/auth/sign-in/email', { email, password }));
    await begin(other);
    granted(await remove(who));
    expectProductRefusal(await other.send('GET', '/api/v1/session'), 'session_required');
    expect((await begin(other)).kind).toBe('guest');
    expect((await begin(who)).personId).not.toBe(personId);
    const again = { email, password };
    expect((await who.send('POST', '/api/auth/sign-in/email', again)).status).toBe(401);
    const told = await letter(world().db, email);
    expect(told).toMatchObject({ kind: 'account_changed', content: { what: 'deleted' } });
    expect(await contact(past.order)).toEqual([
      { email: 'deleted@deleted.invalid', name: null, attendee: null, total: 45_000 },
    ]);
    const rows = await world().change(
      `SELECT (SELECT count(*)::int FROM auth."user" WHERE email = $1) AS users,
              (SELECT look_at IS NULL FROM forgotten_people WHERE person_id = $2) AS done`,
      [email, personId],
    );
    expect(rows).toEqual([{ users: 0, done: true }]);
  });

  it('says that there are tickets; their contact stays until the event is over', async () => {
    const { who, email, personId } = await signUp();
    const future = await bought(personId, email, 3);
    const page = granted<{ account: object }>(await who.send('GET', '/api/v1/account'));
    expect(page.account).toMatchObject({ upcomingTickets: 1 });
    expectProductRefusal(await remove(who), 'tickets_upcoming', { tickets: 1 });
    granted(await remove(who, true));
    expect(await contact(future.order)).toMatchObject([{ email, name: '김' }]);
    const { db } = world();
    const change = changing();
    const due = `UPDATE forgotten_people SET look_at = now() WHERE person_id = $1`;
    await change(due, [personId]);
    expect(await forgetLater(db, personalData)).toBe(false);
    expect(await contact(future.order)).toMatchObject([{ email }]);
    const over = `UPDATE events SET starts_at = now() - interval '31 days' WHERE id = $1`;
    await change(over, [future.eventId]);
    await change(due, [personId]);
    await forgetLater(db, personalData);
    expect(await contact(future.order)).toMatchObject([{ name: null, attendee: null }]);
    const left = `SELECT person_id FROM forgotten_people WHERE look_at IS NOT NULL`;
    expect(await change(left)).toEqual([]);
  });

  it('waits until money has arrived', async () => {
    const { who, email, personId } = await signUp();
    await bought(personId, email, -40, 2);
    expectProductRefusal(await remove(who), 'payment_in_progress');
    expect((await begin(who)).kind).toBe('account');
  });

  it('is done only by whoever signed in just now', async () => {
    const { who, email } = await signUp();
    await world().change(`UPDATE auth.session SET "createdAt" = now() - interval '11 minutes'`);
    expectProductRefusal(await remove(who), 'fresh_sign_in_required');
    granted(await who.send('POST', '/api/auth/sign-in/email', { email, password }));
    await begin(who);
    granted(await remove(who));
  });
});

it('what this deployment offers is told to everybody, and may be cached', async () => {
  const reply = await world().send('GET', '/api/v1/features');
  const { features } = granted<{ features: Features }>(reply);
  expect(features).toMatchObject({
    mail: true,
    signIn: { passkeys: true, confirmed: false, providers: [] },
  });
  expect(features.push?.publicKey).toMatch(/^[\w-]{87}$/);
  expect(reply.headers.get('cache-control')).toBe('public, max-age=60');
});
