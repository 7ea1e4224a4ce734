/**
 * What happens to a request before its body is read: is it too many, who is it, may they do this.
 * Refusing here costs neither parsing nor memory.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../lib/handler.ts';
import { failedBeforeCall, refuseEarly } from './answer.ts';
import type { BoundRoute } from './bound-route.ts';
import { coerceIntegers } from './coerce.ts';

/** A hook of Fastify: calls `done` to let the request go on, or answers it. */
export function admit(
  route: BoundRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  done: () => void,
): void {
  const { deps, spec, integerParams, integerQuery } = route;
  request.beganMs = deps.clock.monotonicMs();
  if (integerParams.length > 0) {
    coerceIntegers(request.params as Record<string, unknown>, integerParams);
  }
  if (integerQuery.length > 0) {
    coerceIntegers(request.query as Record<string, unknown>, integerQuery);
  }
  if (spec.auth === 'none') {
    const waitMs = deps.limits.takeAddress(request.ip);
    if (waitMs > 0) tooMany(route, reply, waitMs);
    else done();
    return;
  }
  const found = deps.authenticate(request.headers.authorization);
  if (found instanceof Promise) {
    found.then(
      (principal) => admitPrincipal(route, principal, request, reply, done),
      (error: unknown) => failedBeforeCall(route, reply, error),
    );
  } else {
    admitPrincipal(route, found, request, reply, done);
  }
}

function admitPrincipal(
  route: BoundRoute,
  principal: Principal | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  done: () => void,
): void {
  const { deps, spec } = route;
  if (principal === undefined) {
    // Guessing keys is paid for by the address.
    const waitMs = deps.limits.takeAddress(request.ip);
    if (waitMs > 0) tooMany(route, reply, waitMs);
    else refuseEarly(route, reply, 'unauthenticated');
    return;
  }
  const waitMs = deps.limits.takeKey(principal);
  if (waitMs > 0) {
    tooMany(route, reply, waitMs);
  } else if (spec.auth !== 'none' && !principal.scopes.has(spec.auth)) {
    refuseEarly(route, reply, 'forbidden', { scope: spec.auth });
  } else {
    request.principal = principal;
    done();
  }
}

function tooMany(route: BoundRoute, reply: FastifyReply, waitMs: number): void {
  refuseEarly(route, reply, 'rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
}
