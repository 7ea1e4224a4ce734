/** One's own account as the page shows it, and changing it. */
import { useQuery } from '@tanstack/react-query';
import { type Account, accountRoutes } from '@onsale/contract/product-account.ts';
import { valueOf } from '../../api/outcome.ts';
import { useApp } from '../../main/app-services.ts';
import { useSession } from '../../session/use-session.ts';

const accountKey = ['account'] as const;

export type UseAccount = {
  /** Undefined while it is being asked for. */
  readonly account: Account | undefined;
  readonly isFailed: boolean;
  /** Reads it anew, after something was changed; the session may be another one then. */
  readonly refresh: () => Promise<void>;
};

export function useAccount(): UseAccount {
  const { api, queries } = useApp();
  const { begin, isAccount } = useSession();
  const { data, isError } = useQuery({
    queryKey: accountKey,
    queryFn: async ({ signal }): Promise<Account> =>
      (await valueOf(api.call(accountRoutes.readAccount, { signal }))).account as Account,
    enabled: isAccount,
  });
  return {
    account: data,
    isFailed: isError,
    async refresh() {
      await begin();
      await queries.invalidateQueries({ queryKey: accountKey });
    },
  };
}
