/**
 * The last step of every answer: status line, headers and bytes in one write, past Fastify's send
 * chain. None of our routes has onSend hooks, and per-header bookkeeping was a sixth of the cost of
 * a small answer.
 */
import type { FastifyReply } from 'fastify';
import type { RawFile } from '../lib/handler.ts';

/**
 * Security headers of every API answer. JSON is never a document, so its policy forbids everything;
 * pages bring their own.
 */
const apiHeaders: readonly string[] = [
  'Content-Type',
  'application/json; charset=utf-8',
  'X-Content-Type-Options',
  'nosniff',
  'Content-Security-Policy',
  "default-src 'none'; frame-ancestors 'none'",
];

/** Sends JSON that is already text or bytes. `extra` alternates names and values. */
export function sendBytes(
  reply: FastifyReply,
  status: number,
  body: string | Buffer,
  extra: readonly string[] = [],
  cacheControl = 'no-store',
): void {
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  // Plain ASCII is the same in both encodings, and Node writes latin1 without measuring it again.
  const encoding = bytes === body.length ? 'latin1' : 'utf8';
  writeOnce(reply, status, body, apiHeadersOf(bytes, cacheControl, extra), encoding);
}

/** Names and values of the headers of a JSON answer. */
export function apiHeadersOf(
  bytes: number,
  cacheControl: string,
  extra: readonly string[],
): readonly string[] {
  const own = ['Cache-Control', cacheControl, 'Content-Length', `${bytes}`];
  return extra.length === 0 ? apiHeaders.concat(own) : apiHeaders.concat(own, extra);
}

/**
 * Names and values of the headers of a file: to be saved under its name, and never run as a page. Names
 * in other letters than ASCII come twice (RFC 6266): plain for those who know no better, and encoded.
 */
export function fileHeadersOf(
  { bytes, name, cacheControl }: RawFile,
  type = 'application/octet-stream',
): readonly string[] {
  const plain = name.replaceAll(/[^\w. -]+/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
  const own = ['Cache-Control', cacheControl, 'Content-Length', `${bytes.length}`];
  const rest = apiHeaders.slice(2);
  return ['Content-Type', type, ...rest, 'Content-Disposition', disposition, ...own];
}

/** Sends headers and a body as they are; `headers` alternates names and values. */
export function writeOnce(
  reply: FastifyReply,
  status: number,
  body: string | Buffer | undefined,
  headers: readonly string[],
  encoding: 'utf8' | 'latin1' = 'utf8',
): void {
  const { raw } = reply;
  reply.hijack();
  if (raw.headersSent || raw.destroyed) return;
  // While draining the client must not reuse a connection that is about to be closed.
  const all = reply.server.draining ? [...headers, 'Connection', 'close'] : headers;
  // Node reads the array and does not keep it; its type does not say so.
  raw.writeHead(status, all as string[]);
  raw.end(body, encoding);
}

/** Does `If-None-Match` name this tag? Weak comparison, as RFC 9110 13.1.2 asks for. */
export function isNotModified(reply: FastifyReply, etag: string): boolean {
  const condition = reply.request.headers['if-none-match'];
  if (condition === undefined) return false;
  if (condition === etag || condition === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  return condition.split(',').some((tag) => tag.trim().replace(/^W\//, '') === opaque);
}
