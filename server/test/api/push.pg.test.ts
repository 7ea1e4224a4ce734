/** Devices that are notified, through HTTP: on, off, whose they are, what is refused, what they get. */
// oxlint-disable vitest/expect-expect -- granted() and expectProductRefusal() do it
import type { Session } from '@onsale/contract/session.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellByPush } from '../../src/push/tell.ts';
import { openPushService, type PushService } from '../support/push-device.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { expectProductRefusal, granted } from './refusals.ts';
import { openWorld, type World } from './world.ts';

const path = '/api/v1/push-subscriptions';
let service: PushService;
let world: World;
let eventId: number;
beforeAll(async () => {
  service = await openPushService();
  world = await openWorld({ env: { PUSH_SERVICES: service.origin } });
  const { organizationId } = await world.createKey();
  eventId = await world.createPoolEvent(organizationId, 10, { name: 'Spring' });
});
afterAll(async () => {
  await world?.close();
  await service?.close();
});

async function guest(): Promise<{ who: Visitor; personId: string }> {
  const who = createVisitor(world.processes[0]?.url ?? '');
  const { session } = granted<{ session: Session }>(await who.send('POST', '/api/v1/session'));
  return { who, personId: session.personId };
}

type View = { readonly id: string; readonly createdAt: string; readonly lastOkAt?: string };
const list = async (who: Visitor): Promise<readonly View[]> =>
  granted<{ subscriptions: View[] }>(await who.send('GET', path)).subscriptions;
const put = (who: Visitor, subscription: object) =>
  who.send('PUT', path, { ...subscription, language: 'en' });
const tell = (buyer: string, key: string) =>
  world.db.transaction((tx) =>
    tellByPush(tx, { buyer, kind: 'order_confirmed', content: { eventId, orderId: 'o' }, key }),
  );

describe('a device', () => {
  it('is switched on, told by the worker, listed, and switched off', async () => {
    const { who, personId } = await guest();
    const device = service.device();
    const put1 = granted<{ subscription: View }>(await put(who, device.subscription));
    const put2 = granted<{ subscription: View }>(await put(who, device.subscription));
    expect(put2.subscription).toEqual(put1.subscription);
    expect(await list(who)).toEqual([put1.subscription]);
    await tell(personId, 'one');
    await waitFor('the notification', () => device.delivered.length === 1);
    expect(device.delivered[0]?.notification).toMatchObject({
      title: 'Your tickets are ready',
      body: 'Spring',
    });
    await waitFor('its trace', async () => (await list(who))[0]?.lastOkAt !== undefined);
    expect(await world.metrics()).toMatch(/push_messages_total\{outcome="sent"\} 1\b/);
    const gone = await who.send('DELETE', `${path}/${put1.subscription.id}`);
    expect(granted(gone)).toMatchObject({ removed: true });
    expect(await list(who)).toEqual([]);
    const again = await who.send('DELETE', `${path}/${put1.subscription.id}`);
    expect(granted(again)).toMatchObject({ removed: false });
  });

  it('is that of whoever uses it now, and tells nobody what was for somebody else', async () => {
    const [first, second] = [await guest(), await guest()];
    const device = service.device();
    const { subscription } = granted<{ subscription: View }>(
      await put(first.who, device.subscription),
    );
    // Out of the worker's reach, so that it still waits when the device changes hands.
    await world.db.transaction(async (tx) => {
      const content = { eventId, orderId: 'o' };
      await tellByPush(tx, {
        buyer: first.personId,
        kind: 'order_confirmed',
        content,
        key: 'private',
      });
      const later = {
        name: 'test_push_later',
        text: `UPDATE push_messages SET due_at = 'infinity'`,
      };
      await tx.query(later);
    });
    granted(await put(second.who, device.subscription));
    expect(await list(first.who)).toEqual([]);
    expect((await list(second.who)).map(({ id }) => id)).toEqual([subscription.id]);
    expect(await world.change('SELECT key FROM push_messages WHERE state = 0')).toEqual([]);
    // What is somebody else's is not theirs to switch off.
    const foreign = await first.who.send('DELETE', `${path}/${subscription.id}`);
    expect(granted(foreign)).toMatchObject({ removed: false });
  });

  it('follows its guest into the account', async () => {
    const { who } = await guest();
    const device = service.device();
    granted(await put(who, device.subscription));
    const body = { name: '민지', email: 'push@example.test', password: 'correct horse battery' };
    granted(await who.send('POST', '/api/auth/sign-up/email', body));
    const { session } = granted<{ session: Session }>(await who.send('POST', '/api/v1/session'));
    expect(session.kind).toBe('account');
    expect(await list(who)).toHaveLength(1);
    await tell(session.personId, 'account');
    await waitFor('the notification', () => device.delivered.length === 1);
  });
});

describe('refused', () => {
  it('without a session', async () => {
    const who = createVisitor(world.processes[0]?.url ?? '');
    expectProductRefusal(await put(who, service.device().subscription), 'session_required');
    expectProductRefusal(await who.send('GET', path), 'session_required');
  });

  it.each([
    'https://127.0.0.1/push',
    'http://169.254.169.254/latest/meta-data',
    'https://example.org/push',
    'https://fcm.googleapis.com:22/x',
  ])('an endpoint at %s: nothing is kept, nothing is called', async (endpoint) => {
    const { who } = await guest();
    const { keys } = service.device().subscription;
    expectProductRefusal(await put(who, { endpoint, keys }), 'push_service_unknown');
    expect(await list(who)).toEqual([]);
  });

  it('keys for which nothing can be encrypted, and fields nobody asked for', async () => {
    const { who } = await guest();
    const { endpoint, keys } = service.device().subscription;
    const p256dh = Buffer.alloc(65, 4).toString('base64url');
    for (const subscription of [
      { endpoint, keys: { ...keys, p256dh } },
      { endpoint, keys: { ...keys, auth: 'short' } },
      { endpoint, keys, expirationTime: null },
      { endpoint: `${endpoint}${'x'.repeat(1_000)}`, keys },
    ]) {
      // oxlint-disable-next-line no-await-in-loop
      const reply = await put(who, subscription);
      expect(reply).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
    }
    expect(await list(who)).toEqual([]);
  });
});
