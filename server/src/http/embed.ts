/**
 * What the card of an event on other sites asks: the event and the server's time, open to every origin
 * and to caches for a few seconds. It is what everybody may read anyway; no cookie is looked at.
 */
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import type { Limits } from './limits.ts';
import { sendBytes } from './send.ts';
import type { RenderRequest } from './web-module.ts';

export type EmbedDeps = {
  readonly read: RenderRequest['read'];
  readonly clock: Clock;
  readonly limits: Limits;
};

/** A card asks every thirty seconds; a cache before us may answer most of them. */
const KEPT_SECONDS = 5;
const ID = /^[1-9]\d{0,15}$/;
const anyOrigin = [
  'Access-Control-Allow-Origin',
  '*',
  'Cross-Origin-Resource-Policy',
  'cross-origin',
];

export function installEmbed(app: FastifyInstance, { read, clock, limits }: EmbedDeps): void {
  app.get<{ Params: { eventId: string } }>('/embed/events/:eventId', async (request, reply) => {
    const waitMs = limits.takeAddress(request.ip);
    if (waitMs > 0) {
      const retry = ['Retry-After', `${Math.ceil(waitMs / 1_000)}`];
      sendBytes(reply, 429, '{}', [...anyOrigin, ...retry]);
      return reply;
    }
    const { eventId } = request.params;
    const eventNumber = ID.test(eventId) ? Number(eventId) : 0;
    const { status, body } = Number.isSafeInteger(eventNumber)
      ? await read('readEvent', { params: { eventId: eventNumber } })
      : { status: 404, body: {} };
    const now = new Date(clock.nowMs()).toISOString();
    const answer = status === 200 ? { ...(body as object), now } : body;
    const cached = status === 200 ? `public, max-age=${KEPT_SECONDS}` : 'no-store';
    sendBytes(reply, status, JSON.stringify(answer), anyOrigin, cached);
    return reply;
  });
}
