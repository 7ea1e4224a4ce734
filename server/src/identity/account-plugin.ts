/**
 * What the library does not do by itself, as a plugin of it: begins the sign-in of an account that was
 * confirmed by letter, asks for the second factor also after a provider, ends the sign-in that a new one
 * replaces, takes a code of an app once, and tells the owner what was changed.
 */
import { randomBytes } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint, createAuthMiddleware } from 'better-auth/api';
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies';
import { assert } from '../lib/assert.ts';
import type { Once } from '../shared/contract.ts';
import type { AccountChange } from './account-letters.ts';
import { refuseUsedCodes, VERIFY_TOTP } from './used-codes.ts';

export type PluginOptions = {
  readonly onChanged: (accountId: string, what: AccountChange) => Promise<void>;
  /** Remembers codes that were used. */
  readonly once: Once;
};

/** Like the library's own: a second factor is asked for within ten minutes. */
const CHALLENGE_SECONDS = 600;

const changes: Readonly<Record<string, AccountChange>> = {
  '/change-password': 'password',
  '/two-factor/disable': 'two_factor',
  '/passkey/verify-registration': 'passkey',
  '/passkey/delete-passkey': 'passkey',
  '/unlink-account': 'provider',
};

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Where a new sign-in replaces the one this browser had. */
const signIns: ReadonlySet<string> = new Set([
  '/sign-in/email',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
  '/callback/:id',
]);

const beginning = {
  method: 'POST',
  metadata: { $Infer: { body: {} as { accountId: string } } },
} as const;

export const accountPlugin = ({ onChanged, once }: PluginOptions) =>
  ({
    id: 'onsale',
    endpoints: {
      beginSignIn: createAuthEndpoint.serverOnly(beginning, async (ctx) => {
        const { accountId } = ctx.body;
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(accountId);
        assert(user !== null, 'whoever is signed in has an account');
        const session = await internalAdapter.createSession(accountId);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ begun: true });
      }),
    },
    hooks: {
      before: [{ matcher: ({ path }) => path === VERIFY_TOTP, handler: refuseUsedCodes(once) }],
      after: [
        {
          matcher: ({ path }) => path === '/callback/:id',
          handler: createAuthMiddleware(askSecondFactor),
        },
        {
          matcher: ({ path }) => signIns.has(path ?? ''),
          handler: createAuthMiddleware(endReplaced),
        },
        {
          matcher: ({ path }) => path !== undefined && (path in changes || path === VERIFY_TOTP),
          handler: createAuthMiddleware(async (ctx) => {
            const accountId = ctx.context.session?.user.id;
            const what = changedBy(ctx);
            if (accountId !== undefined && what !== undefined) await onChanged(accountId, what);
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin;

/** Undefined when it was refused. A code that is verified by somebody signed in switches it on. */
function changedBy({ path, context }: HookContext): AccountChange | undefined {
  if (context.returned instanceof Error) return undefined;
  if (path !== VERIFY_TOTP) return changes[path ?? ''];
  return context.session === null || context.newSession === null ? undefined : 'two_factor';
}

/**
 * The library asks for a second factor after a password only. Whoever switched it on expects it whichever
 * way they come; a passkey is two factors by itself.
 */
async function askSecondFactor(ctx: HookContext): Promise<void> {
  const begun = ctx.context.newSession;
  if (begun?.user['twoFactorEnabled'] !== true) return;
  const { internalAdapter, secret } = ctx.context;
  deleteSessionCookie(ctx, true);
  await internalAdapter.deleteSession(begun.session.token);
  await endSessionBefore(ctx);
  ctx.context.setNewSession(null);
  const identifier = `2fa-${randomBytes(15).toString('base64url')}`;
  const expiresAt = new Date(Date.now() + CHALLENGE_SECONDS * 1_000);
  const value = begun.user.id;
  await internalAdapter.createVerificationValue({ identifier, value, expiresAt });
  const attempts = { identifier: `2fa-attempts-${identifier}`, value: '0', expiresAt };
  await internalAdapter.createVerificationValue(attempts);
  const cookie = ctx.context.createAuthCookie('two_factor', { maxAge: CHALLENGE_SECONDS });
  await ctx.setSignedCookie(cookie.name, identifier, secret, cookie.attributes);
  throw ctx.redirect('/sign-in?step=two-factor');
}

/** Signing in again on one device leaves no second device behind, whether a second step follows or not. */
async function endReplaced(ctx: HookContext): Promise<void> {
  const { newSession, returned } = ctx.context;
  const isChallenged = newSession === null && isChallenge(returned);
  if (newSession !== null || isChallenged) await endSessionBefore(ctx, newSession?.session.token);
}

const isChallenge = (returned: unknown): boolean =>
  typeof returned === 'object' && returned !== null && 'twoFactorRedirect' in returned;

/** The one that the request came with, unless it is the one that has just begun. */
async function endSessionBefore(ctx: HookContext, begun?: string): Promise<void> {
  const { authCookies, secret, internalAdapter } = ctx.context;
  const before = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
  if (typeof before === 'string' && before !== begun) await internalAdapter.deleteSession(before);
}

/** Thrown where a passkey was used without asking who holds it. */
export function requireVerifiedUser(isVerified: boolean): void {
  if (!isVerified) {
    throw new APIError('BAD_REQUEST', {
      code: 'USER_NOT_VERIFIED',
      message: 'The device did not ask who is using it.',
    });
  }
}
