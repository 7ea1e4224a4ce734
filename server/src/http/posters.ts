/**
 * Pictures by the hash of their content, good for ever. What is served is a picture and nothing else:
 * its kind was told from its bytes, and browsers are told not to guess.
 */
import type { FastifyInstance } from 'fastify';
import type { PosterShelf } from '../catalog/poster-shelf.ts';
import type { Limits } from './limits.ts';
import { type Page, sendPage } from './page.ts';

const HASH = /^[0-9a-f]{64}$/;

const nothing: Page = {
  bytes: Buffer.from('There is no such picture.\n'),
  status: 404,
  type: 'text/plain; charset=utf-8',
  etag: '""',
  cacheControl: 'no-store',
};

export function installPosters(app: FastifyInstance, shelf: PosterShelf, limits: Limits): void {
  app.get<{ Params: { hash: string } }>('/posters/:hash', async (request, reply) => {
    const { hash } = request.params;
    const isAllowed = limits.takeAddress(request.ip) === 0;
    const poster = isAllowed && HASH.test(hash) ? await shelf.get(hash) : undefined;
    if (poster === undefined) {
      sendPage(reply, nothing);
      return reply;
    }
    sendPage(reply, {
      bytes: poster.bytes,
      type: poster.type,
      etag: `"${hash.slice(0, 32)}"`,
      cacheControl: 'public, max-age=31536000, immutable',
    });
    return reply;
  });
}
