/** Answers that a browser shows: with an entity tag and a policy that keeps foreign content out. */
import type { FastifyReply } from 'fastify';
import { chooseForm, type Encoding, etagOfForm } from './encoding.ts';
import { isNotModified, writeOnce } from './send.ts';

export type Page = {
  readonly bytes: Buffer;
  readonly type: string;
  /** With its quotes. */
  readonly etag: string;
  readonly cacheControl: string;
  /** 200 when absent. */
  readonly status?: number;
  /** The same, compressed. */
  readonly compressed?: { readonly [One in Encoding]?: Buffer };
  /** Headers of the request that the page depends on, besides its address. */
  readonly vary?: readonly string[];
};

/**
 * No inline script or style is ever run: data for the app is in script elements of a type that
 * browsers do not run, which no policy has to allow. So pages need no nonce and are the same for all.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const securityHeaders: readonly string[] = [
  'Content-Security-Policy',
  policy,
  'X-Content-Type-Options',
  'nosniff',
  // Other sites learn nothing; our own server may check where a request came from.
  'Referrer-Policy',
  'same-origin',
  'X-Frame-Options',
  'DENY',
  'Cross-Origin-Opener-Policy',
  'same-origin',
];

export function sendPage(reply: FastifyReply, page: Page): void {
  const { compressed = {} } = page;
  const form = chooseForm(page, reply.request.headers['accept-encoding']);
  const { encoding, bytes } = form;
  const vary = [...(page.vary ?? []), ...('br' in compressed ? ['Accept-Encoding'] : [])];
  const etag = etagOfForm(page.etag, form);
  const validators = ['ETag', etag, 'Cache-Control', page.cacheControl];
  if (vary.length > 0) validators.push('Vary', vary.join(', '));
  const status = page.status ?? 200;
  if (status === 200 && isNotModified(reply, etag)) {
    writeOnce(reply, 304, undefined, validators);
    return;
  }
  writeOnce(reply, status, bytes, [
    'Content-Type',
    page.type,
    'Content-Length',
    `${bytes.length}`,
    ...(encoding === undefined ? [] : ['Content-Encoding', encoding]),
    ...securityHeaders,
    ...validators,
  ]);
}
