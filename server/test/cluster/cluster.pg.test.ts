/** A cluster of real processes: what one of them does, all of them show; roles; the read replica. */
import type { Order } from '@onsale/contract/order.ts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { mainPool } from '../../src/inventory/stock-event.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createIds } from '../../src/lib/uuid-v7.ts';
import { postgresProcessesOf } from '../../src/postgres/processes.ts';
import { granted } from '../api/refusals.ts';
import { send } from '../api/world.ts';
import { createSaleEvent } from '../support/sale-events.ts';
import { createVisitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { ask, metric, useCluster } from './use-cluster.ts';
import { watch } from './watcher.ts';

// Processes start slowly on a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
const cluster = useCluster();
const ids = createIds(systemClock);
let eventId: number;
beforeAll(async () => {
  const { primary, apiKey } = cluster();
  eventId = await createSaleEvent(primary.url, apiKey, { capacity: 1_000 });
});

const nodesOf = (role: string) => cluster().nodes.filter((node) => node.role === role);
const partner = (url: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
  send(url, method, path, { key: cluster().apiKey, body });

const statusAt = async (at: string, path: string): Promise<number> =>
  (await fetch(`${at}${path}`)).status;

/** Over all api nodes. */
async function replicaReads(): Promise<number> {
  const counts = nodesOf('api').map(({ metricsUrl }) =>
    metric(metricsUrl, /^reads_total\{.*target="replica"/),
  );
  return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
}

const fallBacks = async (reason: string): Promise<number> => {
  const counts = nodesOf('api').map(({ metricsUrl }) =>
    metric(metricsUrl, new RegExp(`^read_fallbacks_total\\{.*reason="${reason}"`)),
  );
  return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
};

it('starts every role, and each answers what it is for', async () => {
  const { url, nodes } = cluster();
  expect(nodes.map(({ name }) => name)).toEqual(['api-1', 'api-2', 'realtime-1', 'worker-1']);
  expect(await statusAt(url, '/api/v1/events')).toBe(200);
  for (const node of nodes) expect(await statusAt(node.url, '/readyz')).toBe(200);
  for (const node of [...nodesOf('realtime'), ...nodesOf('worker')]) {
    expect(await statusAt(node.url, '/api/v1/events')).toBe(404);
  }
  expect(await statusAt(nodesOf('worker')[0]?.url ?? '', '/api/v1/live?topics=event:1')).toBe(404);
});

it('sells a ticket through the balancer, and shows it on a stream', async () => {
  const { url } = cluster();
  const watcher = watch(url, eventId);
  await waitFor('the first snapshot', () => watcher.available() === 1_000);
  const buyer = createVisitor(url);
  granted(await buyer.send('POST', '/api/v1/session'));
  const root = `/api/v1/events/${eventId}`;
  const reservationId = ids.next();
  const wish = { id: reservationId, pool: mainPool, quantity: 2 };
  granted(await buyer.send('POST', `${root}/reservations`, wish), 201);
  const path = `${root}/orders/${ids.next()}`;
  const contact = { reservationId, email: 'buyer@example.com', language: 'en' };
  const { order } = granted<{ order: Order }>(await buyer.send('PUT', path, contact));
  const payment = { id: ids.next(), source: 'sim_ok', totalMinor: order.totalMinor };
  granted(await buyer.send('POST', `${path}/payments`, payment));
  await waitFor('the tickets, read at every node', async () => {
    const seen = await Promise.all(
      nodesOf('api').map(async (node) => {
        buyer.moveTo(node.url);
        return granted<{ order: Order }>(await buyer.send('GET', path)).order.tickets;
      }),
    );
    return seen.every((tickets) => tickets === 2);
  });
  await waitFor('the stream to show it', () => watcher.available() === 998);
  expect(watcher.state.gone).toBe(false);
  watcher.close();
});

describe('reads from the replica', () => {
  it('answer lists and descriptions of events', async () => {
    const { url } = cluster();
    await waitFor('a read from the replica', async () => {
      granted(await partner(url, 'GET', '/api/events'));
      return (await replicaReads()) > 0;
    });
    expect(await metric(nodesOf('api')[0]?.metricsUrl ?? '', /^replica_lag_seconds/)).toBeLessThan(
      60,
    );
  });

  it('show every node a write of any node at once, however late the replica is', async () => {
    const { replica } = cluster();
    const [one, other] = nodesOf('api').map((node) => node.url);
    const before = await fallBacks('recent');
    await ask(replica?.url ?? '', 'SELECT pg_wal_replay_pause()');
    try {
      const wish = { eventName: 'New here', totalSeats: 10, eventDate: '2040-05-05T19:00:00' };
      const made = granted<{ data: { eventId: number } }>(
        await partner(one ?? '', 'POST', '/api/events', wish),
      );
      const path = `/api/events/${made.data.eventId}`;
      const nameAt = async (url = ''): Promise<string> =>
        granted<{ data: { eventName: string } }>(await partner(url, 'GET', path)).data.eventName;
      expect(await nameAt(other)).toBe('New here');
      granted(await partner(one ?? '', 'PUT', path, { eventName: 'Renamed' }));
      expect(await nameAt(one)).toBe('Renamed');
      const listed = granted<{ data: { eventName: string }[] }>(
        await partner(one ?? '', 'GET', '/api/events?limit=200'),
      );
      expect(listed.data.map(({ eventName }) => eventName)).toContain('Renamed');
      // The other node hears of it from the outbox.
      await waitFor('the new name elsewhere', async () => (await nameAt(other)) === 'Renamed');
      expect(await fallBacks('recent')).toBeGreaterThan(before);
    } finally {
      await ask(replica?.url ?? '', 'SELECT pg_wal_replay_resume()');
    }
  });

  it('go to the primary while the replica is too far behind, and come back', async () => {
    const { url, replica, apiKey } = cluster();
    const behind = await fallBacks('lag');
    await ask(replica?.url ?? '', 'SELECT pg_wal_replay_pause()');
    let made = 0;
    await waitFor('a fallback because of lag', async () => {
      // Something has to be written, or there is nothing to be behind of.
      const body = { id: ids.next(), buyer: 'b', pool: mainPool, quantity: 1, confirm: true };
      const path = `/api/v1/events/${eventId}/reservations`;
      granted(await send(url, 'POST', path, { key: apiKey, body }), 201);
      made += 1;
      granted(await partner(url, 'GET', '/api/events'));
      return (await fallBacks('lag')) > behind;
    });
    expect(made).toBeGreaterThan(0);
    await ask(replica?.url ?? '', 'SELECT pg_wal_replay_resume()');
    for (const { metricsUrl } of nodesOf('api')) {
      await waitFor('the replica to have caught up', async () => {
        const lag = await metric(metricsUrl, /^replica_lag_seconds/);
        return lag >= 0 && lag < 2;
      });
    }
  });

  it('go on without a replica, and use it again when it is back', async () => {
    const { url, replica, nodes } = cluster();
    const dead = replica?.pid ?? -1;
    const processes = postgresProcessesOf(replica?.clusterDir ?? '');
    expect(processes).toContain(dead);
    const before = (await fallBacks('away')) + (await fallBacks('failed'));
    // Stopped, it does not answer and refuses nothing: the worst kind of being away.
    for (const pid of processes) process.kill(pid, 'SIGSTOP');
    try {
      await waitFor('a read that fell back', async () => {
        granted(await partner(url, 'GET', '/api/events'));
        return (await fallBacks('away')) + (await fallBacks('failed')) > before;
      });
    } finally {
      for (const pid of processes) process.kill(pid, 'SIGCONT');
    }
    replica?.kill('SIGKILL');
    await waitFor('another replica process', () => replica?.pid !== dead);
    for (const node of nodes.filter(({ role }) => role === 'api')) {
      const series = /^reads_total\{.*target="replica"/;
      const count = await metric(node.metricsUrl, series);
      await waitFor('a read from the replica that came back', async () => {
        granted(await partner(node.url, 'GET', '/api/events'));
        return (await metric(node.metricsUrl, series)) > count;
      });
    }
  });
});
