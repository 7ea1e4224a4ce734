/**
 * A code of an authenticator app is good once (RFC 6238, section 5.2); the library takes it as often as it
 * is valid. Whoever looked over a shoulder and knows the password has nothing from it.
 *
 * A code that this account has sent before becomes one that is wrong, before the library sees it: so it
 * counts as a wrong one, is refused like one, and of two that come at once only one goes through.
 */
import { createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import type { Once } from '../shared/contract.ts';

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

export const VERIFY_TOTP = '/two-factor/verify-totp';

/** A code is valid for 90 s: its own half minute and one on either side. */
const USED_MS = 120_000;
/** Codes have digits only. */
const WRONG = 'used';

export const refuseUsedCodes = (once: Once) =>
  createAuthMiddleware(async (ctx) => {
    const body = ctx.body as { readonly code?: unknown } | undefined;
    const accountId = await whoSends(ctx);
    // Neither is refused here: the library knows how.
    if (typeof body?.code !== 'string' || accountId === undefined) return undefined;
    if (await once.first(`totp:${accountId}:${body.code}`, USED_MS)) return undefined;
    return { context: { body: { ...body, code: WRONG } } };
  });

/** Somebody signed in who switches it on, or somebody whose password was right. */
async function whoSends(ctx: HookContext): Promise<string | undefined> {
  const session = await getSessionFromCtx(ctx);
  if (session !== null) return session.user.id;
  const { secret, internalAdapter } = ctx.context;
  const cookie = ctx.context.createAuthCookie('two_factor');
  const challenge = await ctx.getSignedCookie(cookie.name, secret);
  if (typeof challenge !== 'string') return undefined;
  return (await internalAdapter.findVerificationValue(challenge))?.value;
}
