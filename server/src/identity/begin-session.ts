/**
 * Beginning a session, as a guest or as an account: the token, the cookies that carry it, and what the
 * browser is told about itself. Where somebody has signed in, what the guest had becomes the account's.
 */
import type { Session } from '@onsale/contract/session.ts';
import { type WithHeaders, withHeaders } from '../lib/handler.ts';
import { accountPerson, guestPerson, type SessionClaims } from './claims.ts';
import { type AccountFacts, findAccount } from './memberships.ts';
import type { IdentityDeps } from './routes.ts';

export type Begun = WithHeaders<{ readonly session: Session }>;

export type BeginAccount = {
  readonly accountId: string;
  /** Cookies that the library renewed on the way. */
  readonly renewed: readonly string[];
  /** Whose things become the account's. */
  readonly guestId: string | undefined;
  /** The guest that this browser remembers. */
  readonly remembered: string | undefined;
};

export type Beginnings = {
  present(claims: SessionClaims, account?: AccountFacts): Session;
  asGuest(personId: string): Begun;
  /** Undefined: there is no such account any more. */
  asAccount(wish: BeginAccount): Promise<Begun | undefined>;
};

type Moved = NonNullable<Session['moved']>;

export const setCookies = (values: readonly string[]): string[] =>
  values.flatMap((value) => ['Set-Cookie', value]);

/** Refusals that a repetition may not meet: the guest stays known, so that there can be one. */
const PASSING: ReadonlySet<string> = new Set(['busy', 'outcome_unknown', 'unavailable', 'timeout']);
const REFUSED_MAX = 100;

export function createBeginnings(
  deps: Pick<IdentityDeps, 'db' | 'clock' | 'sessions' | 'adopt'>,
): Beginnings {
  const { db, clock, sessions, adopt } = deps;
  const { cookies } = sessions;

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

  return {
    present,

    asGuest(personId) {
      const issued = sessions.issue(guestPerson(personId), 0);
      const body = { session: present(issued.claims) };
      return withHeaders(body, setCookies([sessions.keepGuest(personId), issued.cookie]));
    },

    async asAccount({ accountId, renewed, guestId, remembered }) {
      const personId = accountPerson(accountId, []).personId;
      const isHere = guestId !== undefined && guestId === remembered;
      const adopted = guestId === undefined ? undefined : await adopt?.(guestId, personId, isHere);
      const account = await findAccount(db, accountId);
      if (account === undefined) return undefined;
      const roles = account.memberships.map((m) => [m.organizationId, m.role] as const);
      const issued = sessions.issue(accountPerson(accountId, roles), account.epoch);
      const stays = adopted?.refused.some(({ code }) => PASSING.has(code)) ?? false;
      const forgotten = isHere && !stays ? [cookies.clear(cookies.guest)] : [];
      const isEmpty = adopted === undefined || adopted.reservations + adopted.refused.length === 0;
      const moved = isEmpty
        ? undefined
        : { reservations: adopted.reservations, refused: adopted.refused.slice(0, REFUSED_MAX) };
      const session = present(issued.claims, account, moved);
      return withHeaders({ session }, setCookies([...renewed, ...forgotten, issued.cookie]));
    },
  };
}
