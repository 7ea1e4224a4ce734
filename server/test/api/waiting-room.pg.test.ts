/** The waiting room as a buyer goes through it: join, draw, come in, buy with a pass; and nobody otherwise. */
import { verifyDraw } from '@onsale/contract/verify-draw.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { createVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { impatient, expectRefused, type Mine, type Person, queueCalls } from './queue-calls.ts';
import { granted, inAnyOrder } from './refusals.ts';
import { type Key, useWorld } from './world.ts';

const world = useWorld({
  processes: 2,
  env: { ...impatient, HOLDS_PER_ADDRESS_MINUTE: '60000', QUEUE_JOINS_PER_SESSION_MINUTE: '60000' },
});
let key: Key;
const at = queueCalls(world, () => key);
beforeAll(async () => {
  key = await world().createKey();
});

type Held = { readonly reservation: { readonly id: string } };
const seat = (n: number) => ({ seats: [n] });

/** Somebody who has come in. */
async function buyer(eventId: number, process = 0): Promise<Person & { readonly pass: string }> {
  const who = await at.guest(process);
  await at.joined(who, eventId);
  return { ...who, pass: (await at.admitted(who, eventId)).pass };
}

describe('the whole way', () => {
  it('leads from the pre-queue through the draw to a purchase that frees the slot', async () => {
    const eventId = await at.roomEvent({ activeMax: 2 }, { saleOpensAtMs: Date.now() + 2_500 });
    const people = await Promise.all([0, 1, 0, 1, 0, 1].map((process) => at.guest(process)));
    const entries = await Promise.all(people.map((who) => at.joined(who, eventId)));
    expect(entries.map(({ number }) => number)).toEqual(inAnyOrder(1, 2, 3, 4, 5, 6));
    expect(entries.every(({ position }) => position === undefined)).toBe(true);
    const before = await at.draw(eventId);
    expect(before).toMatchObject({ eventId, mode: 'operator', version: 1 });
    expect(before.seed).toBeUndefined();
    const [first] = people;
    expectRefused(await at.admit(first as Person, eventId), 'not_your_turn');

    await at.statusWhen(eventId, 'the draw', ({ cohortSize, servedUpTo }) => {
      return cohortSize === 6 && servedUpTo > 0;
    });
    const record = await at.draw(eventId);
    expect((await at.status(eventId)).cohortRoot).toBe(record.cohortRoot);
    const drawn = await Promise.all(
      people.map(async (who) => granted<Mine>(await at.mine(who, eventId)).entry),
    );
    expect(drawn.map(({ position }) => position)).toEqual(inAnyOrder(1, 2, 3, 4, 5, 6));
    for (const entry of drawn) {
      const proof = granted(
        await world().send('GET', at.path(eventId, `/draw/proof?number=${entry.number}`)),
      );
      const options = { ticket: entry, proof, commitment: before.commitment };
      const verified = await verifyDraw(record, options as Parameters<typeof verifyDraw>[1]);
      expect(verified).toMatchObject({ isValid: true, position: entry.position });
    }

    const byTurn = drawn
      .map((entry, n) => ({ entry, who: people[n] as Person }))
      .toSorted((a, b) => (a.entry.position ?? 0) - (b.entry.position ?? 0));
    const [one, two, three] = byTurn.map(({ who }) => who) as [Person, Person, Person];
    const mine = await at.admitted(one, eventId);
    await at.admitted(two, eventId);
    const third = await at.admit(three, eventId);
    expect(['not_your_turn', 'room_full']).toContain(
      (third.body as { error: { code: string } }).error.code,
    );

    const held = granted<Held>(await at.hold(one, eventId, mine.pass, seat(1)), 201);
    await at.buy(one, eventId, held.reservation.id);
    await at.admitted(three, eventId);
    await waitFor('the place of who has bought to end', async () => {
      return (await at.mine(one, eventId)).status === 404;
    });
    const { numbers } = await at.room(eventId);
    expect(numbers).toMatchObject({ active: 2, admitted: 3 });
  }, 30_000);
});

describe('booking where there is a waiting room', () => {
  let eventId: number;
  beforeAll(async () => {
    eventId = await at.roomEvent();
  });

  it('needs a pass', async () => {
    expect.hasAssertions();
    const who = await at.guest();
    expectRefused(await at.hold(who, eventId, undefined, seat(1)), 'admission_required', {
      eventId,
    });
    expectRefused(
      await at.hold(who, eventId, undefined, { pool: 1, quantity: 1 }),
      'admission_required',
    );
    const wish = { bestAvailable: { party: 2 } };
    expectRefused(await at.hold(who, eventId, undefined, wish), 'admission_required');
  });

  it('works with a pass, at every process', async () => {
    expect.hasAssertions();
    const who = await buyer(eventId);
    granted(await at.hold(who, eventId, who.pass, seat(2)), 201);
    who.at.moveTo(world().processes[1]?.url ?? '');
    granted(await at.hold(who, eventId, who.pass, seat(3)), 201);
  });

  it('does not work with the pass of somebody else, of another event, or a forged one', async () => {
    expect.hasAssertions();
    const [ann, bob] = [await buyer(eventId), await at.guest()];
    const other = await at.roomEvent();
    expectRefused(await at.hold(bob, eventId, ann.pass, seat(4)), 'admission_required');
    expectRefused(await at.hold(ann, other, ann.pass, seat(4)), 'admission_required');
    const [claims = '', signature = ''] = ann.pass.split('.');
    const forged = `${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expectRefused(await at.hold(ann, eventId, forged, seat(4)), 'admission_required');
    const ticket = await at.joined(bob, eventId);
    expectRefused(await at.hold(bob, eventId, ticket.ticket, seat(4)), 'admission_required');
  });

  it('does not work after leaving, at any process; what is held stays', async () => {
    const who = await buyer(eventId);
    const held = granted<Held>(await at.hold(who, eventId, who.pass, seat(5)), 201);
    expect(granted(await at.leave(who, eventId))).toEqual({ left: true });
    expectRefused(await at.hold(who, eventId, who.pass, seat(6)), 'admission_required');
    who.at.moveTo(world().processes[1]?.url ?? '');
    await waitFor('the other process to hear of it', async () => {
      const reply = await at.hold(who, eventId, who.pass, { pool: 9, quantity: 1 });
      return reply.status === 403;
    });
    const path = `/api/v1/events/${eventId}/reservations/${held.reservation.id}`;
    expect(granted(await who.at.send('GET', path))).toMatchObject({
      reservation: { status: 'PENDING' },
    });
    expect(granted(await at.leave(who, eventId))).toEqual({ left: false });
    expectRefused(await at.mine(who, eventId), 'entry_not_found');
  });

  it('needs no pass of a key', async () => {
    expect.hasAssertions();
    const body = { id: crypto.randomUUID().replace(/^(.{14})./, '$17'), buyer: 'box office' };
    const place = `/api/v1/events/${eventId}/reservations`;
    const wish = { key: key.secret, body: { ...body, ...seat(7), confirm: true } };
    granted(await world().send('POST', place, wish), 201);
  });

  it('needs none after the room was switched off, and one again when it is back', async () => {
    expect.hasAssertions();
    const free = await at.roomEvent();
    const who = await at.guest();
    expectRefused(await at.hold(who, free, undefined, seat(1)), 'admission_required');
    granted(await at.setRoom(free, { mode: 'off' }));
    granted(await at.hold(who, free, undefined, seat(1)), 201);
    granted(await at.setRoom(free, { mode: 'always' }));
    expectRefused(await at.hold(who, free, undefined, seat(2)), 'admission_required');
  });
});

describe('another tab', () => {
  it('gets the same place, the same admission, and may book with either pass', async () => {
    const eventId = await at.roomEvent();
    const who = await at.guest();
    const [a, b] = await Promise.all([at.joined(who, eventId), at.joined(who, eventId)]);
    expect(a).toEqual(b);
    const first = await at.admitted(who, eventId);
    who.at.moveTo(world().processes[1]?.url ?? '');
    const second = await at.admitted(who, eventId);
    expect(second).toEqual(first);
    const mine = granted<Mine>(await at.mine(who, eventId));
    expect(mine.admission).toEqual(first);
    expect(await at.joined(who, eventId)).toMatchObject({ number: a.number, nonce: a.nonce });
    granted(await at.hold(who, eventId, second.pass, seat(1)), 201);
  });
});

it('signing in takes the place along, and the pass is made anew', async () => {
  const eventId = await at.roomEvent();
  const who = await buyer(eventId);
  // Somebody keeps the guest's cookie, and the pass with it.
  const kept = createVisitor(world().processes[1]?.url ?? '');
  for (const [name, value] of who.at.jar) kept.jar.set(name, value);
  const guest: Person = { at: kept, personId: who.personId };
  granted(await at.hold(guest, eventId, who.pass, seat(2)), 201);
  const email = `kim-${who.personId.slice(2, 10).toLowerCase()}@example.test`;
  const account = { name: 'Kim', email, password: 'correct horse battery' };
  granted(await who.at.send('POST', '/api/auth/sign-up/email', account));
  granted(await who.at.send('POST', '/api/v1/session'));
  expectRefused(await at.hold(who, eventId, who.pass, seat(1)), 'admission_required');
  const { admission } = granted<Mine>(await at.mine(who, eventId));
  expect(admission?.pass).not.toBe(who.pass);
  granted(await at.hold(who, eventId, admission?.pass, seat(1)), 201);
  await waitFor('the pass of the guest to end, at the other process too', async () => {
    const reply = await at.hold(guest, eventId, who.pass, { pool: 9, quantity: 1 });
    return reply.status === 403;
  });
  expectRefused(await at.hold(guest, eventId, who.pass, seat(3)), 'admission_required');
  expectRefused(await at.hold(guest, eventId, admission?.pass, seat(3)), 'admission_required');
  expectRefused(await at.mine(guest, eventId), 'entry_not_found');
});
