/** Mounts the live channel: past Fastify's answers, because a stream is not one. */
import { livePath } from '@onsale/contract/realtime.ts';
import type { FastifyInstance } from 'fastify';
import type { LiveHandler } from '../realtime/handler.ts';
import { callerOf, type Limits } from './limits.ts';
import { sendRefusal } from './refusal.ts';

export function installLive(app: FastifyInstance, live: LiveHandler, limits: Limits): void {
  app.get(livePath, (request, reply) => {
    const waitMs = limits.takeAddress(request.ip);
    if (waitMs > 0) {
      const details = { retryAfterSeconds: Math.ceil(waitMs / 1_000) };
      sendRefusal(reply, 'product', 'rate_limited', details);
      return;
    }
    const refusal = live.open(request.raw, reply.raw, { address: callerOf(request.ip) });
    if (refusal === undefined) reply.hijack();
    else sendRefusal(reply, 'product', refusal.code, refusal.details);
  });
}
