/**
 * What a route's handler is: a function of validated input, the caller and a trace id. It lives
 * here because the modules write handlers and only `http` binds them.
 */
import type { BodyOf, InputOf, RefusalOf, RouteSpec, Scope } from '@onsale/contract/route.ts';
import type { Result } from './result.ts';

/** Whoever holds the API key of the request. */
export type Principal = {
  readonly keyId: number;
  readonly organizationId: number;
  readonly scopes: ReadonlySet<Scope>;
  /** The key's own limit in requests per second; the configured default when absent. */
  readonly ratePerSecond?: number;
};

export type RawJsonOptions = {
  /** Entity tag with its quotes, e.g. `"17"`. A matching If-None-Match is answered with 304. */
  readonly etag?: string;
  /** `no-store` when absent. */
  readonly cacheControl?: string;
};

/**
 * A body that is already JSON: sent as it is. Keep the object for as long as the bytes are good and
 * answer many requests with it, because what it looks like on the wire is kept with it.
 */
export class RawJson {
  readonly bytes: Buffer;
  readonly etag: string | undefined;
  readonly cacheControl: string | undefined;
  /** Prepared by the HTTP layer at first use: headers by name and value, and the body. */
  wire: { readonly headers: readonly string[]; readonly body: string | Buffer } | undefined;

  constructor(bytes: Buffer, options: RawJsonOptions) {
    this.bytes = bytes;
    this.etag = options.etag;
    this.cacheControl = options.cacheControl;
    this.wire = undefined;
  }
}

export const rawJson = (bytes: Buffer, options: RawJsonOptions = {}): RawJson =>
  new RawJson(bytes, options);

export type Answer<Spec extends RouteSpec> = Result<BodyOf<Spec> | RawJson, RefusalOf<Spec>>;

/**
 * `principal` is undefined on routes that are open to everybody. A refusal becomes the error
 * envelope of the route's surface; `details.retryAfterSeconds`, when a number, becomes Retry-After.
 * A thrown error is a bug: 500 `internal`, logged with the trace id.
 */
export type Handler<Spec extends RouteSpec> = (
  input: InputOf<Spec>,
  principal: Spec['auth'] extends 'none' ? undefined : Principal,
  traceId: string,
) => Answer<Spec> | Promise<Answer<Spec>>;

/** Handlers of an API by route name: `Pick` those a module serves. */
export type Handlers<Api extends Readonly<Record<string, RouteSpec>>> = {
  readonly [Name in keyof Api]: Handler<Api[Name]>;
};
