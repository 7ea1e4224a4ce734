/** Sending to devices: what they get, what is tried again, what is given up, what is forgotten. */
import { createECDH } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAdmin } from '../../test/support/databases.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { type Device, openPushService, type PushService } from '../../test/support/push-device.ts';
import { openTestDb } from '../../test/support/test-db.ts';
import { temporaryFolder } from '../../test/support/throwaway.ts';
import type { Db } from '../lib/db.ts';
import type { EventRecord } from '../catalog/model/event.ts';
import { adoptSubscriptions, forgetDevices } from './adopt-subscriptions.ts';
import { type PushJobDeps, sendDue, tidyPush } from './jobs.ts';
import { pushHandlers, subscriptionIdOf } from './push-handlers.ts';
import type { PushNews } from './model/message.ts';
import type { PushOutcome } from './push-metrics.ts';
import { tellByPush } from './tell.ts';
import { openVapid, type Vapid } from './vapid.ts';

let database: TestDatabase;
let db: Db;
let service: PushService;
let vapid: Vapid;
let outcomes: PushOutcome[];
const none = { publicKey: undefined, privateKey: undefined, privateKeyFile: undefined };
const settings = { ...none, subject: 'https://tickets.example.org' };
beforeEach(async () => {
  database = await createTestDatabase();
  db = openTestDb(database.url);
  service = await openPushService();
  vapid = await openVapid(db, settings);
  outcomes = [];
});
afterEach(async () => {
  await service.close();
  await db.close();
  await database.drop();
});

const event = {
  name: '봄밤의 편지',
  translations: { en: 'Letters of a Spring Night' },
  timeZone: 'Asia/Seoul',
} as unknown as EventRecord;

const deps = (more: Partial<PushJobDeps> = {}): PushJobDeps => ({
  db,
  vapid,
  services: [service.origin],
  timeoutMs: 5_000,
  book: { get: (eventId) => Promise.resolve(eventId === 7 ? event : undefined) },
  metrics: { told: (outcome) => outcomes.push(outcome), waiting: () => undefined },
  onError: (error) => {
    throw error;
  },
  pauses: { minMs: 0, maxMs: 0 },
  ...more,
});

async function switchOn(buyer: string, language: 'ko' | 'en' = 'en'): Promise<Device> {
  const device = service.device();
  const { putPushSubscription } = pushHandlers({ db, services: [service.origin] });
  const answer = await putPushSubscription(
    {
      body: { ...device.subscription, language },
      params: undefined,
      query: undefined,
      headers: undefined,
    },
    { kind: 'person', personId: buyer },
    '',
  );
  expect(answer.ok).toBe(true);
  return device;
}

const tell = (buyer: string, more: Partial<PushNews> = {}): Promise<void> =>
  db.transaction((tx) =>
    tellByPush(tx, {
      buyer,
      kind: 'order_confirmed',
      content: { eventId: 7, orderId: 'o1' },
      key: 'order_confirmed:7:o1',
      ...more,
    } as PushNews),
  );

const states = async (): Promise<number[]> => {
  const { rows } = await runAdmin(database.url, 'select state from push_messages order by 1');
  return (rows as { state: number }[]).map(({ state }) => state);
};

describe('a message', () => {
  it('reaches every device of its person in the language of the device, once', async () => {
    const korean = await switchOn('a:minji', 'ko');
    const english = await switchOn('a:minji', 'en');
    const other = await switchOn('a:jun');
    await tell('a:minji');
    await tell('a:minji');
    expect(await sendDue(deps())).toBe('rest');
    await sendDue(deps());
    expect(outcomes).toEqual(['sent', 'sent']);
    expect(other.delivered).toEqual([]);
    expect(korean.delivered.map(({ notification }) => notification)).toEqual([
      {
        title: '티켓이 준비되었습니다',
        body: '봄밤의 편지',
        path: '/tickets',
        tag: expect.stringMatching(/^[\w-]{22}$/),
        language: 'ko',
      },
    ]);
    const [got] = english.delivered;
    expect(got?.notification).toMatchObject({ body: 'Letters of a Spring Night' });
    expect(got?.headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      urgency: 'normal',
      topic: got?.notification['tag'],
    });
    expect(Number(got?.headers['ttl'])).toBeGreaterThan(86_000);
    expect(got?.vapid).toEqual({
      publicKey: vapid.publicKey,
      aud: service.origin,
      sub: settings.subject,
    });
    // What it said is not kept, that it was said is.
    const { rows } = await runAdmin(database.url, 'select content, state from push_messages');
    expect(rows).toEqual([
      { content: {}, state: 1 },
      { content: {}, state: 1 },
    ]);
  });

  it('is tried again, as late as the service asks, and given up in the end', async () => {
    const device = await switchOn('a:minji');
    await tell('a:minji');
    device.answer(429, { 'retry-after': '3600' });
    await sendDue(deps({ pauses: { minMs: 0, maxMs: 60_000 } }));
    expect(outcomes).toEqual(['later']);
    await sendDue(deps());
    expect(service.asked(), 'before its time').toBe(1);
    await runAdmin(database.url, 'update push_messages set due_at = now()');
    device.answer(503);
    for (let at = 0; at < 9; at++) {
      // One attempt after the other.
      // oxlint-disable-next-line no-await-in-loop
      await sendDue(deps());
    }
    expect(outcomes).toEqual([...Array.from({ length: 7 }, () => 'later'), 'given_up']);
    expect(await states()).toEqual([2]);
  });

  it('is sent by one worker at a time, and by the next when that one dies', async () => {
    const device = await switchOn('a:minji');
    await tell('a:minji');
    const slow = { pauses: { minMs: 60_000, maxMs: 60_000 } };
    await Promise.all([sendDue(deps(slow)), sendDue(deps(slow)), sendDue(deps(slow))]);
    expect(device.delivered).toHaveLength(1);
    // A worker that died after it had sent and before it could say so.
    await runAdmin(database.url, 'update push_messages set state = 0, due_at = now()');
    await runAdmin(
      database.url,
      `update push_messages set content = '{"eventId": 7, "orderId": "o1"}'`,
    );
    await sendDue(deps(slow));
    expect(new Set(device.delivered.map(({ notification }) => notification['tag'])).size).toBe(1);
    expect(device.delivered).toHaveLength(2);
  });

  it('is no news after its time, of an event that is gone, or when it is refused', async () => {
    const device = await switchOn('a:minji');
    const past = { eventId: 7, saleOpensAt: '2020-01-01T00:00:00.000Z' };
    await tell('a:minji', { kind: 'reminder', content: past, key: 'r' });
    await tell('a:minji', { content: { eventId: 8, orderId: 'o' }, key: 'gone' });
    await sendDue(deps());
    expect(outcomes.toSorted()).toEqual(['expired', 'refused']);
    expect(service.asked()).toBe(0);
    device.answer(413);
    await tell('a:minji');
    await sendDue(deps());
    expect(outcomes.at(-1)).toBe('refused');
    expect(await states()).toEqual([2, 2, 2]);
  });

  it('goes nowhere but to known services, also when these have changed', async () => {
    const device = await switchOn('a:minji');
    await tell('a:minji');
    await sendDue(deps({ services: [] }));
    expect([outcomes, device.delivered, service.asked()]).toEqual([['refused'], [], 0]);
  });

  it('is not written when the transaction it belongs to is not', async () => {
    await switchOn('a:minji');
    const failing = db.transaction(async (tx) => {
      const content = { eventId: 7, orderId: 'o1' };
      await tellByPush(tx, { buyer: 'a:minji', kind: 'order_confirmed', content, key: 'k' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await states()).toEqual([]);
  });
});

describe('a device', () => {
  it.each([404, 410])('that its service does not know any more (%i) is removed', async (status) => {
    const device = await switchOn('a:minji');
    await tell('a:minji');
    device.answer(status);
    await sendDue(deps());
    expect(outcomes).toEqual(['gone']);
    const { rows } = await runAdmin(database.url, 'select 1 from push_subscriptions');
    expect([rows, await states()]).toEqual([[], []]);
  });

  it('comes along when its guest signs in, within the limit per person', async () => {
    const device = await switchOn('g:guest');
    expect(await adoptSubscriptions(db, 'g:guest', 'a:minji')).toBe(1);
    expect(await adoptSubscriptions(db, 'g:guest', 'a:minji')).toBe(0);
    await tell('a:minji');
    await sendDue(deps());
    expect(device.delivered).toHaveLength(1);
    for (let at = 0; at < 11; at++) {
      // Each is seen later than the one before.
      // oxlint-disable-next-line no-await-in-loop
      await switchOn('a:minji');
    }
    const { rows } = await runAdmin(database.url, 'select id from push_subscriptions');
    const kept = (rows as { id: string }[]).map(({ id }) => id);
    expect(kept).toHaveLength(10);
    expect(kept).not.toContain(subscriptionIdOf(device.subscription.endpoint));
    await db.transaction((tx) => forgetDevices(tx, 'a:minji'));
    await tell('a:minji', { key: 'later' });
    expect(await states()).toEqual([]);
  });

  it('is forgotten when no page has spoken of it for a year, and so are old messages', async () => {
    await switchOn('a:minji');
    await tell('a:minji');
    await switchOn('a:jun');
    const long = `now() - interval '401 days'`;
    await runAdmin(
      database.url,
      `update push_subscriptions set seen_at = ${long} where buyer = 'a:jun'`,
    );
    await runAdmin(database.url, `update push_messages set created_at = ${long}`);
    await tidyPush(deps());
    const { rows } = await runAdmin(database.url, 'select buyer from push_subscriptions');
    expect([rows, await states()]).toEqual([[{ buyer: 'a:minji' }], []]);
  });
});

describe('the keys of the site', () => {
  it('are made once, the same for all processes', async () => {
    const all = await Promise.all([openVapid(db, settings), openVapid(db, settings)]);
    expect(new Set([vapid, ...all].map(({ privateKey }) => privateKey)).size).toBe(1);
  });

  it('are those that were configured, by value or by file, and have to be a pair', async () => {
    const curve = createECDH('prime256v1');
    const publicKey = curve.generateKeys('base64url');
    const privateKey = curve.getPrivateKey('base64url');
    const given = { ...settings, publicKey, privateKey };
    expect(await openVapid(db, given)).toMatchObject({ publicKey, privateKey });
    const folder = await temporaryFolder();
    const privateKeyFile = join(folder.path, 'vapid');
    await writeFile(privateKeyFile, `${privateKey}\n`);
    expect(await openVapid(db, { ...settings, publicKey, privateKeyFile })).toMatchObject({
      privateKey,
    });
    await folder.remove();
    const wrong = { ...given, publicKey: vapid.publicKey };
    await expect(openVapid(db, wrong)).rejects.toThrow('not the halves of one pair');
    const missing = { ...settings, publicKey, privateKeyFile };
    await expect(openVapid(db, missing)).rejects.toThrow('cannot be read');
  });
});
