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
  'orders:read',
  'orders:write',
  'tickets:read',
  'cache:write',
] as const;

export type Scope = (typeof scopes)[number];

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What a member of an organization may do: the scopes a key of that organization would need. */
export const roleScopes = {
  owner: scopes,
  manager: scopes,
  staff: ['events:read', 'reservations:read', 'orders:read', 'tickets:read'],
} as const satisfies Readonly<Record<string, readonly Scope[]>>;

export type Role = keyof typeof roleScopes;

export type RouteSpec = {
  /** Unique over both APIs: the OpenAPI operationId and the `route` label of metrics. */
  readonly id: string;
  readonly method: Method;
  /** Path template, e.g. `/api/v1/events/{eventId}`. */
  readonly path: string;
  readonly summary: string;
  /**
   * `none`: open to everybody. `person`: the session of a guest or an account. `account`: that of an
   * account. Otherwise a key with this scope is needed.
   */
  readonly auth: 'none' | 'person' | 'account' | Scope;
  /**
   * On a route for keys: who else may call it with a session. `members`: accounts whose role grants
   * the scope. `anyone`: every session, for what is their own.
   */
  readonly sessions?: 'members' | 'anyone';
  /** Values of path and query arrive as text; those declared as integers become numbers. */
  readonly params?: TSchema;
  readonly query?: TSchema;
  /** Names in lower case, as Node gives them. */
  readonly headers?: TSchema;
  readonly body?: TSchema;
  /** Bytes of one of these types may be the body; others arrive as they are, for the handler to refuse. */
  readonly binaryBody?: readonly string[];
  readonly status: 200 | 201;
  /** The whole body of a success, envelope included. */
  readonly response: TSchema;
  /** What a success is when it is no JSON but a file, e.g. `application/pdf`. */
  readonly media?: string;
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
  'session_required',
  'account_required',
  'cross_site',
  'forbidden',
  'rate_limited',
  'unavailable',
  'timeout',
  'internal',
] as const satisfies readonly ErrorCode[];

/** The two APIs differ in their envelope: which one a path belongs to decides how errors look. */
export type Surface = 'partner' | 'product';

export function surfaceOf(path: string): Surface {
  const product = path === '/api/v1' || /^\/api\/(?:v1|auth)\//.test(path);
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
