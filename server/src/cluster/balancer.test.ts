/** The balancer between real sockets: who gets what, what is repeated, what flows. */
// oxlint-disable vitest/expect-expect -- some wait for facts, with a deadline
import { once } from 'node:events';
import { createServer, get, request, type IncomingMessage, type Server } from 'node:http';
import type { RequestListener, ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../test/support/wait-for.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import type { Group } from './upstreams.ts';

type Node = { readonly port: number; readonly server: Server; status: number; body: string };

let closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
  closing = [];
});

/** Ready unless told otherwise; everything else is `listener`'s. */
async function node(listener: RequestListener): Promise<Node> {
  const state = { status: 200, body: 'ready' };
  const server = createServer((asked, answer) => {
    if (asked.url === '/readyz') answer.writeHead(state.status).end(state.body);
    else listener(asked, answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return Object.assign(state, { server, port: (server.address() as AddressInfo).port });
}

async function balance(...nodes: readonly (readonly [Group, Node | number])[]): Promise<Balancer> {
  const targets = nodes.map(([group, at], n) => ({
    name: `${group}-${n + 1}`,
    group,
    port: typeof at === 'number' ? at : at.port,
  }));
  const balancer = await startBalancer({ targets, port: 0 });
  closing.push(() => void balancer.close(0));
  const isAsked = (port: number) =>
    nodes.some(([, at]) => typeof at !== 'number' && at.port === port);
  await waitFor('the nodes to be known', () =>
    balancer.upstreams.every(({ port, state }) => !isAsked(port) || state !== 'away'),
  );
  return balancer;
}

/** A port that refuses connections. */
async function closedPort(): Promise<number> {
  const { server, port } = await node(() => {});
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
  return port;
}

const named =
  (name: string): RequestListener =>
  (_asked, answer) =>
    void answer.end(name);
const read = async (url: string, path = '/x'): Promise<string> => (await fetch(url + path)).text();

describe('choosing a node', () => {
  it('takes turns among equals, and keeps the live channel apart', async () => {
    const [one, two, live] = [
      await node(named('1')),
      await node(named('2')),
      await node(named('L')),
    ];
    const { url } = await balance(['api', one], ['api', two], ['realtime', live]);
    const seen = [];
    for (let n = 0; n < 6; n += 1) seen.push(await read(url));
    expect(new Set(seen)).toEqual(new Set(['1', '2']));
    expect(await read(url, '/api/v1/live?topics=event:1')).toBe('L');
    expect(await read(url, '/socket.io/?EIO=4')).toBe('L');
    expect(await read(url, '/api/v1/lively')).not.toBe('L');
  });

  it('prefers the one with less to do', async () => {
    const held: (() => void)[] = [];
    const slow = await node((asked, answer) => {
      if (asked.url === '/slow') held.push(() => void answer.end('slow'));
      else answer.end('1');
    });
    const { url } = await balance(['api', slow], ['api', await node(named('2'))]);
    const waiting = [fetch(`${url}/slow`), fetch(`${url}/slow`)];
    await waitFor('a request that is held', () => held.length > 0);
    for (let n = 0; n < 4; n += 1) expect(await read(url)).toBe('2');
    held.forEach((end) => end());
    await Promise.all(waiting);
  });

  it('sends nothing new to one that is leaving, and everything to an unready one if need be', async () => {
    const [one, two] = [await node(named('1')), await node(named('2'))];
    const { url, upstreams } = await balance(['api', one], ['api', two]);
    Object.assign(one, { status: 503, body: '{"status":"draining"}' });
    await waitFor('the word to have come', () => upstreams[0]?.state === 'leaving');
    for (let n = 0; n < 4; n += 1) expect(await read(url)).toBe('2');
    Object.assign(two, { status: 503, body: '{"status":"unavailable"}' });
    await waitFor('the word to have come', () => upstreams[1]?.state === 'unready');
    expect(await read(url)).toBe('2');
  });

  it('lets api nodes serve the live channel when nobody else does', async () => {
    const { url } = await balance(
      ['api', await node(named('1'))],
      ['realtime', await closedPort()],
    );
    expect(await read(url, '/api/v1/live')).toBe('1');
  });

  it('says that nobody is there', async () => {
    const balancer = await balance(['api', await closedPort()]);
    const answer = await fetch(`${balancer.url}/x`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.json()).toMatchObject({ error: { code: 'unavailable' } });
    expect(balancer.stats().refused).toBe(1);
  });
});

describe('what goes wrong', () => {
  it('is tried elsewhere when a connection is refused, with its body', async () => {
    const echo = await node((asked, answer) => void text(asked).then((body) => answer.end(body)));
    const gone = await node(named('gone'));
    const balancer = await balance(['api', gone], ['api', echo]);
    const { url, upstreams } = balancer;
    expect(upstreams.map(({ state }) => state)).toEqual(['ready', 'ready']);
    gone.server.close();
    gone.server.closeAllConnections();
    const bodies = ['a', 'b'].map((letter) => letter.repeat(100_000));
    const answers = await Promise.all(
      bodies.map(async (body) => (await fetch(url, { method: 'POST', body })).text()),
    );
    expect(answers).toEqual(bodies);
    expect(balancer.stats().refused).toBe(0);
  });

  it('is not repeated when it may have had an effect; what only reads is', async () => {
    let posts = 0;
    const broken = await node((asked, answer) => {
      if (asked.method === 'POST') posts += 1;
      answer.destroy();
    });
    const balancer = await balance(['api', broken], ['api', await node(named('2'))]);
    const { url } = balancer;
    for (let n = 0; n < 4; n += 1) expect(await read(url)).toBe('2');
    const before = balancer.stats().retried;
    const statuses = [];
    for (let n = 0; n < 4; n += 1) {
      const answer = await fetch(url, { method: 'POST', body: 'x' });
      statuses.push(answer.status);
    }
    expect(statuses.filter((status) => status === 502)).toHaveLength(posts);
    expect(posts).toBeGreaterThan(0);
    expect(balancer.stats().retried).toBe(before);
  });
});

describe('what flows', () => {
  it('streams arrive while they go on, and their end as well', async () => {
    const open: ServerResponse[] = [];
    let left = false;
    const source = await node((_asked, answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      open.push(answer);
      answer.once('close', () => (left = true));
    });
    const { url } = await balance(['realtime', source]);
    const listen = (): Promise<IncomingMessage> =>
      new Promise((resolve, reject) => {
        get(`${url}/api/v1/live`, { agent: false }, resolve).on('error', reject);
      });
    const stream = await listen();
    let heard = '';
    stream.setEncoding('utf8').on('data', (part: string) => (heard += part));
    open[0]?.write('data: 1\n\n');
    await waitFor('the first part', () => heard === 'data: 1\n\n');
    open[0]?.end();
    await once(stream, 'end');
    const other = await listen();
    left = false;
    other.destroy();
    await waitFor('the node to notice that the client left', () => left);
  });

  it('addresses are appended, and headers of a connection stay behind', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const target = await node((asked, answer) => {
      seen.push(asked.headers);
      answer.end();
    });
    const { url } = await balance(['api', target]);
    const headers = {
      'x-forwarded-for': '203.0.113.9',
      connection: 'keep-alive, x-mine',
      'x-mine': 'only here',
      'x-other': 'passed on',
    };
    const asked = request(url, { headers, agent: false }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    expect(seen[0]).toMatchObject({
      'x-forwarded-for': '203.0.113.9, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-other': 'passed on',
    });
    expect(seen[0]?.['x-mine']).toBeUndefined();
  });

  it('WebSockets pass both ways', async () => {
    const target = await node(() => {});
    target.server.on('upgrade', (asked, socket) => {
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${asked.headers.upgrade}\r\n\r\n`);
      socket.on('data', (bytes: Buffer) => socket.write(bytes.toString().toUpperCase()));
      socket.on('error', () => {});
      closing.push(() => socket.destroy());
    });
    const { port } = await balance(['realtime', target]);
    const client = connect(port, '127.0.0.1');
    closing.push(() => client.destroy());
    let heard = '';
    client.on('data', (bytes) => (heard += bytes.toString()));
    client.write(
      'GET /socket.io/?EIO=4 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    await waitFor('the upgrade', () => heard.includes('101') && heard.includes('websocket'));
    client.write('hello');
    await waitFor('the echo', () => heard.endsWith('HELLO'));
  });
});
