/**
 * What a route's handler is: a function of validated input, the caller and a trace id. It lives
 * here because the modules write handlers and only `http` binds them.
 */
import {
  type BodyOf,
  type InputOf,
  type RefusalOf,
  type Role,
  roleScopes,
  type RouteSpec,
  type Scope,
} from '@onsale/contract/route.ts';
import type { Compressed } from './compress.ts';
import type { Result } from './result.ts';

/** Whoever holds the API key of the request. */
export type KeyPrincipal = {
  readonly kind: 'key';
  readonly keyId: number;
  readonly organizationId: number;
  readonly scopes: ReadonlySet<Scope>;
  /** The key's own limit in requests per second; the configured default when absent. */
  readonly ratePerSecond?: number;
};

/** Whoever has the session of the request: a guest, or an account. */
export type Person = {
  readonly kind: 'person';
  /** `g:…` or `a:…`: the buyer of what this session takes. */
  readonly personId: string;
  /** Of a signed-in account: the role in each organization it belongs to. */
  readonly account?: { readonly id: string; readonly roles: ReadonlyMap<number, Role> };
};

export type Principal = KeyPrincipal | Person;

/** Reservations of people name this instead of an API key; keys count from 1. */
export const SHOP_PRINCIPAL = 0;

/** May the caller do this for this organization? What may not be seen is answered as not found. */
export function mayActFor(principal: Principal, organizationId: number, scope: Scope): boolean {
  if (principal.kind === 'key') {
    return principal.organizationId === organizationId && principal.scopes.has(scope);
  }
  const role = principal.account?.roles.get(organizationId);
  const granted: readonly Scope[] = role === undefined ? [] : roleScopes[role];
  return granted.includes(scope);
}

export type RawJsonOptions = {
  /** Entity tag with its quotes, e.g. `"17"`. A matching If-None-Match is answered with 304. */
  readonly etag?: string;
  /** `no-store` when absent. */
  readonly cacheControl?: string;
  /** The same bytes for clients that take them smaller. */
  readonly compressed?: Compressed;
};

/** How a body looks on the wire: headers by name and value, and what follows them. */
export type Wire = { readonly headers: readonly string[]; readonly body: string | Buffer };

/**
 * A body that is already JSON: sent as it is. Keep the object for as long as the bytes are good and
 * answer many requests with it, because what it looks like on the wire is kept with it.
 */
export class RawJson {
  readonly bytes: Buffer;
  readonly etag: string | undefined;
  readonly cacheControl: string | undefined;
  readonly compressed: Compressed | undefined;
  /** Prepared by the HTTP layer at first use. */
  wire: Wire | undefined;

  constructor(bytes: Buffer, options: RawJsonOptions) {
    this.bytes = bytes;
    this.etag = options.etag;
    this.cacheControl = options.cacheControl;
    this.compressed = options.compressed;
    this.wire = undefined;
  }
}

export const rawJson = (bytes: Buffer, options: RawJsonOptions = {}): RawJson =>
  new RawJson(bytes, options);

/** A file of one person or of everybody, for routes whose contract names a `media` type. */
export class RawFile {
  readonly bytes: Buffer;
  /** As it is saved: letters of any language, without a path. */
  readonly name: string;
  readonly cacheControl: string;

  /** @param cacheControl kept by nobody when absent */
  constructor(bytes: Buffer, name: string, cacheControl = 'private, no-store') {
    this.bytes = bytes;
    this.name = name;
    this.cacheControl = cacheControl;
  }
}

/** A body with headers of its own, e.g. cookies. */
export class WithHeaders<Body> {
  readonly body: Body;
  /** Names and values alternate; a name may come again. */
  readonly headers: readonly string[];

  constructor(body: Body, headers: readonly string[]) {
    this.body = body;
    this.headers = headers;
  }
}

export const withHeaders = <Body>(body: Body, headers: readonly string[]): WithHeaders<Body> =>
  new WithHeaders(body, headers);

export type Answer<Spec extends RouteSpec> = Result<
  BodyOf<Spec> | RawJson | RawFile | WithHeaders<BodyOf<Spec>>,
  RefusalOf<Spec>
>;

/** Where a request came from. Absent when a handler is called in process, without a request. */
export type Asker = {
  /** The client's address, also behind trusted proxies. */
  readonly ip: string;
  readonly headers: {
    readonly cookie?: string | undefined;
    readonly host?: string | undefined;
    readonly 'user-agent'?: string | undefined;
    readonly 'accept-language'?: string | undefined;
  };
};

/** Who may call a route, as its handler sees them. */
export type PrincipalOf<Spec extends RouteSpec> = Spec['auth'] extends 'none'
  ? undefined
  : Spec['auth'] extends 'person' | 'account'
    ? Person
    : Spec extends { readonly sessions: string }
      ? Principal
      : KeyPrincipal;

/**
 * `principal` is undefined on routes that are open to everybody. A refusal becomes the error
 * envelope of the route's surface; `details.retryAfterSeconds`, when a number, becomes Retry-After.
 * A thrown error is a bug: 500 `internal`, logged with the trace id.
 */
export type Handler<Spec extends RouteSpec> = (
  input: InputOf<Spec>,
  principal: PrincipalOf<Spec>,
  traceId: string,
  asker?: Asker,
) => Answer<Spec> | Promise<Answer<Spec>>;

/** Handlers of an API by route name: `Pick` those a module serves. */
export type Handlers<Api extends Readonly<Record<string, RouteSpec>>> = {
  readonly [Name in keyof Api]: Handler<Api[Name]>;
};
