/** The parser gets the same answers however the bytes are cut. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProtocolError, ResponseParser } from './response-parser.ts';

type Answer = { readonly status: number; readonly body: string; readonly lengthName: string };

const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.integer({ min: 200, max: 599 }).filter((code) => code !== 204 && code !== 304),
  // Bodies that look like heads must not confuse the framing.
  body: fc.oneof(
    fc.constant(''),
    fc.constant('HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\n'),
    fc.string({ unit: 'grapheme-ascii', maxLength: 80 }),
  ),
  lengthName: fc.constantFrom('Content-Length', 'content-length', 'CONTENT-LENGTH'),
});

const encode = ({ status, body, lengthName }: Answer): string =>
  `HTTP/1.1 ${status} Some Reason\r\nX-Content-Length: 7\r\nDate: today\r\n` +
  `${lengthName}:  ${body.length}\r\nConnection: keep-alive\r\n\r\n${body}`;

test('statuses come out in order, whatever the boundaries of the chunks', () => {
  fc.assert(
    fc.property(
      fc.array(answer, { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }),
      (answers, sizes) => {
        const seen: number[] = [];
        const parser = new ResponseParser((status) => seen.push(status));
        const bytes = Buffer.from(answers.map(encode).join(''), 'latin1');
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const size = sizes[i % sizes.length] ?? 1;
          // One buffer is reused and overwritten, as the generator's sockets do.
          const chunk = Buffer.from(bytes.subarray(at, at + size));
          parser.feed(chunk);
          chunk.fill(0);
          at += size;
        }
        expect(seen).toEqual(answers.map(({ status }) => status));
      },
    ),
  );
});

test('answers without a body', () => {
  const seen: number[] = [];
  const parser = new ResponseParser((status) => seen.push(status));
  parser.feed(Buffer.from('HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\nHTTP/1.1 204 No\r\n\r\n'));
  expect(seen).toEqual([304, 204]);
});

test.each([
  ['chunked bodies', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
  ['an empty length', 'HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n'],
  ['an endless head', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}`],
])('%s are refused', (_, text) => {
  const parser = new ResponseParser(() => undefined);
  expect(() => parser.feed(Buffer.from(text))).toThrow(ProtocolError);
});
