/**
 * What happens to a request before its body is read: is it too many, who is it, may they do this.
 * Refusing here costs neither parsing nor memory.
 */
import { roleScopes, type Scope } from '@onsale/contract/route.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeyPrincipal, Person } from '../lib/handler.ts';
import { refuse, type Refusal } from '../lib/result.ts';
import { failedBeforeCall, refuseEarly } from './answer.ts';
import type { BoundRoute } from './bound-route.ts';
import { coerceIntegers } from './coerce.ts';
import { isSameOrigin } from './origin.ts';

/** A hook of Fastify: calls `done` to let the request go on, or answers it. */
export function admit(
  route: BoundRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  done: () => void,
): void {
  const { deps, integerParams, integerQuery } = route;
  request.beganMs = deps.clock.monotonicMs();
  if (integerParams.length > 0) {
    coerceIntegers(request.params as Record<string, unknown>, integerParams);
  }
  if (integerQuery.length > 0) {
    coerceIntegers(request.query as Record<string, unknown>, integerQuery);
  }
  if (route.door === 'keys' || (route.door === 'either' && hasKey(request))) {
    admitKey(route, request, reply, done);
    return;
  }
  const refusal = route.door === 'open' ? visit(route, request) : admitPerson(route, request);
  if (refusal === undefined) done();
  else refuseEarly(route, reply, refusal.code, refusal.details);
}

/** A proxy that asks for a password (`Basic`) speaks of itself, not of our caller. */
function hasKey({ headers: { authorization } }: FastifyRequest): boolean {
  return authorization !== undefined && !authorization.startsWith('Basic ');
}

function visit(route: BoundRoute, request: FastifyRequest): Refusal | undefined {
  const { limits, origin } = route.deps;
  const waitMs = limits.takeAddress(request.ip);
  if (waitMs > 0) return tooMany(waitMs);
  return route.sameOriginOnly && !isSameOrigin(request, origin) ? refuse('cross_site') : undefined;
}

function admitPerson(route: BoundRoute, request: FastifyRequest): Refusal | undefined {
  const { limits, checkSession } = route.deps;
  const refusal = visit(route, request);
  if (refusal !== undefined) return refusal;
  const person = hasKey(request) ? undefined : checkSession(request.headers.cookie);
  if (person === undefined) return refuse('session_required');
  const waitMs = limits.takePerson(person);
  if (waitMs > 0) return tooMany(waitMs);
  request.principal = person;
  return missingRight(route, person);
}

/** Whether the role counts in the organization concerned is for the handler to say. */
function missingRight({ spec }: BoundRoute, { account }: Person): Refusal | undefined {
  if (spec.auth === 'account') {
    return account === undefined ? refuse('account_required') : undefined;
  }
  if (spec.sessions !== 'members') return undefined;
  if (account === undefined) return refuse('account_required');
  const scope = spec.auth as Scope;
  for (const role of account.roles.values()) {
    const granted: readonly Scope[] = roleScopes[role];
    if (granted.includes(scope)) return undefined;
  }
  return refuse('forbidden', { scope });
}

function admitKey(
  route: BoundRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  done: () => void,
): void {
  const found = route.deps.authenticate(request.headers.authorization);
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
  principal: KeyPrincipal | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
  done: () => void,
): void {
  const { deps, spec } = route;
  let refusal: Refusal | undefined;
  if (principal === undefined) {
    // Guessing keys is paid for by the address.
    const waitMs = deps.limits.takeAddress(request.ip);
    refusal = waitMs > 0 ? tooMany(waitMs) : refuse('unauthenticated');
  } else {
    const waitMs = deps.limits.takeKey(principal);
    if (waitMs > 0) refusal = tooMany(waitMs);
    else if (!principal.scopes.has(spec.auth as Scope)) {
      refusal = refuse('forbidden', { scope: spec.auth });
    }
  }
  if (refusal !== undefined) {
    refuseEarly(route, reply, refusal.code, refusal.details);
    return;
  }
  request.principal = principal;
  done();
}

const tooMany = (waitMs: number): Refusal =>
  refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
