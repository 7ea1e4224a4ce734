/**
 * Deletes an account: its ways in, devices, roles and address are gone with the commit, and every module
 * removes what it may. What has to be kept (orders, for the books) stays under an id that belongs to
 * nobody any more; what may be removed only later is left to a worker.
 */
import type { Db, Tx } from '../lib/db.ts';
import { ok, refuse, type Result } from '../lib/result.ts';
import type { AccountDeps } from './account-deps.ts';
import { accountPerson } from './claims.ts';
import { endTokens } from './end-sessions.ts';
import type { PersonalData } from './personal-data.ts';
import type { AccountEpoch } from './revocations.ts';
import * as account from './sql/account.ts';
import { tellOwner } from './tell-owner.ts';

type Deps = Pick<AccountDeps, 'db' | 'ids' | 'letters' | 'personalData'>;

type Code = 'tickets_upcoming' | 'payment_in_progress' | 'session_required';

export type Deleting = {
  readonly accountId: string;
  /** The person knows that tickets for events to come can only be reached by what was mailed. */
  readonly losesTickets: boolean;
};

/** After the commit, `Revocations.hear` what it answers. */
export function deleteAccount(deps: Deps, deleting: Deleting): Promise<Result<AccountEpoch, Code>> {
  const { db, personalData } = deps;
  const { accountId, losesTickets } = deleting;
  const { personId } = accountPerson(accountId, []);
  return db.transaction(async (tx) => {
    const [owner] = await tx.query(account.lockOwner, [accountId]);
    if (owner === undefined) return refuse('session_required');
    for (const part of personalData) {
      if ((await part.isBusy?.(tx, personId)) === true) return refuse('payment_in_progress');
    }
    const tickets = await countUpcoming(tx, personalData, personId);
    if (tickets > 0 && !losesTickets) return refuse('tickets_upcoming', { tickets });
    await tellOwner(deps, tx, owner, 'deleted');
    const isLeft = await forget(tx, personalData, personId);
    await tx.query(account.deleteChallenges, [accountId]);
    await tx.query(account.deleteUser, [accountId]);
    await tx.query(account.insertForgotten, [personId, isLeft]);
    return ok(await endTokens(tx, accountId));
  });
}

export async function countUpcoming(
  db: Pick<Tx, 'query'>,
  personalData: readonly PersonalData[],
  personId: string,
): Promise<number> {
  let tickets = 0;
  for (const part of personalData) tickets += (await part.upcomingTickets?.(db, personId)) ?? 0;
  return tickets;
}

async function forget(
  tx: Tx,
  personalData: readonly PersonalData[],
  personId: string,
): Promise<boolean> {
  let isLeft = false;
  for (const part of personalData) isLeft = (await part.forget?.(tx, personId)) || isLeft;
  return isLeft;
}

/** People looked at in one go. */
const PEOPLE_MAX = 20;

/** Removes what could not be removed when the account was deleted. True: there may be more. */
export function forgetLater(db: Db, personalData: readonly PersonalData[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    const people = await tx.query(account.takeForgotten, [PEOPLE_MAX]);
    for (const { personId } of people) {
      await tx.query(account.lookAgain, [personId, await forget(tx, personalData, personId)]);
    }
    return people.length === PEOPLE_MAX;
  });
}
