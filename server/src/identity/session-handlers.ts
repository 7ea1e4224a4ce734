/** Beginning, reading and ending a session. */
import { randomBytes } from 'node:crypto';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { type Handlers, type Person, withHeaders } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { createBeginnings, setCookies } from './begin-session.ts';
import { newGuestId } from './claims.ts';
import { endSignIns, endTokens } from './end-sessions.ts';
import { findAccount } from './memberships.ts';
import type { AccountEpoch } from './revocations.ts';
import type { IdentityDeps } from './routes.ts';
import { guestHere } from './sessions.ts';

type Served = Pick<Handlers<ProductApi>, 'beginSession' | 'readSession' | 'endSession'>;

export function sessionHandlers(deps: IdentityDeps): Served {
  const { db, sessions, accounts, revocations, onCommit } = deps;
  const { cookies } = sessions;
  const random = deps.random ?? randomBytes;
  const begin = createBeginnings(deps);

  async function end(person: Person, cookie: string | undefined, everywhere: boolean) {
    const { account } = person;
    if (account === undefined) return [cookies.clear(cookies.guest)];
    const cleared = everywhere ? [] : await accounts.signOut(cookie);
    const ended: AccountEpoch = await db.transaction((tx) =>
      everywhere ? endSignIns(tx, account.id) : endTokens(tx, account.id),
    );
    revocations.hear(ended);
    onCommit();
    return [...cleared, cookies.clear(cookies.account)];
  }

  return {
    async beginSession(_input, _principal, _traceId, asker) {
      const cookie = asker?.headers.cookie;
      const signedIn = await accounts.find(cookie);
      const begun =
        signedIn &&
        (await begin.asAccount({
          accountId: signedIn.accountId,
          renewed: signedIn.setCookies,
          guestId: sessions.guestOf(cookie),
          remembered: sessions.guestOf(cookie),
        }));
      return ok(begun ?? begin.asGuest(guestHere(sessions, cookie) ?? newGuestId(random(16))));
    },

    async readSession(_input, person, _traceId, asker) {
      const claims = sessions.claims(asker?.headers.cookie);
      if (claims === undefined) return refuse('session_required');
      const { account } = person;
      if (account === undefined) return ok({ session: begin.present(claims) });
      const facts = await findAccount(db, account.id);
      return facts === undefined
        ? refuse('session_required')
        : ok({ session: begin.present(claims, facts) });
    },

    async endSession({ query }, person, _traceId, asker) {
      const everywhere = query.everywhere === 'true';
      const cleared = await end(person, asker?.headers.cookie, everywhere);
      const all = [...cleared, cookies.clear(cookies.session)];
      return ok(withHeaders({ ended: true }, setCookies(all)));
    },
  };
}
