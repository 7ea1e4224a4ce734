/** What is known about a route once it is bound, and what the requests of bound routes carry. */
import type { RouteSpec, Surface } from '@onsale/contract/route.ts';
import type { Clock } from '../lib/clock.ts';
import type { KeyPrincipal, Person, Principal } from '../lib/handler.ts';
import type { OpenCalls } from './calls.ts';
import type { HttpLog } from './http-log.ts';
import type { HttpMetrics, RouteMetrics } from './http-metrics.ts';
import type { Limits } from './limits.ts';
import type { OriginRule } from './origin.ts';

/**
 * Who sent this Authorization header; undefined when it names no valid key. Answer without a
 * promise when the key is in memory: a promise costs every request a turn of the event loop.
 */
export type Authenticate = (
  authorization: string | undefined,
) => KeyPrincipal | undefined | Promise<KeyPrincipal | undefined>;

/** Whose session this Cookie header carries; undefined when it carries none that is good. */
export type CheckSession = (cookie: string | undefined) => Person | undefined;

export type BindDeps = {
  readonly authenticate: Authenticate;
  readonly checkSession: CheckSession;
  readonly origin: OriginRule;
  readonly limits: Limits;
  readonly metrics: HttpMetrics;
  readonly calls: OpenCalls;
  readonly clock: Clock;
  readonly log: HttpLog;
};

export type Door = 'open' | 'keys' | 'sessions' | 'either';

export type BoundRoute = {
  readonly spec: RouteSpec;
  readonly surface: Surface;
  /** Who may come in: everybody, keys, sessions, or either. */
  readonly door: Door;
  /** It changes something for a session, so only pages of this site may call it. */
  readonly sameOriginOnly: boolean;
  readonly integerParams: readonly string[];
  readonly integerQuery: readonly string[];
  readonly metrics: RouteMetrics;
  readonly deps: BindDeps;
  /** Fastify compiles it when the application gets ready; fetched by the first answer. */
  serialize: ((body: unknown) => string) | undefined;
};

declare module 'fastify' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only these can merge
  interface FastifyInstance {
    /** The process is stopping: connections close after the answer under way. */
    draining: boolean;
  }
  // oxlint-disable-next-line typescript/consistent-type-definitions -- as above
  interface FastifyRequest {
    /** Who calls; undefined on routes that are open to everybody. */
    principal: Principal | undefined;
    /** When the request began, on the monotonic clock; 0 where no route was found. */
    beganMs: number;
  }
  // oxlint-disable-next-line typescript/consistent-type-definitions -- as above
  interface FastifyContextConfig {
    bound?: BoundRoute;
  }
}
