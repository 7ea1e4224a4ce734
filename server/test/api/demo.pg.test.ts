/** The demo in a running process: its shows in every state, its crowd, its switch, its people. */
import { readFile, stat } from 'node:fs/promises';
import type { ProductEvent } from '@onsale/contract/product.ts';
import type { Session } from '@onsale/contract/session.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlanShelf } from '../../src/catalog/read-plan.ts';
import { demoAccounts, demoAccountsFile } from '../../src/demo/accounts.ts';
import { createDemo } from '../../src/demo/create-demo.ts';
import { type Crowd, createCrowd } from '../../src/demo/crowd.ts';
import { createShop, type ShopRoutes } from '../../src/demo/shop.ts';
import { demoShows } from '../../src/demo/shows.ts';
import { stageNext } from '../../src/demo/stage-event.ts';
import { ensureCrowd } from '../../src/demo/switch-crowd.ts';
import { reserveOf } from '../../src/demo/model/manners.ts';
import { inventoryRoutes } from '../../src/inventory/routes.ts';
import { createSeatIndexes } from '../../src/inventory/seat-indexes.ts';
import { createRandom } from '../../src/lib/random.ts';
import type { Running } from '../../src/main/run.ts';
import { orderRoutes } from '../../src/orders/routes.ts';
import { auditFindings } from '../support/audited.ts';
import { createVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { badFields, expectProductRefusal, granted } from './refusals.ts';
import { openWorld, type World } from './world.ts';

const whole = new AbortController().signal;
const holds = { holdMs: 480_000, extensionMs: 300_000 };

describe('without its loops', () => {
  let world: World;
  let process: Running;
  let routes: ShopRoutes;
  let own: number;
  beforeAll(async () => {
    world = await openWorld();
    const [first] = world.processes;
    if (first === undefined) throw new Error('there is no process');
    process = first;
    const { context } = process;
    routes = { ...inventoryRoutes(context), ...orderRoutes(context.orders.deps) };
    const { organizationId } = await world.createKey();
    const nowMs = Date.now();
    await world.db.transaction((tx) => createDemo(tx, { organizationId, nowMs, holds }));
    own = await world.createPoolEvent(organizationId, 5_000);
  });
  afterAll(() => world.close());

  const count = async (text: string, values: readonly unknown[] = []): Promise<number> =>
    Number((await world.change(`SELECT count(*)::int AS n FROM ${text}`, values))[0]?.['n']);
  const events = async (): Promise<ProductEvent[]> =>
    granted<{ events: ProductEvent[] }>(
      await world.send('GET', '/api/v1/events?when=all&limit=200'),
    ).events;
  const byCode = async (): Promise<Map<string, ProductEvent>> => {
    const rows = await world.change('SELECT event_id AS "eventId", show FROM demo_events');
    const shown = new Map((await events()).map((event) => [event.id, event]));
    return new Map(
      rows.flatMap((row) => {
        const event = shown.get(Number(row['eventId']));
        return event === undefined ? [] : [[String(row['show']), event]];
      }),
    );
  };

  const facts = async () => (await world.change('SELECT * FROM demo_crowd'))[0];

  async function stage(): Promise<void> {
    const { context } = process;
    const { db, book, inventory, clock, ids, events: cache, committed } = context;
    const key = await world.createKey();
    const deps = {
      db,
      book,
      inventory,
      clock,
      ids,
      boxOffice: key.keyId,
      plans: createPlanShelf(db),
      shop: createShop(routes, ids),
      onChanged: (eventId: number) => {
        book.evict(eventId);
        cache.evict(eventId);
        committed.wake();
      },
    };
    while (await stageNext(deps, whole));
  }

  it('its dates become what their shows want, and staging again sells nothing more', async () => {
    await stage();
    const shown = await byCode();
    const statuses = { sold_out: 'sold_out', ended: 'ended', cancelled: 'cancelled' } as const;
    for (const show of demoShows) {
      const event = shown.get(show.code);
      const selling = show.openedMs < 0 ? 'upcoming' : 'on_sale';
      const expected = { ...statuses, postponed: 'postponed', selling }[show.stage];
      expect([show.code, event?.status]).toEqual([show.code, expected]);
      const sold = event === undefined ? -1 : 1 - event.available / event.capacity;
      const wanted = show.stage === 'cancelled' ? sold : show.sold;
      expect(Math.abs(sold - wanted)).toBeLessThan(0.03);
    }
    const before = await count('reservations');
    expect(
      await world.change('UPDATE demo_events SET staged_at = NULL RETURNING 1 AS n'),
    ).toHaveLength(demoShows.length);
    await stage();
    expect(await count('reservations WHERE state = 1')).toBe(
      before - (await count('reservations WHERE state <> 1')),
    );
    expect(await count('reservations')).toBe(before);
  });

  it('the cancelled one had buyers, who got everything back', async () => {
    const cancelled = (await byCode()).get('comedy-night');
    const orders = 'orders WHERE event_id = $1';
    expect(await count(orders, [cancelled?.id])).toBe(12);
    await waitFor('every order to be refunded', async () => {
      const open = await count(`${orders} AND (state <> 5)`, [cancelled?.id]);
      return open === 0;
    });
    const event = (await byCode()).get('comedy-night');
    expect(event?.available).toBe(event?.capacity);
  });

  describe('its crowd', () => {
    let crowd: Crowd;
    let nowMs: number;
    beforeAll(async () => {
      const { context } = process;
      const { db, inventory, events: cache, ids } = context;
      nowMs = Date.now();
      await world.db.transaction((tx) => ensureCrowd(tx, true));
      await world.change('UPDATE demo_crowd SET buyers_per_minute = 300');
      crowd = createCrowd({
        db,
        inventory,
        events: cache,
        ids,
        clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
        shop: createShop(routes, ids),
        indexes: createSeatIndexes(createPlanShelf(db)),
        random: createRandom(1),
        processName: 'test',
        onError: (error) => {
          throw error;
        },
      });
    });
    const pass = async (ms: number, stepMs = 500): Promise<void> => {
      for (const untilMs = nowMs + ms; nowMs < untilMs; nowMs += stepMs) await crowd.step(whole);
    };

    it('comes, holds, buys, lets go, and leaves the events of others and the last places alone', async () => {
      await pass(90_000);
      const done = await facts();
      expect(Number(done?.['buyers'])).toBeGreaterThan(100);
      expect(Number(done?.['tickets_sold'])).toBeGreaterThan(20);
      const crowds = `reservations WHERE buyer LIKE 'g:crowd-%'`;
      expect(await count(`${crowds} AND state = 1`)).toBeGreaterThan(10);
      expect(await count(`${crowds} AND state = 3`)).toBeGreaterThan(2);
      expect(await count(`${crowds} AND seat_nos IS NOT NULL`)).toBeGreaterThan(20);
      expect(await count(`${crowds} AND pool_id IS NOT NULL`)).toBeGreaterThan(5);
      expect(await count('reservations WHERE event_id = $1', [own])).toBe(0);
      expect(await count(`payments WHERE state = 3`)).toBeGreaterThan(0);
      for (const event of await events())
        expect(event.status !== 'on_sale' || event.available > reserveOf(event.capacity) - 50).toBe(
          true,
        );
    });

    it('gives tickets back after a while, and the money is refunded', async () => {
      await world.change('UPDATE demo_crowd SET buyers_per_minute = 1');
      await pass(60 * 60_000, 5_000);
      expect(Number((await facts())?.['tickets_returned'])).toBeGreaterThan(0);
    });

    it('goes home when it is switched off', async () => {
      await world.change('UPDATE demo_crowd SET is_on = false, buyers_per_minute = 600');
      await pass(2_000);
      expect(crowd.size()).toBe(0);
      const before = await count('reservations');
      await pass(60_000);
      expect(await count('reservations')).toBe(before);
    });

    it('is led by one process at a time', async () => {
      await world.change(
        `UPDATE demo_crowd SET is_on = true, holder = 'another', holder_until = now() + interval '1 hour'`,
      );
      await pass(60_000);
      expect(crowd.size()).toBe(0);
      await world.change(`UPDATE demo_crowd SET holder_until = now()`);
      await pass(10_000);
      expect(crowd.size()).toBeGreaterThan(0);
    });
  });

  it('leaves nothing behind that an audit would find', async () => {
    await waitFor('an audit without findings', async () => {
      return (await auditFindings(world.databaseUrl)).length === 0;
    });
    expect(await auditFindings(world.databaseUrl)).toEqual([]);
  });
});

describe('in a process of its own', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ env: { DEMO: 'true', DEMO_CROWD: 'false' } });
  });
  afterAll(() => world.close());
  const dataDir = (): string => world.processes[0]?.context.config.dataDir ?? '';

  it('the crowd has a switch for everybody who is there', async () => {
    const who = createVisitor(world.processes[0]?.url ?? '');
    expectProductRefusal(await who.send('GET', '/api/v1/demo/crowd'), 'session_required');
    granted(await who.send('POST', '/api/v1/session'));
    const read = async () => granted<unknown>(await who.send('GET', '/api/v1/demo/crowd'));
    const nothing = { buyers: 0, ticketsSold: 0, ticketsReturned: 0 };
    const off = { crowd: { on: false, buyersPerMinute: 60, ...nothing } };
    expect(await read()).toEqual(off);
    const put = (body: unknown) => who.send('PUT', '/api/v1/demo/crowd', body);
    const slow = { crowd: { ...off.crowd, buyersPerMinute: 5 } };
    expect(granted(await put({ buyersPerMinute: 5 }))).toEqual(slow);
    expect(await read()).toEqual(slow);
    for (const buyersPerMinute of [0, 601])
      expectProductRefusal(
        await put({ buyersPerMinute }),
        'invalid_request',
        badFields('body.buyersPerMinute'),
      );
    granted(await put({ on: true, buyersPerMinute: 600 }));
    await waitFor(
      'buyers',
      async () => {
        const { crowd } = (await read()) as { crowd: { buyers: number } };
        return crowd.buyers > 0;
      },
      30_000,
    );
    granted(await put({ on: false }));
    expect(await read()).toMatchObject({ crowd: { on: false } });
  });

  it('the accounts sign in with the password in the file, and have their roles', async () => {
    await waitFor('the accounts', async () => {
      const [row] = await world.change('SELECT count(*)::int AS n FROM auth.account');
      const [roles] = await world.change('SELECT count(*)::int AS n FROM organization_members');
      return row?.['n'] === demoAccounts.length && roles?.['n'] === 3;
    });
    const file = demoAccountsFile(dataDir());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(demoAccounts.length);
    for (const [at, line] of lines.entries()) {
      const [email, password] = line.split(' ');
      const who = createVisitor(world.processes[0]?.url ?? '');
      granted(await who.send('POST', '/api/auth/sign-in/email', { email, password }));
      const { session } = granted<{ session: Session }>(await who.send('POST', '/api/v1/session'));
      const { role, name } = demoAccounts[at] ?? {};
      expect(session).toMatchObject({ kind: 'account', name });
      const roles = session.memberships.map((one) => one.role);
      expect(roles).toEqual(role === undefined ? [] : [role]);
    }
  });

  it('another start changes nothing', async () => {
    const before = await readFile(demoAccountsFile(dataDir()), 'utf8');
    await world.startProcess();
    expect(await readFile(demoAccountsFile(dataDir()), 'utf8')).toBe(before);
    const rows = await world.change('SELECT count(*)::int AS n FROM demo_events');
    expect(rows).toEqual([{ n: demoShows.length }]);
  });
});

it('where there is no demo there is no crowd to switch', async () => {
  const world = await openWorld();
  try {
    const who = createVisitor(world.processes[0]?.url ?? '');
    granted(await who.send('POST', '/api/v1/session'));
    expect((await who.send('GET', '/api/v1/demo/crowd')).status).toBe(404);
  } finally {
    await world.close();
  }
});
