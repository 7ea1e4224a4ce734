/**
 * A connection pooler that works by transaction, as PgBouncer and its kind do: clients share a few
 * server connections and may get another one for each transaction. Only what the tests need:
 * it lets everybody in and forwards the wire protocol's messages.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { Client } from 'pg';

export type Pooler = { readonly url: string; close(): Promise<void> };

export async function startTransactionPooler(url: string, servers: number): Promise<Pooler> {
  const clients = await Promise.all(Array.from({ length: servers }, () => openServer(url)));
  // Last in, first out, as poolers do to keep few connections busy.
  const free = clients.map((client) => client.socket);
  const waiting: ((socket: Socket) => void)[] = [];
  const take = (): Promise<Socket> => {
    const socket = free.pop();
    return socket === undefined
      ? new Promise((resolve) => waiting.push(resolve))
      : Promise.resolve(socket);
  };
  const give = (socket: Socket): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(socket);
    else next(socket);
  };
  const open = new Set<Socket>();
  const listener = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    void serve(socket, take, give);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const pooled = new URL(url);
  pooled.port = String((listener.address() as AddressInfo).port);
  return {
    url: pooled.href,
    async close() {
      for (const socket of open) socket.destroy();
      listener.close();
      await once(listener, 'close');
      for (const { socket } of clients) socket.destroy();
    },
  };
}

async function openServer(url: string): Promise<{ socket: Socket }> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  // Signed in; from here on we speak for ourselves.
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.removeAllListeners('data');
  return { socket: stream };
}

const message = (type: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};

const READY = message('Z', Buffer.from('I'));

async function serve(
  client: Socket,
  take: () => Promise<Socket>,
  give: (socket: Socket) => void,
): Promise<void> {
  await once(client, 'data');
  client.write(Buffer.concat([message('R', Buffer.alloc(4)), READY]));
  let server: Socket | undefined;
  const onReply = (chunk: Buffer): void => {
    client.write(chunk);
    // ReadyForQuery ends every reply of a simple query; "I" says that no transaction is open.
    if (!chunk.subarray(-6).equals(READY) || server === undefined) return;
    const done = server;
    done.off('data', onReply);
    server = undefined;
    give(done);
  };
  async function begin(chunk: Buffer): Promise<void> {
    server = await take();
    server.on('data', onReply);
    server.write(chunk);
  }
  client.on('data', (chunk) => {
    if (chunk[0] === 'X'.charCodeAt(0)) client.end();
    else if (server === undefined) void begin(chunk);
    else server.write(chunk);
  });
}
