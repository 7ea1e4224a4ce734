/**
 * Handlers of what letters are asked for and of what their links do. Served only where mail is sent. Who
 * asks without an account is told the same whether there is one: the answer goes out before anybody looks.
 */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { callerOf } from '../lib/address.ts';
import { type Asker, type Handlers, withHeaders } from '../lib/handler.ts';
import { ok, refuse, type Refusal } from '../lib/result.ts';
import type { AccountDeps } from './account-deps.ts';
import { accountIdOf } from './account-handlers.ts';
import { type AccountLetters, languageOf, siteOf } from './account-letters.ts';
import { confirmLink } from './confirm-link.ts';
import { cookieValue } from './cookies.ts';
import { isFresh } from './fresh.ts';
import { hashToken, linkMs, newToken } from './links.ts';
import { PasswordsBusy } from './password-queue.ts';
import { resetPassword } from './reset-password.ts';
import * as links from './send-links.ts';

type Served = Pick<
  Handlers<ProductApi>,
  | 'requestSignUp'
  | 'confirmLink'
  | 'requestVerification'
  | 'requestEmailChange'
  | 'requestPasswordReset'
  | 'resetPassword'
>;

type Deps = AccountDeps & { readonly letters: AccountLetters };

const sent = { sent: true } as const;
const full = (): Refusal<'unavailable'> => refuse('unavailable', { retryAfterSeconds: 3 });
const tooMany = (waitMs: number): Refusal<'rate_limited'> =>
  refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
const setCookies = (values: readonly string[]): string[] =>
  values.flatMap((value) => ['Set-Cookie', value]);

/** Passwords wait in line; who would have to wait too long is sent away. */
async function hashing<T>(work: () => Promise<T>): Promise<T | Refusal<'unavailable'>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PasswordsBusy) return full();
    throw error;
  }
}

export function letterHandlers(deps: Deps): Partial<Served> {
  const { accounts, revocations, clock, passwords, sessions, onCommit } = deps;
  const { cookies } = sessions;

  const at = (asker: Asker | undefined) => ({
    site: siteOf(deps.publicOrigin, asker?.headers ?? {}),
    language: languageOf(asker?.headers ?? {}),
  });

  /** Refused, or the letter is being written while the answer is on its way. */
  async function write(
    email: string,
    asker: Asker | undefined,
    work: () => Promise<void>,
  ): Promise<Refusal<'rate_limited' | 'unavailable'> | undefined> {
    const waitMs = await deps.letterLimits.take(email, asker?.ip);
    if (waitMs > 0) return tooMany(waitMs);
    return deps.afterAnswer.run(work) ? undefined : full();
  }

  const handlers: Served = {
    async requestSignUp({ body }, _principal, _traceId, asker) {
      const email = body.email.toLowerCase();
      const caller = asker === undefined ? 'unknown' : callerOf(asker.ip);
      const waitMs = await deps.signInLimits.take(caller, email);
      if (waitMs > 0) return tooMany(waitMs);
      const password = await hashing(() => passwords.hash(body.password));
      if (typeof password !== 'string') return password;
      const browser = newToken(deps.random);
      const draft = { name: body.name.trim(), email, password, browserHash: hashToken(browser) };
      const where = at(asker);
      const refusal = await write(email, asker, () => links.sendSignUp(deps, draft, where));
      if (refusal !== undefined) return refusal;
      const kept = cookies.set(cookies.signUp, browser, linkMs.sign_up);
      return ok(withHeaders(sent, setCookies([kept])));
    },

    async confirmLink({ body }, _principal, _traceId, asker) {
      const cookie = asker?.headers.cookie;
      const signedIn = await accounts.find(cookie);
      const coming = {
        token: body.token,
        password: body.password,
        browser: cookieValue(cookie, cookies.signUp),
        accountId: signedIn?.accountId,
      };
      const confirmed = await hashing(() => confirmLink(deps, coming));
      if (!confirmed.ok) return confirmed;
      const { did, email, accountId } = confirmed.value;
      if (did !== 'signed_up') return ok({ did, email });
      const begun = await accounts.signIn(accountId, asker?.headers);
      const all = setCookies([...begun, cookies.clear(cookies.signUp)]);
      return ok(withHeaders({ did, email }, all));
    },

    async requestVerification(_input, person, _traceId, asker) {
      const accountId = accountIdOf(person);
      const where = at(asker);
      const work = () => links.sendVerification(deps, accountId, where);
      return (await write(accountId, asker, work)) ?? ok(sent);
    },

    async requestEmailChange({ body }, person, _traceId, asker) {
      const signedIn = await accounts.find(asker?.headers.cookie);
      if (!isFresh(signedIn, clock.nowMs())) return refuse('fresh_sign_in_required');
      const change = { accountId: accountIdOf(person), email: body.email.toLowerCase() };
      const where = at(asker);
      const work = () => links.sendEmailChange(deps, change, where);
      return (await write(change.email, asker, work)) ?? ok(sent);
    },

    async requestPasswordReset({ body }, _principal, _traceId, asker) {
      const email = body.email.toLowerCase();
      const where = at(asker);
      const work = () => links.sendReset(deps, email, where);
      return (await write(email, asker, work)) ?? ok(sent);
    },

    async resetPassword({ body }) {
      const reset = await hashing(() => resetPassword(deps, body));
      if (!reset.ok) return reset;
      revocations.hear(reset.value);
      onCommit();
      return ok({ changed: true });
    },
  };
  if (deps.signUpConfirmed) return handlers;
  const { requestSignUp: _closed, ...rest } = handlers;
  return rest;
}
