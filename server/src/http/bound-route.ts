/** What is known about a route once it is bound, and what the requests of bound routes carry. */
import type { RouteSpec, Surface } from '@onsale/contract/route.ts';
import type { Clock } from '../lib/clock.ts';
import type { Principal } from '../lib/handler.ts';
import type { OpenCalls } from './calls.ts';
import type { HttpLog } from './http-log.ts';
import type { HttpMetrics, RouteMetrics } from './http-metrics.ts';
import type { Limits } from './limits.ts';

/**
 * Who sent this Authorization header; undefined when it names no valid key. Answer without a
 * promise when the key is in memory: a promise costs every request a turn of the event loop.
 */
export type Authenticate = (
  authorization: string | undefined,
) => Principal | undefined | Promise<Principal | undefined>;

export type BindDeps = {
  readonly authenticate: Authenticate;
  readonly limits: Limits;
  readonly metrics: HttpMetrics;
  readonly calls: OpenCalls;
  readonly clock: Clock;
  readonly log: HttpLog;
};

export type BoundRoute = {
  readonly spec: RouteSpec;
  readonly surface: Surface;
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
