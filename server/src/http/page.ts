/** Answers that a browser shows: with an entity tag and a policy that keeps foreign content out. */
import type { FastifyReply } from 'fastify';
import { isNotModified, writeOnce } from './send.ts';

export type Page = {
  readonly bytes: Buffer;
  readonly type: string;
  /** With its quotes. */
  readonly etag: string;
  readonly cacheControl: string;
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function sendPage(reply: FastifyReply, page: Page): void {
  const validators = ['ETag', page.etag, 'Cache-Control', page.cacheControl];
  if (isNotModified(reply, page.etag)) {
    writeOnce(reply, 304, undefined, validators);
    return;
  }
  writeOnce(reply, 200, page.bytes, [
    'Content-Type',
    page.type,
    'Content-Length',
    `${page.bytes.length}`,
    'Content-Security-Policy',
    policy,
    'X-Content-Type-Options',
    'nosniff',
    'Referrer-Policy',
    'no-referrer',
    'X-Frame-Options',
    'DENY',
    'Cross-Origin-Opener-Policy',
    'same-origin',
    ...validators,
  ]);
}
