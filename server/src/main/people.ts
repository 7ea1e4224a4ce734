/** Identity in a process: opened with the context, handed to HTTP, kept up to date by loops. */
import type { AppOptions } from '../http/create-app.ts';
import type { Identity } from '../identity/identity.ts';
import type { SessionsEnded } from '../identity/revocations.ts';
import { identityRoutes, type IdentityRoutes } from '../identity/routes.ts';
import { adoptReservations } from '../inventory/adopt-reservations.ts';
import { adoptSubscriptions } from '../push/adopt-subscriptions.ts';
import { adoptReminders } from '../reminders/adopt-reminders.ts';
import { adoptTransfers } from '../transfers/adopt-transfers.ts';
import { adoptWaitlist } from '../waitlist/adopt-waitlist.ts';
import type { OutboxRow } from '../outbox/tail.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Context } from './context.ts';
import { guestLinkDoors } from './guest-links.ts';
import { personalData } from './personal-data.ts';

type Door = Required<Pick<AppOptions, 'checkSession' | 'origin' | 'accounts'>>;

/** What the application needs in order to know people. */
export function peopleDoor({ config, identity }: Context): Door {
  const { publicOrigin, secureCookies } = config.people;
  const { accounts, signInLimits, passwords, sessions, offers } = identity;
  return {
    checkSession: (cookie) => sessions.check(cookie),
    origin: { publicOrigin, secure: secureCookies },
    accounts: {
      accounts,
      limits: signInLimits,
      passwords,
      offers: { passkeys: offers.passkeys, providers: offers.providers.length > 0 },
      isProven: (cookie, hasPassword) => identity.isProven(cookie, hasPassword),
    },
  };
}

export function peopleRoutes(context: Context): IdentityRoutes {
  const { db, clock, ids, identity, limiter, committed } = context;
  return identityRoutes({
    db,
    clock,
    ids,
    limiter,
    ...identity,
    ...guestLinkDoors(db),
    publicOrigin: context.config.people.publicOrigin,
    personalData,
    async adopt(from, to, isHere) {
      // Places in waiting rooms first: whoever is let in may go on buying.
      await context.queue.core.adopt(from, to, () => context.ids.next());
      if (isHere) await adoptSubscriptions(db, from, to);
      await adoptTransfers(db, from, to);
      await adoptReminders(db, from, to);
      const adoption = await adoptReservations(context, from, to);
      await adoptWaitlist(db, from, to);
      return adoption;
    },
    onCommit: () => committed.wake(),
  });
}

/** True: the row was about sessions, which concern no event. */
export function hearSessions({ revocations }: Identity, { payload }: OutboxRow): boolean {
  const told = payload as SessionsEnded | { readonly kind: 'other' };
  if (told.kind !== 'sessions') return false;
  revocations.hear(told);
  return true;
}

export function registerPeople(metrics: Metrics, { passwords }: Identity): void {
  metrics.gauge('identity_password_hashes', 'Passwords being hashed or waiting for it.', () =>
    passwords.depth(),
  );
}
