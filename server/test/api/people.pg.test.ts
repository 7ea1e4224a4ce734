/** Guests, accounts and members through HTTP, on two processes of one deployment. */
import type { Session } from '@onsale/contract/session.ts';
import { describe, expect, it } from 'vitest';
import { grantRole, revokeRole } from '../../src/identity/memberships.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { sql } from '../../src/lib/db.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { auditFindings } from '../support/audited.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { expectProductRefusal, granted } from './refusals.ts';
import { useWorld } from './world.ts';

const world = useWorld({ processes: 2 });
const ids = createIds(systemClock);
const password = 'correct horse battery';
let count = 0;

const visit = (at = 0): Visitor => createVisitor(world().processes[at]?.url ?? '');
const begin = async (who: Visitor): Promise<Session> =>
  granted<{ session: Session }>(await who.send('POST', '/api/v1/session')).session;
const read = (who: Visitor) => who.send('GET', '/api/v1/session');
const signIn = (who: Visitor, email: string, secret = password) =>
  who.send('POST', '/api/auth/sign-in/email', { email, password: secret });

async function signUp(who: Visitor): Promise<string> {
  const email = `person${++count}@example.test`;
  const body = { name: `사람 ${count}`, email, password };
  granted(await who.send('POST', '/api/auth/sign-up/email', body));
  return email;
}

/** A device that is signed in, with its session. */
async function signedIn(email: string, at = 0): Promise<Visitor> {
  const who = visit(at);
  granted(await signIn(who, email));
  expect((await begin(who)).kind).toBe('account');
  return who;
}

describe('a guest', () => {
  it('is somebody from the first visit on, and stays the same', async () => {
    const who = visit();
    expectProductRefusal(await read(who), 'session_required');
    const first = await begin(who);
    expect(first).toMatchObject({ kind: 'guest', memberships: [] });
    expect(first.personId).toMatch(/^g:[\w-]{22}$/);
    expect(granted<{ session: Session }>(await read(who)).session.personId).toBe(first.personId);
    // The other process of the deployment knows the same secret.
    who.moveTo(world().processes[1]?.url ?? '');
    expect(granted<{ session: Session }>(await read(who)).session.personId).toBe(first.personId);
    // The short token ran out; the guest cookie did not.
    who.jar.delete('onsale_session');
    expectProductRefusal(await read(who), 'session_required');
    expect((await begin(who)).personId).toBe(first.personId);
    expect((await begin(visit())).personId).not.toBe(first.personId);
  });

  it('leaves no row', async () => {
    await begin(visit());
    const rows = await world().db.query(
      sql<{ n: number }>('test_count_people', 'SELECT count(*)::int AS n FROM auth.session'),
    );
    const before = rows[0]?.n;
    await begin(visit());
    const after = await world().db.query(
      sql<{ n: number }>('test_count_people', 'SELECT count(*)::int AS n FROM auth.session'),
    );
    expect(after[0]?.n).toBe(before);
  });

  it('gets cookies that scripts and other sites have no use for', async () => {
    const who = visit();
    await begin(who);
    expect(who.seen).toHaveLength(2);
    for (const line of who.seen) {
      expect(line).toMatch(
        /^onsale_(session|guest)=[\w.-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
      );
    }
  });

  it('is forgotten at the end', async () => {
    const who = visit();
    const { personId } = await begin(who);
    expect(granted(await who.send('DELETE', '/api/v1/session'))).toEqual({ ended: true });
    expect(who.jar.size).toBe(0);
    expect((await begin(who)).personId).not.toBe(personId);
  });
});

describe('an account', () => {
  it('signs up, is signed in, and is known by name', async () => {
    const who = visit();
    await begin(who);
    const email = await signUp(who);
    const session = await begin(who);
    expect(session).toMatchObject({ kind: 'account', email, memberships: [] });
    expect(session.personId).toMatch(/^a:[0-9a-f-]{36}$/);
    expect(granted<{ session: Session }>(await read(who)).session).toMatchObject({
      personId: session.personId,
      name: `사람 ${count}`,
      email,
    });
    expect(who.jar.has('onsale_guest')).toBe(false);
    const line = who.seen.find((one) => one.startsWith('onsale_account='));
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; SameSite=Lax/i);
    // On another device, at another process, it is the same person.
    const other = await signedIn(email.toUpperCase(), 1);
    expect((await begin(other)).personId).toBe(session.personId);
  });

  it('is told the same about a wrong password and an unknown address', async () => {
    const email = await signUp(visit());
    const wrong = await signIn(visit(), email, 'wrong horse battery');
    const unknown = await signIn(visit(), 'nobody@example.test', 'wrong horse battery');
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body]);
    expect(unknown.status).toBe(401);
    const short = { name: 'x', email: 'short@example.test', password: 'short' };
    expect((await visit().send('POST', '/api/auth/sign-up/email', short)).status).toBe(400);
  });

  it('signs out on this device only', async () => {
    const here = visit();
    const email = await signUp(here);
    await begin(here);
    const there = await signedIn(email, 1);
    granted(await here.send('DELETE', '/api/v1/session'));
    expect(here.jar.size).toBe(0);
    expect((await begin(here)).kind).toBe('guest');
    expect((await begin(there)).kind).toBe('account');
  });

  it('signs out everywhere: every process refuses the old tokens, also stolen ones', async () => {
    const here = visit();
    const email = await signUp(here);
    await begin(here);
    const there = await signedIn(email, 1);
    granted(await read(there));
    const stolen = visit(1);
    for (const [name, value] of there.jar) stolen.jar.set(name, value);
    granted(await here.send('DELETE', '/api/v1/session?everywhere=true'));
    await waitFor('the other process to hear', async () => (await read(there)).status === 401);
    expectProductRefusal(await read(stolen), 'session_required');
    expect((await begin(there)).kind).toBe('guest');
    expect((await begin(await signedIn(email, 1))).kind).toBe('account');
  });

  it('is asked to come again after a change of its password', async () => {
    const here = visit();
    const email = await signUp(here);
    await begin(here);
    const there = await signedIn(email, 1);
    const change = { currentPassword: password, newPassword: 'a new horse battery' };
    granted(await here.send('POST', '/api/auth/change-password', change));
    await waitFor('the other process to hear', async () => (await read(there)).status === 401);
    expect((await begin(there)).kind).toBe('guest');
    expect((await begin(here)).kind).toBe('account');
    expect((await signIn(visit(), email)).status).toBe(401);
  });

  it('sees its devices and can sign one of them out', async () => {
    const here = visit();
    const email = await signUp(here);
    await begin(here);
    const there = await signedIn(email, 1);
    const listed = granted<{ token: string; ipAddress: unknown }[]>(
      await here.send('GET', '/api/auth/list-sessions'),
    );
    expect(listed).toHaveLength(2);
    expect(listed.map(({ ipAddress }) => ipAddress || null)).toEqual([null, null]);
    const own = decodeURIComponent(here.jar.get('onsale_account') ?? '').split('.')[0];
    const token = listed.find((one) => one.token !== own)?.token;
    granted(await here.send('POST', '/api/auth/revoke-session', { token }));
    await waitFor('the other process to hear', async () => (await read(there)).status === 401);
    expect((await begin(there)).kind).toBe('guest');
    expect((await begin(here)).kind).toBe('account');
  });
});

describe('a member', () => {
  it('gets roles with the next token, and loses them at once', async () => {
    const who = visit();
    await signUp(who);
    const { personId } = await begin(who);
    const accountId = personId.slice(2);
    const { organizationId } = await world().createKey({ organization: 'Members' });
    const { db } = world();
    const member = { organizationId, accountId };
    expect(await db.transaction((tx) => grantRole(tx, { ...member, role: 'staff' }))).toBe(true);
    expect(await db.transaction((tx) => grantRole(tx, { ...member, role: 'staff' }))).toBe(false);
    await waitFor('the old token to end', async () => (await read(who)).status === 401);
    const memberships = [{ organizationId, organization: 'Members', role: 'staff' }];
    expect((await begin(who)).memberships).toEqual(memberships);
    expect(await db.transaction((tx) => revokeRole(tx, member))).toBe(true);
    expect(await db.transaction((tx) => revokeRole(tx, member))).toBe(false);
    await waitFor('the role to end', async () => (await read(who)).status === 401);
    expect((await begin(who)).memberships).toEqual([]);
  });
});

describe('signing in', () => {
  it('takes along what the guest holds, once, and the guest is forgotten', async () => {
    const key = await world().createKey();
    const eventId = await world().createPoolEvent(key.organizationId, 10);
    const who = visit();
    const { personId: guestId } = await begin(who);
    const id = ids.next();
    const path = `/api/v1/events/${eventId}/reservations`;
    granted(await who.send('POST', path, { id, pool: 1, quantity: 2 }), 201);
    const guestCookies = new Map(who.jar);
    await signUp(who);
    const session = await begin(who);
    expect(session.moved).toEqual({ reservations: 1, refused: [] });
    const { reservation } = granted<{ reservation: { buyer: string } }>(
      await who.send('GET', `${path}/${id}`),
    );
    expect(reservation.buyer).toBe(session.personId);
    expect((await begin(who)).moved).toBeUndefined();
    // An old tab that is still the guest has nothing left, and coming again moves nothing more.
    const old = visit();
    for (const [name, value] of guestCookies) old.jar.set(name, value);
    expectProductRefusal(await old.send('GET', `${path}/${id}`), 'reservation_not_found');
    old.jar.set('onsale_account', who.jar.get('onsale_account') ?? '');
    expect((await begin(old)).moved).toBeUndefined();
    who.jar.clear();
    expect((await begin(who)).personId).not.toBe(guestId);
  });

  it('is tried so often and no more: by address, and by e-mail address', async () => {
    const env = { SIGN_IN_PER_ADDRESS_MINUTE: '6', SIGN_IN_PER_EMAIL_HOUR: '4' };
    const { url } = await world().startProcess(env);
    const attempt = async (email: string) => signIn(createVisitor(url), email, 'wrong password');
    expect((await attempt('target@example.test')).status).toBe(401);
    expect((await attempt('target@example.test')).status).toBe(401);
    const third = await attempt('Target@example.test');
    expectProductRefusal(third, 'rate_limited', {
      retryAfterSeconds: expect.any(Number) as unknown,
    });
    // One attempt a quarter of an hour, less what has gone by.
    expect(third.headers.get('retry-after')).toMatch(/^(900|89\d)$/);
    for (let n = 0; n < 3; n++) expect((await attempt(`${n}@example.test`)).status).toBe(401);
    const seventh = await attempt('9@example.test');
    expect([seventh.status, Number(seventh.headers.get('retry-after')) <= 10]).toEqual([429, true]);
  });

  it('is refused to pages of other sites, and to requests that are not expected', async () => {
    const who = visit();
    const body = { email: 'a@example.test', password };
    const path = '/api/auth/sign-in/email';
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' };
    expectProductRefusal(await who.send('POST', path, body, elsewhere), 'cross_site');
    for (const wrong of [
      { ...body, callbackURL: 'https://elsewhere.example' },
      { email: body.email },
      { ...body, password: 'x'.repeat(200) },
      [],
    ]) {
      const reply = await who.send('POST', path, wrong);
      expect([reply.status, reply.text.includes('elsewhere')]).toEqual([400, false]);
    }
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await who.send('POST', path, 'email=a&password=b', form)).status).toBe(415);
    expect((await who.send('POST', path, { ...body, name: 'x'.repeat(9_000) })).status).toBe(413);
    for (const closed of ['/api/auth/delete-user', '/api/auth/request-password-reset']) {
      expectProductRefusal(await who.send('POST', closed, {}), 'not_found');
    }
    expect((await who.send('GET', path)).status).toBe(405);
  });
});

it('what was told about sessions is no finding of the audit', async () => {
  const who = visit();
  await signUp(who);
  await begin(who);
  granted(await who.send('DELETE', '/api/v1/session?everywhere=true'));
  const told = sql<{ n: number }>(
    'test_count_told',
    'SELECT count(seq)::int AS n FROM outbox WHERE event_id = 0',
  );
  await waitFor('it to be numbered', async () => {
    const [row] = await world().db.query(told);
    return row !== undefined && row.n > 0;
  });
  expect(await auditFindings(world().databaseUrl)).toEqual([]);
});
