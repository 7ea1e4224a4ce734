/**
 * How a route is described once for everybody: the server binds it, validates and serialises with
 * it, the OpenAPI documents are generated from it, and the types of a handler follow from it.
 */
import type { Static, TSchema } from 'typebox';
import type { ErrorCode } from './errors.ts';

/** What an API key may be allowed to do. */
export const scopes = [
  'events:read',
  'events:write',
  'reservations:read',
  'reservations:write',
  'cache:write',
] as const;

export type Scope = (typeof scopes)[number];

export type RouteSpec = {
  /** Unique over both APIs: the OpenAPI operationId and the `route` label of metrics. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path template, e.g. `/api/v1/events/{eventId}`. */
  readonly path: string;
  readonly summary: string;
  /** `none`: open to everybody. Otherwise a key with this scope is needed. */
  readonly auth: 'none' | Scope;
  /** Values of path and query arrive as text; those declared as integers become numbers. */
  readonly params?: TSchema;
  readonly query?: TSchema;
  /** Names in lower case, as Node gives them. */
  readonly headers?: TSchema;
  readonly body?: TSchema;
  readonly status: 200 | 201;
  /** The whole body of a success, envelope included. */
  readonly response: TSchema;
  /** Refusals of this route beyond those any route may give (`commonErrors`). */
  readonly errors: readonly ErrorCode[];
  /** Largest body in bytes; that of the server when absent. */
  readonly bodyBytesMax?: number;
  /** A request and its success as the generated documentation shows them. */
  readonly example?: { readonly body?: unknown; readonly response?: unknown };
};

/** Any route may answer with these; a route's own list names the rest. */
export const commonErrors = [
  'invalid_request',
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'unavailable',
  'timeout',
  'internal',
] as const satisfies readonly ErrorCode[];

/** The two APIs differ in their envelope: which one a path belongs to decides how errors look. */
export type Surface = 'partner' | 'product';

export function surfaceOf(path: string): Surface {
  const product = path === '/api/v1' || path.startsWith('/api/v1/');
  return path.startsWith('/api/') && !product ? 'partner' : 'product';
}

/** Declares a route and keeps the exact types of its schemas. */
export const route = <const Spec extends RouteSpec>(spec: Spec): Spec => spec;

type StaticOf<Schema> = Schema extends TSchema ? Static<Schema> : undefined;

/** What a handler receives, validated. Parts that the route does not declare are `undefined`. */
export type InputOf<Spec extends RouteSpec> = {
  readonly params: StaticOf<Spec['params']>;
  readonly query: StaticOf<Spec['query']>;
  readonly headers: StaticOf<Spec['headers']>;
  readonly body: StaticOf<Spec['body']>;
};

type DeepReadonly<Value> = Value extends object
  ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
  : Value;

/** The body of a success. Read-only, so that a handler may answer with what it keeps. */
export type BodyOf<Spec extends RouteSpec> = DeepReadonly<Static<Spec['response']>>;

/** The refusals a handler of this route may return. */
export type RefusalOf<Spec extends RouteSpec> =
  | Spec['errors'][number]
  | (typeof commonErrors)[number];
