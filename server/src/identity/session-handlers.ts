/** Beginning, reading and ending a session. */
import { randomBytes } from 'node:crypto';
import type { ProductApi } from '@onsale/contract/product-api.ts';
import type { Session } from '@onsale/contract/session.ts';
import { type Handlers, type Person, withHeaders } from '../lib/handler.ts';
import { ok, refuse } from '../lib/result.ts';
import { accountPerson, guestPerson, newGuestId, type SessionClaims } from './claims.ts';
import { endSignIns, endTokens } from './end-sessions.ts';
import { type AccountFacts, findAccount } from './memberships.ts';
import type { AccountEpoch } from './revocations.ts';
import type { IdentityDeps } from './routes.ts';

type Served = Pick<Handlers<ProductApi>, 'beginSession' | 'readSession' | 'endSession'>;
type Moved = NonNullable<Session['moved']>;

const setCookies = (values: readonly string[]): string[] =>
  values.flatMap((value) => ['Set-Cookie', value]);

/** Refusals that a repetition may not meet: the guest stays known, so that there can be one. */
const PASSING: ReadonlySet<string> = new Set(['busy', 'outcome_unknown', 'unavailable', 'timeout']);
const REFUSED_MAX = 100;

export function sessionHandlers(deps: IdentityDeps): Served {
  const { db, clock, sessions, accounts, revocations, adopt, onCommit } = deps;
  const { cookies } = sessions;
  const random = deps.random ?? randomBytes;

  function present(claims: SessionClaims, account?: AccountFacts, moved?: Moved): Session {
    return {
      kind: account === undefined ? 'guest' : 'account',
      personId: claims.person.personId,
      ...(account && { name: account.name, email: account.email }),
      ...(account && { emailVerified: account.emailVerified }),
      ...(account?.language && { language: account.language }),
      ...(account?.timeZone && { timeZone: account.timeZone }),
      memberships: [...(account?.memberships ?? [])],
      expiresAt: new Date(claims.expiresAtMs).toISOString(),
      serverTime: new Date(clock.nowMs()).toISOString(),
      ...(moved && { moved }),
    };
  }

  async function beginAccount(
    accountId: string,
    cookie: string | undefined,
    renewed: readonly string[],
  ) {
    const guestId = sessions.guestOf(cookie);
    const personId = accountPerson(accountId, []).personId;
    const adopted = guestId === undefined ? undefined : await adopt?.(guestId, personId);
    const account = await findAccount(db, accountId);
    if (account === undefined) return undefined;
    const roles = account.memberships.map((m) => [m.organizationId, m.role] as const);
    const issued = sessions.issue(accountPerson(accountId, roles), account.epoch);
    const stays = adopted?.refused.some(({ code }) => PASSING.has(code)) ?? false;
    const forgotten = guestId === undefined || stays ? [] : [cookies.clear(cookies.guest)];
    const isEmpty = adopted === undefined || adopted.reservations + adopted.refused.length === 0;
    const moved = isEmpty
      ? undefined
      : { reservations: adopted.reservations, refused: adopted.refused.slice(0, REFUSED_MAX) };
    const session = present(issued.claims, account, moved);
    return withHeaders({ session }, setCookies([...renewed, ...forgotten, issued.cookie]));
  }

  function beginGuest(cookie: string | undefined) {
    const current = sessions.check(cookie);
    const known =
      sessions.guestOf(cookie) ?? (current?.account === undefined ? current?.personId : undefined);
    const personId = known ?? newGuestId(random(16));
    const issued = sessions.issue(guestPerson(personId), 0);
    const body = { session: present(issued.claims) };
    return withHeaders(body, setCookies([sessions.keepGuest(personId), issued.cookie]));
  }

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
        signedIn && (await beginAccount(signedIn.accountId, cookie, signedIn.setCookies));
      return ok(begun ?? beginGuest(cookie));
    },

    async readSession(_input, person, _traceId, asker) {
      const claims = sessions.claims(asker?.headers.cookie);
      if (claims === undefined) return refuse('session_required');
      const { account } = person;
      if (account === undefined) return ok({ session: present(claims) });
      const facts = await findAccount(db, account.id);
      return facts === undefined
        ? refuse('session_required')
        : ok({ session: present(claims, facts) });
    },

    async endSession({ query }, person, _traceId, asker) {
      const everywhere = query.everywhere === 'true';
      const cleared = await end(person, asker?.headers.cookie, everywhere);
      const all = [...cleared, cookies.clear(cookies.session)];
      return ok(withHeaders({ ended: true }, setCookies(all)));
    },
  };
}
