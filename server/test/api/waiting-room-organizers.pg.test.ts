/** The status that everybody reads, and what organizers set while people wait. */
import type { QueueStatus, RoomPatch } from '@onsale/contract/queue.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { impatient, expectRefused, queueCalls } from './queue-calls.ts';
import { granted } from './refusals.ts';
import { type Key, useWorld } from './world.ts';

const world = useWorld({ processes: 2, env: impatient });
let key: Key;
const at = queueCalls(world, () => key);
beforeAll(async () => {
  key = await world().createKey();
});

const held = (status: QueueStatus): number =>
  status.tiers.reduce((sum, tier) => sum + tier.held, 0);

describe('the status', () => {
  it('of an event without a room says that nobody waits', async () => {
    const eventId = await world().createSeatEvent(key.organizationId, 5, {}, 3);
    expect(await at.status(eventId)).toMatchObject({
      eventId,
      phase: 'off',
      joined: 0,
      version: 0,
      stock: 'available',
      stale: false,
    });
    expectRefused(await world().send('GET', at.path(999_999)), 'event_not_found');
    expectRefused(await world().send('GET', at.path(eventId, '/draw')), 'queue_closed');
  });

  it('may be kept for a second by everybody, and says when it has not changed', async () => {
    const eventId = await at.roomEvent();
    await at.status(eventId);
    const first = await world().send('GET', at.path(eventId));
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('public, max-age=1, stale-while-revalidate=5');
    expect(first.headers.get('set-cookie')).toBeNull();
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    const again = await world().send('GET', at.path(eventId), {
      headers: { 'if-none-match': etag },
    });
    // Unless a second has passed in between.
    const isSame = again.status === 304;
    expect([isSame ? '' : etag, again.headers.get('etag') === etag]).toEqual([
      isSame ? '' : etag,
      isSame,
    ]);
    expect(isSame ? again.text : '').toBe('');
  });

  it('follows what happens at other processes', async () => {
    const eventId = await at.roomEvent();
    const before = await at.statusWhen(eventId, 'the draw', (s) => s.phase === 'serving', 1);
    expect(before).toMatchObject({ joined: 0, servedUpTo: 0 });
    const who = await at.guest();
    await at.joined(who, eventId);
    await at.admitted(who, eventId);
    const after = await at.statusWhen(eventId, 'the turn', (s) => s.servedUpTo === 1, 1);
    expect(after).toMatchObject({ joined: 1, cohortSize: 0, stale: false });
    expect(after.version).toBeGreaterThan(before.version);
    expect(after.perMinute).toBeGreaterThan(0);
  });

  it('counts what is left by tier', async () => {
    const eventId = await world().createHallEvent(key.organizationId, {
      tiers: ['VIP', 'R', 'S'].map((code) => ({ code, name: { en: code }, priceMinor: 1_000 })),
    });
    const { tiers } = await at.status(eventId);
    expect(tiers.map(({ code }) => code).toSorted()).toEqual(['R', 'S', 'VIP']);
    expect(tiers.reduce((sum, { available }) => sum + available, 0)).toBe(265);
    const [seat] = [{ id: '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e', buyer: 'kim', seats: [0, 1] }];
    granted(
      await world().send('POST', `/api/v1/events/${eventId}/reservations`, {
        key: key.secret,
        body: seat,
      }),
      201,
    );
    const after = await at.statusWhen(eventId, 'the hold to show', (status) => held(status) === 2);
    expect(after.stock).toBe('available');
  });
});

describe('an organizer', () => {
  it('sees a room that has never been set up as it would begin', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 10);
    const before = await at.room(eventId);
    expect(before).toMatchObject({ settings: { mode: 'off' }, numbers: { active: 0 } });
    const made = granted<typeof before>(await at.setRoom(eventId, {}));
    expect(made.settings).toEqual(before.settings);
  });

  it('changes settings while people wait; every process follows, nobody loses a place', async () => {
    const eventId = await at.roomEvent({ control: 'pause' });
    const who = await at.guest();
    const entry = await at.joined(who, eventId);
    expectRefused(await at.admit(who, eventId), 'not_your_turn');
    const patch: RoomPatch = {
      activeMax: 7,
      control: 'run',
      sessionSeconds: 120,
      throttlePerMinute: 600,
      message: { en: 'Soon.', ko: '곧 시작합니다.' },
    };
    const changed = granted<{ settings: object; status: QueueStatus }>(
      await at.setRoom(eventId, patch),
    );
    expect(changed).toMatchObject({ settings: patch, status: { message: patch.message } });
    await at.statusWhen(eventId, 'the message', ({ message }) => message?.['en'] === 'Soon.', 1);
    const admission = await at.admitted(who, eventId);
    const forMs = Date.parse(admission.expiresAt) - Date.parse(admission.admittedAt);
    expect(forMs).toBe(120_000);
    expect((await at.joined(who, eventId)).number).toBe(entry.number);
    const lifted = granted<{ settings: object }>(
      await at.setRoom(eventId, { throttlePerMinute: null, message: null }),
    );
    expect(lifted.settings).not.toHaveProperty('message');
    expect(lifted.settings).not.toHaveProperty('throttlePerMinute');
  });

  it('cannot change the draw once somebody has joined', async () => {
    expect.hasAssertions();
    const eventId = await at.roomEvent({}, { saleOpensAtMs: Date.now() + 600_000 });
    await at.joined(await at.guest(), eventId);
    expectRefused(await at.setRoom(eventId, { draw: 'beacon' }), 'draw_fixed');
    granted(await at.setRoom(eventId, { draw: 'operator', activeMax: 5 }));
  });

  it('is told what does not fit', async () => {
    expect.hasAssertions();
    const eventId = await at.roomEvent();
    expectRefused(await at.setRoom(eventId, { activeMax: 0 }), 'invalid_request');
    const wrong = { perMinuteMin: 100, perMinuteMax: 10 };
    expectRefused(await at.setRoom(eventId, wrong), 'invalid_request', {
      fields: [{ field: 'body.perMinuteMax', problem: 'is less than perMinuteMin' }],
    });
    expectRefused(
      await at.setRoom(eventId, { mode: 'maybe' } as unknown as RoomPatch),
      'invalid_request',
    );
  });

  it('of another organization, a guest, and a key without the scope see and change nothing', async () => {
    expect.hasAssertions();
    const eventId = await at.roomEvent();
    const stranger = await world().createKey({ organization: 'Strangers' });
    const reader = await world().createKey({ scopes: ['events:read'] });
    const path = at.path(eventId, '/room');
    expectRefused(await world().send('GET', path, { key: stranger.secret }), 'event_not_found');
    expectRefused(await at.setRoom(eventId, { mode: 'off' }, stranger.secret), 'event_not_found');
    expectRefused(await at.setRoom(eventId, { mode: 'off' }, reader.secret), 'forbidden');
    granted(await world().send('GET', path, { key: reader.secret }));
    const who = await at.guest();
    expectRefused(await who.at.send('GET', path), 'account_required');
    expectRefused(await who.at.send('PUT', path, { mode: 'off' }), 'account_required');
    expectRefused(await world().send('GET', path), 'session_required');
  });
});
