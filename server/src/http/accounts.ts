/**
 * Mounts accounts under /api/auth: past the product's envelope, because the library that keeps them
 * answers in a form of its own. What comes before it is ours: which requests reach it at all, whose
 * pages may send them, how often somebody may try.
 */
import { Value } from 'typebox/value';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AccountPath, accountPaths } from '../identity/account-paths.ts';
import { ACCOUNTS_PATH, type Accounts } from '../identity/accounts.ts';
import { type Passwords, PasswordsBusy } from '../identity/password-queue.ts';
import type { SignInLimits } from '../identity/sign-in-limits.ts';
import { callerOf } from '../lib/address.ts';
import { DeadlineError, withDeadline } from '../lib/deadline.ts';
import { meaningOf } from '../lib/db-errors.ts';
import { refuse, type Refusal } from '../lib/result.ts';
import type { BindDeps } from './bound-route.ts';
import { isSameOrigin } from './origin.ts';
import { sendRefusal } from './refusal.ts';
import { sendBytes } from './send.ts';

export type AccountsDoor = {
  readonly accounts: Pick<Accounts, 'handle' | 'handleBy'>;
  /** What this deployment has besides passwords; what it has not is not served. */
  readonly offers: { readonly passkeys: boolean; readonly providers: boolean };
  /** Whether they signed in just now, or send along the password that is asked for then. */
  readonly isProven: (cookie: string | undefined, hasPassword: boolean) => Promise<boolean>;
  readonly limits: SignInLimits;
  readonly passwords: Pick<Passwords, 'isFull'>;
};

type Deps = Pick<BindDeps, 'limits' | 'origin' | 'log' | 'metrics'>;

const BODY_BYTES_MAX = 8_192;
const ROUTE = 'accounts';
/** Passwords may wait in line for a few seconds. */
const ANSWER_MS = 20_000;

export function installAccounts(app: FastifyInstance, door: AccountsDoor, deps: Deps): void {
  for (const [name, path] of Object.entries(accountPaths)) {
    if (path.needs !== undefined && !door.offers[path.needs]) continue;
    app.route({
      method: path.method,
      url: ACCOUNTS_PATH + name,
      bodyLimit: BODY_BYTES_MAX,
      handler: (request, reply) => serve(name, path, request, reply),
    });
  }

  async function serve(
    name: string,
    path: AccountPath,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const refusal = await refusalOf(path, request);
    if (refusal !== undefined) {
      turnAway(reply, refusal);
      return;
    }
    try {
      const response = await withDeadline(ask(name, path, request), ANSWER_MS);
      if (response === undefined) turnAway(reply, refuse('unavailable', { retryAfterSeconds: 30 }));
      else await pass(reply, response);
    } catch (error) {
      if (!(error instanceof PasswordsBusy)) deps.log.failed(ROUTE, request.id, error);
      turnAway(reply, refusalOfError(error));
    }
  }

  /** Undefined: the provider is away. */
  async function ask(
    name: string,
    path: AccountPath,
    request: FastifyRequest,
  ): Promise<Response | undefined> {
    const { provider: inPath } = request.params as { provider?: string };
    const { provider = inPath ?? '' } = (request.body ?? {}) as { provider?: string };
    const asked = toRequest(name.replace(':provider', provider), path, request);
    return path.byProvider === true
      ? door.accounts.handleBy(provider, asked)
      : door.accounts.handle(asked);
  }

  async function refusalOf(
    path: AccountPath,
    request: FastifyRequest,
  ): Promise<Refusal | undefined> {
    const waitMs = deps.limits.takeAddress(request.ip);
    if (waitMs > 0) return tooMany(waitMs);
    if (path.method !== 'GET' && !isSameOrigin(request, deps.origin)) return refuse('cross_site');
    const body = request.body ?? {};
    if (!isExpected(path, body)) return invalid(path, body);
    if (!isExpectedQuery(path, request.query)) return refuse('invalid_request');
    if (path.hashes === true || path.guesses === true) {
      const { email } = body as { email?: string };
      const pauseMs = await door.limits.take(callerOf(request.ip), email);
      if (pauseMs > 0) return tooMany(pauseMs);
    }
    if (path.hashes === true && door.passwords.isFull()) {
      return refuse('unavailable', { retryAfterSeconds: 3 });
    }
    if (path.fresh !== true) return undefined;
    const isProven = await door.isProven(request.headers.cookie, hasPassword(body));
    return isProven ? undefined : refuse('fresh_sign_in_required');
  }

  function turnAway(reply: FastifyReply, { code, details }: Refusal): void {
    deps.metrics.refused(code);
    sendRefusal(reply, 'product', code, details);
  }
}

const isExpected = ({ body: schema }: AccountPath, body: unknown): boolean =>
  schema === undefined
    ? typeof body === 'object' && body !== null && Object.keys(body).length === 0
    : Value.Check(schema, body);

const hasPassword = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'password' in body;

/** Whatever else a request carries there is left out; the way back from a provider is passed on as it is. */
const isExpectedQuery = ({ query: schema }: AccountPath, query: unknown): boolean =>
  schema === undefined || Value.Check(schema, query);

/** Says which fields, never what was in them. */
function invalid({ body: schema }: AccountPath, body: unknown): Refusal {
  const errors = schema === undefined ? [] : Value.Errors(schema, body);
  const fields = errors.slice(0, 10).map(({ instancePath, message }) => ({
    field: `body${instancePath.replaceAll('/', '.')}`,
    problem: message,
  }));
  return refuse('invalid_request', { fields });
}

/** Only what the library needs: the rest of a request is none of its business. */
function toRequest(name: string, path: AccountPath, request: FastifyRequest): Request {
  const headers = new Headers();
  const { cookie, origin, 'user-agent': device } = request.headers;
  if (cookie !== undefined) headers.set('cookie', cookie);
  // Shown to the person in the list of their devices.
  if (device !== undefined) headers.set('user-agent', device.slice(0, 500));
  if (path.tellsOrigin === true && origin !== undefined) headers.set('origin', origin);
  const query = path.query === undefined ? '' : queryOf(request.url);
  const url = `http://localhost${ACCOUNTS_PATH}${name}${query}`;
  if (path.method === 'GET') return new Request(url, { headers });
  headers.set('content-type', 'application/json');
  const body = { ...(request.body as object | undefined), ...path.always };
  return new Request(url, { method: path.method, headers, body: JSON.stringify(body) });
}

function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}

async function pass(reply: FastifyReply, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  const cookies = response.headers.getSetCookie().flatMap((value) => ['Set-Cookie', value]);
  const location = response.headers.get('location');
  const where = location === null ? [] : ['Location', location];
  sendBytes(reply, response.status, body, [...cookies, ...where]);
}

function refusalOfError(error: unknown): Refusal {
  if (error instanceof PasswordsBusy) return refuse('unavailable', { retryAfterSeconds: 3 });
  if (error instanceof DeadlineError) return refuse('timeout');
  const meaning = meaningOf(error);
  if (meaning === 'lost') return refuse('unavailable');
  return refuse(meaning === 'slow' ? 'timeout' : 'internal');
}

const tooMany = (waitMs: number): Refusal =>
  refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
