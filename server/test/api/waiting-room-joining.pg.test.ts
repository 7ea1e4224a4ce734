/** Who may take a place: not before the opening, with a code, an account, or a proof of work where asked. */
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { impatient, expectRefused, type Person, queueCalls } from './queue-calls.ts';
import { granted } from './refusals.ts';
import { type Key, useWorld } from './world.ts';

const world = useWorld({
  env: { ...impatient, QUEUE_CHALLENGE_FREE_JOINS: '30', QUEUE_CHALLENGE_ITERATIONS: '100' },
});
let key: Key;
const at = queueCalls(world, () => key);
beforeAll(async () => {
  key = await world().createKey();
});

const hour = 3_600_000;
const later = (ms: number): string => new Date(Date.now() + ms).toISOString();

describe('taking a place', () => {
  it('needs a session, and an event that has a room', async () => {
    expect.hasAssertions();
    const [who, eventId] = [await at.guest(), await at.roomEvent()];
    who.at.jar.clear();
    expectRefused(await at.join(who, eventId), 'session_required');
    granted(await who.at.send('POST', '/api/v1/session'));
    expectRefused(await at.join(who, 999_999), 'event_not_found');
    const plain = await world().createPoolEvent(key.organizationId, 10);
    expectRefused(await at.join(who, plain), 'queue_closed');
    expectRefused(await at.mine(who, plain), 'entry_not_found');
    expectRefused(await at.admit(who, plain), 'entry_not_found');
    expect(granted(await at.leave(who, plain))).toEqual({ left: false });
    for (const call of [at.mine, at.admit, at.leave])
      expectRefused(await call(who, 999_999), 'event_not_found');
  });

  it('is refused before the room opens, saying when', async () => {
    const wish = { saleOpensAtMs: Date.now() + 2 * hour };
    const opensAt = later(hour);
    const eventId = await at.roomEvent({ opensAt }, wish);
    const who = await at.guest();
    expectRefused(await at.join(who, eventId), 'queue_not_open', { opensAt });
    granted(await at.setRoom(eventId, { opensAt: later(-1_000) }));
    expect(await at.joined(who, eventId)).toMatchObject({ eventId, number: 1 });
  });

  it('is refused while the room drains, and given again to who has it', async () => {
    const eventId = await at.roomEvent();
    const [ann, bob] = [await at.guest(), await at.guest()];
    const entry = await at.joined(ann, eventId);
    granted(await at.setRoom(eventId, { control: 'drain' }));
    expectRefused(await at.join(bob, eventId), 'queue_closed');
    expect(await at.joined(ann, eventId)).toMatchObject({ number: entry.number });
  });

  it('is refused at an automatic room that has not engaged', async () => {
    expect.hasAssertions();
    const eventId = await at.roomEvent({ mode: 'automatic' });
    expectRefused(await at.join(await at.guest(), eventId), 'queue_closed');
  });

  it('may be for accounts only', async () => {
    const eventId = await at.roomEvent({ access: 'accounts' });
    const who = await at.guest();
    expectRefused(await at.join(who, eventId), 'account_required');
    const account = { name: 'Lee', email: 'lee@example.test', password: 'correct horse battery' };
    granted(await who.at.send('POST', '/api/auth/sign-up/email', account));
    granted(await who.at.send('POST', '/api/v1/session'));
    expect(await at.joined(who, eventId)).toMatchObject({ number: 1 });
  });
});

const add = (eventId: number, codes: object[], secret = key.secret) =>
  world().send('POST', at.path(eventId, '/codes'), { key: secret, body: { codes } });

describe('presale codes', () => {
  it('let in as many as they are for', async () => {
    const eventId = await at.roomEvent({ access: 'codes' });
    const codes = [
      { code: 'FANCLUB', usesMax: 2 },
      { code: 'PRESS-1', usesMax: 1 },
    ];
    expect(granted(await add(eventId, codes))).toEqual({ added: 2 });
    const people = await Promise.all([1, 2, 3].map(() => at.guest()));
    const [ann, bob, cat] = people as [Person, Person, Person];
    expectRefused(await at.join(ann, eventId), 'code_required');
    expectRefused(await at.join(ann, eventId, { code: 'nobody' }), 'code_invalid');
    await at.joined(ann, eventId, { code: 'FANCLUB' });
    await at.joined(ann, eventId, { code: 'FANCLUB' });
    await at.joined(ann, eventId);
    await at.joined(bob, eventId, { code: 'FANCLUB' });
    expectRefused(await at.join(cat, eventId, { code: 'FANCLUB' }), 'code_invalid');
    await at.joined(cat, eventId, { code: 'PRESS-1' });
  });

  it('belong to one event, and are for its organizer to give', async () => {
    const [one, two] = [await at.roomEvent(), await at.roomEvent({ access: 'codes' })];
    granted(await add(one, [{ code: 'FANCLUB', usesMax: 5 }]));
    expectRefused(await at.join(await at.guest(), two, { code: 'FANCLUB' }), 'code_invalid');
    const stranger = await world().createKey({ organization: 'Strangers' });
    expectRefused(
      await add(one, [{ code: 'MINE', usesMax: 5 }], stranger.secret),
      'event_not_found',
    );
    const plain = await world().createPoolEvent(key.organizationId, 10);
    expect(granted(await add(plain, [{ code: 'EARLY', usesMax: 5 }]))).toEqual({ added: 1 });
    expect((await at.room(plain)).settings.mode).toBe('off');
  });
});

describe('a proof of work', () => {
  type Made = { readonly challenge: Challenge; readonly expiresAt: string };
  const ask = async (who: Person, eventId: number): Promise<Made> =>
    granted<Made>(await who.at.send('POST', at.path(eventId, '/challenge')));
  async function solved({ challenge }: Made): Promise<string> {
    const solution = await solveChallenge({ challenge, deriveKey });
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  }

  it('is asked of everybody where the room says so, and counts once', async () => {
    const eventId = await at.roomEvent({ challenge: 'always' });
    const [ann, bob] = [await at.guest(), await at.guest()];
    expectRefused(await at.join(ann, eventId), 'challenge_required');
    const made = await ask(ann, eventId);
    expect(Date.parse(made.expiresAt)).toBeGreaterThan(Date.now());
    const solution = await solved(made);
    expectRefused(await at.join(bob, eventId, { solution }), 'challenge_failed');
    expectRefused(await at.join(ann, eventId, { solution: 'e30=' }), 'challenge_failed');
    const entry = await at.joined(ann, eventId, { solution });
    // Who has a place gets it again, with an old solution or none.
    expect(await at.joined(ann, eventId, { solution })).toMatchObject({ number: entry.number });
    expect(await at.joined(ann, eventId)).toMatchObject({ number: entry.number });
    granted(await at.leave(ann, eventId));
    expectRefused(await at.join(ann, eventId, { solution }), 'challenge_failed');
  });

  it('is asked of crowds from one address, and more of larger ones', async () => {
    const eventId = await at.roomEvent({ challenge: 'adaptive' });
    const crowd = await Promise.all(Array.from({ length: 40 }, () => at.guest()));
    await waitFor('the crowd to be noticed', async () => {
      const who = crowd.pop();
      if (who === undefined) throw new Error('everybody got in without a challenge');
      const reply = await at.join(who, eventId);
      if (reply.status === 200) return false;
      expectRefused(reply, 'challenge_required');
      const solution = await solved(await ask(who, eventId));
      expect(await at.joined(who, eventId, { solution })).toMatchObject({ eventId });
      return true;
    });
    const off = await at.roomEvent({ challenge: 'off' });
    await at.joined(await at.guest(), off);
  });
});

it('one session may not ask without end', async () => {
  const eventId = await at.roomEvent({ challenge: 'off' });
  const who = await at.guest();
  await waitFor('a refusal', async () => {
    const reply = await at.join(who, eventId);
    if (reply.status === 200) return false;
    expectRefused(reply, 'rate_limited');
    expect(reply.headers.get('retry-after')).toBe('1');
    return true;
  });
});
