/** What callers are told when the engine is busy, the database slow or gone, or something broken. */
// oxlint-disable vitest/expect-expect -- granted() and expect...Refusal() do it
import { describe, expect, it, beforeAll } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { sql, type Tx } from '../../src/lib/db.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { runAdmin } from '../support/databases.ts';
import { adminUrl } from '../support/postgres.ts';
import { waitFor } from '../support/wait-for.ts';
import { expectPartnerRefusal, expectProductRefusal, granted } from './refusals.ts';
import { type Key, type Reply, useWorld } from './world.ts';

const world = useWorld({ env: { ENGINE_WAIT_MAX_MS: '1000', REQUEST_TIMEOUT_MS: '1500' } });
const ids = createIds(systemClock);
let key: Key;
beforeAll(async () => {
  key = await world().createKey();
});

/** Runs `work` while a transaction of somebody else holds what `text` locks. */
const whileLocked = (text: string, work: (tx: Tx) => Promise<void>): Promise<void> =>
  world().db.transaction(async (tx) => {
    await tx.query(sql(`test_lock_${text.length}`, text));
    await work(tx);
  });

/** Ends the connection of the process whose statement waits for that lock. */
const cutOff = (statement: string): Promise<unknown> =>
  waitFor(`${statement} to wait`, async () => {
    const rows = await world().change(
      `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND application_name LIKE 'onsale-%' AND query LIKE $1`,
      [`%${statement}%`],
    );
    return rows.length > 0;
  });

const codeOf = ({ body }: Reply): unknown => (body as { error?: { code: string } }).error?.code;
const sold = async (eventId: number): Promise<unknown> => {
  const text = 'SELECT sold::int AS sold FROM pools WHERE event_id = $1';
  return (await world().change(text, [eventId]))[0]?.['sold'];
};
const draft = { eventName: 'outcome', totalSeats: 5, eventDate: '2031-01-01T00:00:00' };

it('an engine that is busy says so, books nothing of it, and goes on as soon as it can', async () => {
  await world().startProcess({
    ENGINE_BATCH_POOL_MAX: '1',
    ENGINE_BATCH_SEATS_MAX: '1',
    ENGINE_QUEUE_MAX: '2',
    ENGINE_WAIT_MAX_MS: '300',
    DATABASE_LOCK_TIMEOUT_MS: '100',
  });
  const last = { key: key.secret, at: world().processes.length - 1 };
  const eventId = await world().createPoolEvent(key.organizationId, 100);
  const order = { eventId, userId: 'u', quantity: 1 };
  const wish = { buyer: 'b', pool: 1, quantity: 1, confirm: true };
  const partner = (): Promise<Reply> =>
    world().send('POST', '/api/reservations', { ...last, body: order });
  const product = (): Promise<Reply> =>
    world().send('POST', `/api/v1/events/${eventId}/reservations`, {
      ...last,
      body: { ...wish, id: ids.next() },
    });
  granted(await partner());
  await whileLocked(`SELECT FROM pools WHERE event_id = ${eventId} FOR UPDATE`, async () => {
    // More than the queue takes: those in it wait in vain, the others are refused at once.
    const sent = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? partner() : product()));
    for (const reply of await Promise.all(sent)) {
      expect({ status: reply.status, code: codeOf(reply) }).toEqual({ status: 503, code: 'busy' });
      expect(reply.headers.get('retry-after')).toBe('1');
    }
  });
  expect(await sold(eventId)).toBe(1);
  granted(await partner());
  granted(await product(), 201);
  expect(await sold(eventId)).toBe(3);
});

describe('a database that is slow', () => {
  it('is not waited for longer than a request may take', async () => {
    await whileLocked('LOCK TABLE events IN ACCESS EXCLUSIVE MODE', async () => {
      const [partner, product] = await Promise.all([
        world().send('GET', '/api/events', { key: key.secret }),
        world().send('GET', '/api/v1/events'),
      ]);
      expectPartnerRefusal(partner, 'timeout');
      expectProductRefusal(product, 'timeout');
    });
    granted(await world().send('GET', '/api/events', { key: key.secret }));
  });
});

describe('a connection that is lost', () => {
  it('during a read: the caller may try again', async () => {
    await whileLocked('LOCK TABLE events IN ACCESS EXCLUSIVE MODE', async () => {
      const reading = world().send('GET', '/api/events', { key: key.secret });
      await cutOff('FROM events');
      expectPartnerRefusal(await reading, 'unavailable');
    });
    granted(await world().send('GET', '/api/events', { key: key.secret }));
  });

  it('during a write: the outcome is unknown, and repeating it with its key is safe', async () => {
    const write = (): Promise<Reply> =>
      world().send('POST', '/api/events', {
        key: key.secret,
        body: draft,
        headers: { 'idempotency-key': 'lost' },
      });
    await whileLocked('LOCK TABLE events IN EXCLUSIVE MODE', async () => {
      const writing = write();
      await cutOff('INSERT INTO events');
      expectPartnerRefusal(await writing, 'outcome_unknown');
    });
    granted(await write());
    granted(await write());
    const rows = await world().change(`SELECT id FROM events WHERE name = 'outcome'`);
    expect(rows).toHaveLength(1);
  });

  it('during a booking: it is settled on another connection, once', async () => {
    const eventId = await world().createPoolEvent(key.organizationId, 9);
    const order = { eventId, userId: 'u', quantity: 2 };
    const book = (): Promise<Reply> =>
      world().send('POST', '/api/reservations', { key: key.secret, body: order });
    granted(await book());
    let booking: Promise<Reply> | undefined;
    await whileLocked(`SELECT FROM  pools WHERE event_id = ${eventId} FOR UPDATE`, async () => {
      booking = book();
      await cutOff('UPDATE pools');
    });
    const reply = await booking;
    const isBooked = reply?.status === 200;
    expect(isBooked ? undefined : codeOf(reply as Reply)).toBeOneOf([
      undefined,
      'busy',
      'outcome_unknown',
    ]);
    expect(await sold(eventId)).toBe(isBooked ? 4 : 2);
  });
});

it('a fault of ours is internal, with a trace id and without its reason', async () => {
  const eventId = await world().createPoolEvent(key.organizationId, 1);
  await world().change('ALTER TABLE price_tiers RENAME TO price_tiers_gone');
  try {
    const partner = await world().send('GET', `/api/events/${eventId}`, { key: key.secret });
    expectPartnerRefusal(partner, 'internal');
    const product = await world().send('GET', `/api/v1/events/${eventId}`);
    expectProductRefusal(product, 'internal');
    expect(partner.text + product.text).not.toContain('price_tiers');
  } finally {
    await world().change('ALTER TABLE price_tiers_gone RENAME TO price_tiers');
  }
  granted(await world().send('GET', `/api/events/${eventId}`, { key: key.secret }));
});

it('an address that asks too often is told to wait; health checks never are', async () => {
  const limits = { RATE_LIMIT_ADDRESS_PER_SECOND: '1', RATE_LIMIT_ADDRESS_BURST: '1' };
  await world().startProcess(limits);
  const last = { at: world().processes.length - 1 };
  granted(await world().send('GET', '/api/v1/events', last));
  const refused = await world().send('GET', '/api/v1/events', last);
  expectProductRefusal(refused, 'rate_limited', { retryAfterSeconds: 1 });
  // Guessing keys is paid for by the address; a valid key is not.
  const guess = await world().send('GET', '/api/events', { ...last, key: 'a-guess' });
  expectPartnerRefusal(guess, 'rate_limited', { retryAfterSeconds: 1 });
  for (let n = 0; n < 5; n++) {
    granted(await world().send('GET', '/api/health', last));
    granted(await world().send('GET', '/api/events', { ...last, key: key.secret }));
  }
});

it('without its database a process is up, says what is down, and is not ready', async () => {
  const name = new URL(world().databaseUrl).pathname.slice(1);
  const allow = (yes: boolean) =>
    runAdmin(adminUrl(), `alter database "${name}" with allow_connections ${yes}`);
  await allow(false);
  try {
    await runAdmin(
      adminUrl(),
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
    await waitFor('the loss to be noticed', async () => {
      const { status, body } = await world().send('GET', '/api/health');
      expect(status).toBe(200);
      expect(body).toMatchObject({ status: 'UP', components: { redis: { status: 'UP' } } });
      return (body as { database: string }).database === 'disconnected';
    });
    const { body } = await world().send('GET', '/api/health');
    expect(body).toMatchObject({ components: { db: { status: 'DOWN' } } });
    const ready = await world().send('GET', '/readyz');
    expect({ status: ready.status, body: ready.body }).toEqual({
      status: 503,
      body: { status: 'unavailable' },
    });
  } finally {
    await allow(true);
  }
  await waitFor('the database to be back', async () => {
    const { body } = await world().send('GET', '/api/health');
    return (body as { database: string }).database === 'connected';
  });
  expect((await world().send('GET', '/readyz')).status).toBe(200);
  granted(await world().send('GET', '/api/events', { key: key.secret }));
});
