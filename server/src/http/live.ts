/** Mounts the live channel: past Fastify's answers, because a stream is not one. */
import { livePath } from '@onsale/contract/realtime.ts';
import type { FastifyInstance } from 'fastify';
import { callerOf } from '../lib/address.ts';
import type { LiveHandler } from '../realtime/handler.ts';
import type { CheckSession } from './bound-route.ts';
import type { Limits } from './limits.ts';
import { sendRefusal } from './refusal.ts';

export function installLive(
  app: FastifyInstance,
  live: LiveHandler,
  { limits, checkSession }: { readonly limits: Limits; readonly checkSession: CheckSession },
): void {
  app.get(livePath, (request, reply) => {
    const waitMs = limits.takeAddress(request.ip);
    if (waitMs > 0) {
      const details = { retryAfterSeconds: Math.ceil(waitMs / 1_000) };
      sendRefusal(reply, 'product', 'rate_limited', details);
      return;
    }
    // Open to everybody; a session has a cap of its own besides.
    const person = checkSession(request.headers.cookie);
    const caller = { address: callerOf(request.ip), ...(person && { session: person.personId }) };
    const refusal = live.open(request.raw, reply.raw, caller);
    if (refusal === undefined) reply.hijack();
    else sendRefusal(reply, 'product', refusal.code, refusal.details);
  });
}
