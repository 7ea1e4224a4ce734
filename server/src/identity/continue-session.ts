/**
 * The link of a letter to a guest, opened in some browser. First it says what it would do, so that nobody
 * becomes another guest by a mere click on what somebody else has sent; done is only what was asked for.
 */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import { callerOf } from '../lib/address.ts';
import type { Rate } from '../lib/gcra.ts';
import { type Handlers, withHeaders } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import type { Limiter } from '../shared/contract.ts';
import { createBeginnings } from './begin-session.ts';
import { accountPerson, isGuest } from './claims.ts';
import { type GuestLink, type GuestLinks, type LinkSubject, pathOf } from './guest-links.ts';
import { maskEmail } from './mask-email.ts';
import type { IdentityDeps } from './routes.ts';
import { guestHere } from './sessions.ts';

export type SubjectFacts = {
  /** Whose it is now: `g:…` or `a:…`. */
  readonly owner: string;
  /** Where letters about it go. */
  readonly email: string | undefined;
};

export type ContinueDeps = IdentityDeps & {
  readonly guestLinks: Pick<GuestLinks, 'read'>;
  readonly limiter: Limiter;
  /** Undefined: it is gone. */
  readonly findSubject: (subject: LinkSubject) => Promise<SubjectFacts | undefined>;
  /** Whether somebody has holds, tickets to come or places in lines. */
  readonly hasSomething: (personId: string) => Promise<boolean>;
};

type Continued = BodyOf<ProductApi['continueSession']>;
type Effect = Continued['effect'];

export type Here = {
  /** Of the account that is signed in. */
  readonly accountPersonId: string | undefined;
  /** The guest that this browser is. */
  readonly guestId: string | undefined;
};

/** A household or a carrier may share an address of the network; each opening asks twice. */
const FROM_CALLER: Rate = { perSecond: 1, burst: 60 };

/** Undefined: the link is of no use to anybody any more. */
export function effectOf(link: GuestLink, owner: string, here: Here): Effect | undefined {
  if (owner !== link.personId) {
    if (owner === here.accountPersonId) return 'none';
    return isGuest(owner) ? undefined : 'moved';
  }
  if (here.accountPersonId !== undefined) return 'adopt';
  return here.guestId === owner ? 'none' : 'switch';
}

export function continueHandler(deps: ContinueDeps): Pick<Handlers<ProductApi>, 'continueSession'> {
  const { guestLinks, limiter, sessions, accounts, findSubject, hasSomething } = deps;
  const beginnings = createBeginnings(deps);

  return {
    async continueSession({ body }, _principal, _traceId, asker) {
      // Before anything is asked of anybody: what was not signed here costs one signature.
      const link = guestLinks.read(body.link);
      if (link === undefined) return refuse('link_invalid');
      const caller = asker === undefined ? 'unknown' : callerOf(asker.ip);
      const waitMs = await limiter.take(`guest-link:${caller}`, FROM_CALLER);
      if (waitMs > 0)
        return refuse('rate_limited', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
      const cookie = asker?.headers.cookie;
      const [found, signedIn] = await Promise.all([
        findSubject(link.subject),
        accounts.find(cookie),
      ]);
      if (found === undefined) return refuse('link_invalid');
      const guestId = guestHere(sessions, cookie);
      const accountPersonId = signedIn && accountPerson(signedIn.accountId, []).personId;
      const effect = effectOf(link, found.owner, { accountPersonId, guestId });
      if (effect === undefined) return refuse('link_invalid');
      const isLeaving = effect === 'switch' && guestId !== undefined;
      const told: Continued = {
        to: pathOf(link.subject),
        effect,
        ...(found.email !== undefined && { email: maskEmail(found.email) }),
        ...(isLeaving && (await hasSomething(guestId)) && { leaves: true }),
      };
      if (body.open !== true || effect === 'none' || effect === 'moved') return ok(told);
      const begun =
        effect === 'adopt' && signedIn !== undefined
          ? await beginnings.asAccount({
              accountId: signedIn.accountId,
              renewed: signedIn.setCookies,
              guestId: link.personId,
              remembered: sessions.guestOf(cookie),
            })
          : beginnings.asGuest(link.personId);
      // Deleted in this very moment.
      if (begun === undefined) return refuse('session_required');
      return ok(withHeaders({ ...told, ...begun.body }, begun.headers));
    },
  };
}
