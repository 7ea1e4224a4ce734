/**
 * The way to each provider and back. Every provider has an instance of the library to itself, made when
 * somebody first wants to go there: one that is away delays nobody but those who come by it, and is asked
 * again by the next.
 */
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { getOAuthState } from 'better-auth/api';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { withDeadline } from '../lib/deadline.ts';
import type { Provider } from './providers.ts';

export type ProviderDoors = {
  /** Undefined: there is no such provider, or it cannot be reached now. */
  open(id: string): Promise<((request: Request) => Promise<Response>) | undefined>;
};

/** A provider describes itself at once, or is away. */
const DISCOVERY_MS = 5_000;

export function createProviderDoors(
  base: BetterAuthOptions,
  providers: readonly Provider[],
): ProviderDoors {
  const opened = new Map<string, Promise<((request: Request) => Promise<Response>) | undefined>>();

  async function openAt(provider: Provider) {
    const auth = betterAuth({
      ...base,
      account: { ...base.account, accountLinking: linkingOf(provider) },
      user: { ...base.user, validateUserInfo: refuseUnverified },
      plugins: [...(base.plugins ?? []), genericOAuth({ config: [provider.config] })],
    });
    const { socialProviders } = await withDeadline(auth.$context, DISCOVERY_MS);
    const isThere = socialProviders.some(({ id }) => id === provider.id);
    return isThere ? (request: Request) => auth.handler(request) : undefined;
  }

  return {
    async open(id) {
      const provider = providers.find((one) => one.id === id);
      if (provider === undefined) return undefined;
      const underWay = opened.get(id) ?? openAt(provider);
      opened.set(id, underWay);
      const door = await underWay.catch(() => undefined);
      if (door === undefined && opened.get(id) === underWay) opened.delete(id);
      return door;
    },
  };
}

type Validate = NonNullable<NonNullable<BetterAuthOptions['user']>['validateUserInfo']>;

/**
 * Who comes from a provider for the first time is joined with an account here by itself only if both sides
 * had that very address confirmed, and the provider's word counts. Everybody else signs in first and
 * connects it in the account: then the address does not matter.
 */
const linkingOf = ({ id, trustsEmail }: Provider) => ({
  enabled: true,
  allowDifferentEmails: true,
  allowUnlinkingAll: false,
  updateUserInfoOnLink: false,
  requireLocalEmailVerified: true,
  disableImplicitLinking: !trustsEmail,
  // For connecting: the library joins whoever comes from such a provider by itself as well, which is
  // refused below.
  trustedProviders: [id],
});

/** Without somebody who asked for it while signed in, only an address that was verified joins accounts. */
const refuseUnverified: Validate = async ({ user, source }) => {
  const isFirst = source.action === 'link-account' && user.emailVerified !== true;
  const isAsked = isFirst && (await getOAuthState())?.link !== undefined;
  return isFirst && !isAsked ? { error: 'account_not_linked' } : undefined;
};
