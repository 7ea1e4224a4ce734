/** Binds the routes about who is asking, and says what identity needs. */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { AccountDeps } from './account-deps.ts';
import { accountHandlers } from './account-handlers.ts';
import type { Accounts } from './accounts.ts';
import { type ContinueDeps, continueHandler } from './continue-session.ts';
import { letterHandlers } from './letter-handlers.ts';
import type { Revocations } from './revocations.ts';
import { sessionHandlers } from './session-handlers.ts';
import type { Sessions } from './sessions.ts';

/**
 * Moves what a guest holds to an account. Doing it twice moves nothing more. `isHere`: the guest is this
 * very browser; notifications of a device elsewhere must not become those of the account.
 */
export type Adopt = (
  fromPersonId: string,
  toPersonId: string,
  isHere: boolean,
) => Promise<{
  readonly reservations: number;
  readonly refused: readonly {
    readonly eventId: number;
    readonly reservationId: string;
    readonly code: string;
  }[];
}>;

export type IdentityDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly accounts: Pick<Accounts, 'find' | 'signOut'>;
  readonly revocations: Pick<Revocations, 'hear'>;
  /** The inventory's; without it, signing in moves nothing. */
  readonly adopt?: Adopt;
  /** Something was committed that the outbox has to tell. */
  readonly onCommit: () => void;
  readonly random?: (bytes: number) => Buffer;
};

export type IdentityRoutes = ReturnType<typeof sessionHandlers> &
  ReturnType<typeof continueHandler> &
  ReturnType<typeof accountHandlers> &
  ReturnType<typeof letterHandlers>;

/** What needs letters is served where letters are sent. */
export function identityRoutes(deps: ContinueDeps & AccountDeps): IdentityRoutes {
  const { letters } = deps;
  return {
    ...sessionHandlers(deps),
    ...continueHandler(deps),
    ...accountHandlers(deps),
    ...(letters !== undefined && letterHandlers({ ...deps, letters })),
  };
}
