/**
 * Calls the API by the contract's route table: `api.call(productApi.readEvent, { params })` is typed
 * by the route. Every call ends in bounded time. Only reading is repeated by itself; a write is
 * repeated by whoever chose its id. A session that is missing or over is renewed once per call, and
 * one renewal serves all calls that wait for it.
 */
import type { InputOf, RouteSpec } from '@onsale/contract/route.ts';
import { sessionRoutes } from '@onsale/contract/product-session.ts';
import type { ServerClock } from '../lib/server-clock.ts';
import { addressOf } from './address.ts';
import { type Outcome, outcomeOf, refused } from './outcome.ts';

// oxlint-disable-next-line typescript/no-empty-object-type -- what asks for nothing extends it
type Nothing = {};

type Part<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [Key in Name]?: undefined }
  : Nothing extends Value
    ? { readonly [Key in Name]?: Value }
    : { readonly [Key in Name]: Value };

export type CallInput<Spec extends RouteSpec> = Part<'params', InputOf<Spec>['params']> &
  Part<'query', InputOf<Spec>['query']> &
  Part<'body', InputOf<Spec>['body']> &
  Part<'headers', InputOf<Spec>['headers']> & {
    readonly signal?: AbortSignal;
    /** Of one attempt. */
    readonly timeoutMs?: number;
    /** `no-cache`: what the browser has kept is asked about before it is believed. */
    readonly cache?: 'no-cache';
  };

type Args<Spec extends RouteSpec> =
  Nothing extends CallInput<Spec> ? [input?: CallInput<Spec>] : [input: CallInput<Spec>];

export type Call = <Spec extends RouteSpec>(
  spec: Spec,
  ...args: Args<Spec>
) => Promise<Outcome<Spec>>;

export type Api = { readonly call: Call };

export type ClientOptions = {
  readonly fetch: typeof fetch;
  readonly clock: ServerClock;
  /** Waits between attempts; ends early when the signal aborts. */
  readonly pause: (delayMs: number, signal?: AbortSignal) => Promise<void>;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  /** A session was begun or renewed because a call needed one. */
  readonly onSession?: () => void;
};

type AnyInput = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly cache?: 'no-cache';
};

const READ_TIMEOUT_MS = 10_000;
/** The server gives up on a handler after 30 s: below that, an outcome might come that we miss. */
const WRITE_TIMEOUT_MS = 35_000;
const ATTEMPTS_MAX = 3;
const BACK_OFF_MS = 400;
const RETRY_AFTER_MAX_MS = 5_000;

export function createApi(options: ClientOptions): Api {
  const { fetch: send, clock, pause, random } = options;
  let renewal: Promise<boolean> | undefined;

  async function attempt<Spec extends RouteSpec>(
    spec: Spec,
    input: AnyInput,
  ): Promise<Outcome<Spec>> {
    const isRead = spec.method === 'GET';
    const limit = AbortSignal.timeout(
      input.timeoutMs ?? (isRead ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS),
    );
    const signal = input.signal === undefined ? limit : AbortSignal.any([limit, input.signal]);
    try {
      const response = await send(addressOf(spec, input.params, input.query), {
        method: spec.method,
        credentials: 'same-origin',
        headers: {
          accept: 'application/json',
          ...(input.body !== undefined && { 'content-type': 'application/json' }),
          ...input.headers,
        },
        ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
        ...(input.cache !== undefined && { cache: input.cache }),
        signal,
      });
      clock.hear(response.headers.get('date'));
      const text = await response.text();
      return outcomeOf(response.status, parsed(text), response.headers.get('retry-after'));
    } catch (error) {
      // Who aborts a call does not wait for its outcome: the error goes up as it is.
      if (input.signal?.aborted === true) throw error;
      return refused(limit.aborted ? 'timed_out' : 'network');
    }
  }

  /** One at a time: calls that find the session over at the same moment share the renewal. */
  function renew(): Promise<boolean> {
    renewal ??= attempt(sessionRoutes.beginSession, {})
      .then(({ ok }) => {
        if (ok) options.onSession?.();
        return ok;
      })
      .finally(() => {
        renewal = undefined;
      });
    return renewal;
  }

  async function persist<Spec extends RouteSpec>(
    spec: Spec,
    input: AnyInput,
  ): Promise<Outcome<Spec>> {
    for (let attempts = 1; ; attempts++) {
      const outcome = await attempt(spec, input);
      if (outcome.ok || spec.method !== 'GET' || attempts >= ATTEMPTS_MAX) return outcome;
      const { status, retryAfterSeconds } = outcome;
      if (status !== 0 && status !== 429 && status !== 502 && status !== 503) return outcome;
      const asked = (retryAfterSeconds ?? 0) * 1_000;
      if (asked > RETRY_AFTER_MAX_MS) return outcome;
      const backOff = BACK_OFF_MS * 2 ** (attempts - 1);
      await pause(Math.max(asked, backOff) * (1 + random()), input.signal);
    }
  }

  async function call<Spec extends RouteSpec>(
    spec: Spec,
    ...[input = {}]: Args<Spec>
  ): Promise<Outcome<Spec>> {
    const outcome = await persist(spec, input as AnyInput);
    const isOver = !outcome.ok && outcome.status === 401 && outcome.code === 'session_required';
    if (!isOver || !(await renew())) return outcome;
    return persist(spec, input as AnyInput);
  }

  return { call };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
