/** An address that takes webhooks, keeps what came, and answers as a test wants. */
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: Buffer };

export type Receiver = {
  readonly url: string;
  readonly received: readonly Received[];
  /** `type` and `data.key` of each, in the order in which they came. */
  told(): { readonly id: string; readonly type: string; readonly key: string }[];
  /** The status of all further answers. */
  answer(status: number): void;
  close(): Promise<void>;
};

export async function openReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = [];
  let status = 204;
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    received.push({ headers: request.headers, body: await buffer(request) });
    response.writeHead(status).end();
  }
  const server = createServer((request, response) => void take(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    told: () =>
      received.map(({ body }) => {
        const event = JSON.parse(body.toString('utf8')) as {
          id: string;
          type: string;
          data: { key: string };
        };
        return { id: event.id, type: event.type, key: event.data.key };
      }),
    answer(next) {
      status = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
