/**
 * AWS over HTTP for tests: answers that were written down, by operation, in order; the last one
 * stays. The SDK's own clients talk to it, so what they really send and understand is tested.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ClientOptions } from '../aws/options.ts';

export type Recorded =
  | string
  | {
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export type Asked = {
  readonly operation: string;
  /** Of a form or a JSON body; of an XML body the text as `body`. */
  readonly input: Readonly<Record<string, unknown>>;
};

export type FakeAwsServer = {
  readonly options: ClientOptions;
  readonly asked: readonly Asked[];
  /** The inputs of one operation. */
  readonly inputs: (operation: string) => readonly Asked['input'][];
  readonly close: () => void;
};

/** Operations are named as AWS names them; those of REST services `METHOD /path`. */
export async function fakeAws(
  answers: Readonly<Record<string, Recorded | readonly Recorded[]>>,
): Promise<FakeAwsServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const one = await readRequest(request);
      asked.push(one);
      const nth = asked.filter(({ operation }) => operation === one.operation).length - 1;
      const all = answers[one.operation];
      const list = Array.isArray(all)
        ? (all as readonly Recorded[])
        : [all as Recorded | undefined];
      const answer = list[Math.min(nth, list.length - 1)];
      if (answer === undefined) {
        response.writeHead(501).end(`Nothing is written down for ${one.operation}.`);
        return;
      }
      const {
        status,
        body = '',
        headers = {},
      } = typeof answer === 'string' ? { status: 200, body: answer } : answer;
      response.writeHead(status, { 'content-type': typeOf(body), ...headers }).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    options: {
      region: 'ap-northeast-2',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
    asked,
    inputs: (operation) =>
      asked.filter((one) => one.operation === operation).map(({ input }) => input),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const typeOf = (body: string): string =>
  body.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.1';

async function readRequest(request: IncomingMessage): Promise<Asked> {
  const body = await text(request);
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    return { operation: target.split('.')[1] ?? target, input: JSON.parse(body) };
  }
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    const form = Object.fromEntries(new URLSearchParams(body));
    return { operation: form['Action'] ?? '?', input: form };
  }
  const path = (request.url ?? '').split('?')[0] ?? '';
  return {
    operation: `${request.method} ${path}`,
    input: { body, url: request.url, headers: request.headers },
  };
}

/** An error as services with forms send it. */
export const formError = (code: string, status = 400): Recorded => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code>
    <Message>${code}</Message></Error></ErrorResponse>`,
});

export const jsonError = (code: string, status = 400): Recorded => ({
  status,
  body: JSON.stringify({ __type: code, message: code }),
});
