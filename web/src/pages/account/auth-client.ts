/**
 * Signing in and up. These addresses are not of the contract: the library that keeps accounts answers in
 * a form of its own, which is turned here into what a form can show.
 */
import { isRecord } from '../../purchase/stored.ts';

export type AuthProblem =
  | 'wrong'
  | 'taken'
  | 'short'
  | 'long'
  | 'email'
  | 'code'
  | 'over'
  | 'locked'
  | 'stale'
  | 'last'
  | 'passkey'
  | 'too_many'
  | 'network'
  | 'failed';

export type AuthAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly problem: AuthProblem; readonly retryAfterSeconds?: number };

const reads = [
  'list-sessions',
  'get-session',
  'passkey/generate-register-options',
  'passkey/generate-authenticate-options',
  'passkey/list-user-passkeys',
] as const;

export type AuthPath =
  | (typeof reads)[number]
  | 'sign-in/email'
  | 'sign-up/email'
  | 'sign-in/social'
  | 'link-social'
  | 'unlink-account'
  | 'revoke-session'
  | 'revoke-other-sessions'
  | 'change-password'
  | 'two-factor/enable'
  | 'two-factor/disable'
  | 'two-factor/generate-backup-codes'
  | 'two-factor/verify-totp'
  | 'two-factor/verify-backup-code'
  | 'passkey/verify-registration'
  | 'passkey/verify-authentication'
  | 'passkey/update-passkey'
  | 'passkey/delete-passkey';

/** Hashing a password takes its time, and some may wait in line. */
const TIMEOUT_MS = 25_000;

const problems: Readonly<Record<string, AuthProblem>> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong',
  INVALID_PASSWORD: 'wrong',
  USER_ALREADY_EXISTS: 'taken',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'taken',
  PASSWORD_TOO_SHORT: 'short',
  PASSWORD_TOO_LONG: 'long',
  INVALID_EMAIL: 'email',
  INVALID_CODE: 'code',
  INVALID_BACKUP_CODE: 'code',
  INVALID_TWO_FACTOR_COOKIE: 'over',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'over',
  ACCOUNT_TEMPORARILY_LOCKED: 'locked',
  SESSION_NOT_FRESH: 'stale',
  FAILED_TO_UNLINK_LAST_ACCOUNT: 'last',
  PASSKEY_NOT_FOUND: 'passkey',
  fresh_sign_in_required: 'stale',
  rate_limited: 'too_many',
  invalid_request: 'email',
};

/** The code in the library's own form, or in ours. */
function codeOf(body: unknown): string {
  if (!isRecord(body)) return '';
  const error = isRecord(body['error']) ? body['error'] : body;
  return typeof error['code'] === 'string' ? error['code'] : '';
}

export async function askAuth(
  path: AuthPath,
  body?: Readonly<Record<string, unknown>>,
): Promise<AuthAnswer> {
  const isRead = reads.some((read) => read === path);
  try {
    const response = await fetch(`/api/auth/${path}`, {
      method: isRead ? 'GET' : 'POST',
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(!isRead && { 'content-type': 'application/json' }),
      },
      ...(!isRead && { body: JSON.stringify(body ?? {}) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return { ok: true, body: answer };
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      ok: false,
      problem: problems[codeOf(answer)] ?? 'failed',
      ...(Number.isFinite(seconds) && { retryAfterSeconds: seconds }),
    };
  } catch {
    return { ok: false, problem: 'network' };
  }
}
