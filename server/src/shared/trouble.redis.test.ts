/** One Redis that is away, dies, stalls or is replaced: every call ends in time, and all comes back. */
import { connect, createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { freePort } from '../../test/support/free-port.ts';
import {
  asOperator,
  describeWithRedis,
  redisConfigFor,
  type RedisServer,
  type RedisServerOptions,
  startRedis,
} from '../../test/support/redis.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import type { RedisConfig } from '../config/config.ts';
import { SharedStateError } from './contract.ts';
import { type Heard, listen, numbered } from '../../test/shared/feed-suite.ts';
import { openTestRedis, type Opened } from '../../test/shared/open-redis.ts';
import { startTraffic } from '../../test/shared/traffic.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const work of cleanUp.splice(0).toReversed()) await work();
});

async function start(options?: RedisServerOptions): Promise<RedisServer> {
  const server = await startRedis(options);
  cleanUp.push(() => server.remove());
  return server;
}

async function open(port: number, more: Partial<RedisConfig> = {}): Promise<Opened> {
  const opened = await openTestRedis(redisConfigFor(port, { commandTimeoutMs: 300, ...more }));
  cleanUp.push(() => opened.state.close());
  return opened;
}

function hear(opened: Opened, name: string): Heard {
  const heard = listen(opened.state.feed(name));
  cleanUp.push(() => heard.subscription.close());
  return heard;
}

const rate = { perSecond: 1 / 3_600, burst: 1_000_000 };

const isUp = async ({ state }: Opened): Promise<boolean> => (await state.health()).state === 'up';

describeWithRedis('a Redis that', () => {
  it('is not there at the start is waited for without waiting', async () => {
    const port = await freePort();
    const opened = await open(port);
    const { state, lines, calls } = opened;
    const heard = hear(opened, 'f');
    expect((await state.health()).state).toBe('down');
    await expect(state.once.first('x', 1_000)).rejects.toThrow(SharedStateError);
    expect(calls).toContainEqual(['first', 'refused', 0]);
    await waitFor('the loss to be told', () => heard.lost > 0);
    await start({ port });
    await waitFor('recovery', () => isUp(opened));
    expect(await state.once.first('x', 60_000)).toBe(true);
    await state.feed('f').publish(numbered(1, 3));
    await waitFor('messages', () => heard.events.length === 3);
    expect([heard.lost, heard.back]).toEqual([1, 1]);
    expect(lines.filter((line) => line.includes('not reachable'))).toHaveLength(1);
    expect(lines).toContain('Redis is connected.');
  });

  it('dies under use comes back with what it had on disk', async () => {
    const server = await start({
      settings: [
        ['appendonly', 'yes'],
        ['appendfsync', 'always'],
      ],
    });
    const opened = await open(server.port);
    const { state } = opened;
    const heard = hear(opened, 'f');
    const used: string[] = [];
    const traffic = startTraffic(4, async () => {
      const name = randomUUID();
      if (await state.once.first(name, 600_000)) used.push(name);
    });
    await state.feed('f').publish(numbered(1, 5));
    await traffic.more(200);
    await server.kill();
    await waitFor('failures', () => traffic.failures.length > 20);
    await server.restart();
    await traffic.more(200);
    await traffic.stop();
    await state.feed('f').publish(numbered(6, 8));
    await waitFor('messages', () => heard.subscription.position === 8);
    expect(heard.events).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([heard.lost, heard.back]).toEqual([1, 1]);
    // What was acknowledged as the first use never is again.
    const again = await Promise.all(used.map((name) => state.once.first(name, 1_000)));
    expect(again.filter(Boolean)).toEqual([]);
  });

  it('dies without a disk has forgotten, and says nothing wrong about positions', async () => {
    const server = await start();
    const opened = await open(server.port);
    const heard = hear(opened, 'f');
    await opened.state.feed('f').publish(numbered(1, 5));
    await waitFor('messages', () => heard.subscription.position === 5);
    await server.kill();
    await server.restart();
    await waitFor('recovery', () => isUp(opened));
    // 6 and 7 were published while nobody could hear them.
    await opened.state.feed('f').publish(numbered(8, 9));
    await waitFor('messages', () => heard.subscription.position === 9);
    expect(heard.events).toEqual([1, 2, 3, 4, 5, [6, 7], 8, 9]);
  });

  it('stalls costs every call its time-out at most, then most of them nothing', async () => {
    const server = await start();
    const opened = await open(server.port);
    const { state, calls } = opened;
    expect(await state.limiter.take('test:a', rate)).toBe(0);
    server.signal('SIGSTOP');
    const all = Array.from({ length: 100 }, () => state.limiter.take('test:a', rate));
    const ends = await Promise.allSettled(all);
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
    expect(calls.filter(([, outcome]) => outcome === 'timeout')).toHaveLength(100);
    const traffic = startTraffic(20, () => state.limiter.take('test:a', rate));
    const refused = () => calls.filter(([, outcome]) => outcome === 'refused').length;
    await waitFor('refusals without waiting', () => refused() > 100);
    expect(await isUp(opened)).toBe(false);
    server.signal('SIGCONT');
    await traffic.more(100);
    await traffic.stop();
    expect(await isUp(opened)).toBe(true);
  });

  it('is replaced by its replica is followed to the new one', async () => {
    const [old, next] = [await start(), await start()];
    await asOperator(next.port, (redis) => redis.replicaof('127.0.0.1', old.port));
    await waitFor('the copy', () =>
      asOperator(next.port, async (redis) =>
        (await redis.info('replication')).includes('master_link_status:up'),
      ),
    );
    const name = await startName(old.port);
    const opened = await open(name.port);
    const traffic = startTraffic(4, () => opened.state.limiter.take('test:a', rate));
    await traffic.more(100);
    // The old one lives on as a replica: only its refusal to write tells.
    name.leadTo(next.port);
    await asOperator(next.port, (redis) => redis.replicaof('NO', 'ONE'));
    await asOperator(old.port, (redis) => redis.replicaof('127.0.0.1', next.port));
    await waitFor('refusals', () => traffic.failures.length > 0);
    await traffic.more(100);
    await traffic.stop();
    const keys = await asOperator(next.port, (redis) => redis.call('dbsize'));
    expect(keys).toBe(1);
  });
});

/** What a name in the DNS does: new connections go where it leads, old ones stay. */
async function startName(port: number): Promise<{ port: number; leadTo(port: number): void }> {
  let target = port;
  const server: Server = createServer((socket) => {
    const onward = connect(target, '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    for (const one of [socket, onward]) one.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
  }).listen(await freePort(), '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(async () => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    leadTo(next) {
      target = next;
    },
  };
}
