/** Handlers about one's own account: what it is, what it prefers, its data, and its end. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { type Asker, type Handlers, type Person, withHeaders } from '../lib/handler.ts';
import { ok, refuse, type Refusal } from '../lib/result.ts';
import type { AccountDeps } from './account-deps.ts';
import { readAccount, updateAccount } from './account-page.ts';
import { deleteAccount } from './delete-account.ts';
import { isFresh } from './fresh.ts';

type Served = Pick<
  Handlers<ProductApi>,
  'readAccount' | 'updateAccount' | 'exportAccount' | 'deleteAccount'
>;

/** Whose route it is said that there is one. */
export const accountIdOf = ({ account }: Person): string => account?.id ?? '';

export function accountHandlers(deps: AccountDeps): Served {
  const { db, clock, sessions, accounts, revocations, personalData, onCommit } = deps;
  const { cookies } = sessions;

  const isFreshAt = async (asker: Asker | undefined): Promise<boolean> =>
    isFresh(await accounts.find(asker?.headers.cookie), clock.nowMs());

  async function answer(person: Person, asker: Asker | undefined) {
    const whose = { accountId: accountIdOf(person), fresh: await isFreshAt(asker) };
    const account = await readAccount(deps, whose);
    return account === undefined ? refuse('session_required') : ok({ account });
  }

  const stale = async (
    asker: Asker | undefined,
  ): Promise<Refusal<'fresh_sign_in_required'> | undefined> =>
    (await isFreshAt(asker)) ? undefined : refuse('fresh_sign_in_required');

  return {
    readAccount: (_input, person, _traceId, asker) => answer(person, asker),

    async updateAccount({ body }, person, _traceId, asker) {
      const updated = await updateAccount(deps, accountIdOf(person), body);
      return updated.ok ? answer(person, asker) : updated;
    },

    async exportAccount(_input, { personId }, _traceId, asker) {
      const refusal = await stale(asker);
      if (refusal !== undefined) return refusal;
      const file: Record<string, unknown> = {};
      for (const part of personalData) file[part.name] = await part.exportOf(db, personId);
      const exportedAt = new Date(clock.nowMs()).toISOString();
      return ok({ ...file, exportedAt, personId });
    },

    async deleteAccount({ body }, person, _traceId, asker) {
      const refusal = await stale(asker);
      if (refusal !== undefined) return refusal;
      const { losesTickets } = body;
      const accountId = accountIdOf(person);
      const deleted = await deleteAccount(deps, { accountId, losesTickets });
      if (!deleted.ok) return deleted;
      revocations.hear(deleted.value);
      onCommit();
      const gone = [cookies.account, cookies.session, cookies.guest].flatMap((name) => [
        'Set-Cookie',
        cookies.clear(name),
      ]);
      return ok(withHeaders({ deleted: true }, gone));
    },
  };
}
