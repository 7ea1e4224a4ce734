/**
 * Who is using this browser: a guest, an account, or nobody yet. Looking around needs no session; it
 * begins with the first request that does (the client begins one by itself) or with `begin`.
 */
import { useQuery } from '@tanstack/react-query';
import { sessionRoutes } from '@onsale/contract/product-session.ts';
import type { Session } from '@onsale/contract/session.ts';
import { useCallback } from 'react';
import type { Outcome } from '../api/outcome.ts';
import { useApp } from '../main/app-services.ts';
import { deviceOwner, leaveDevice, mindDevice } from '../offline/device-owner.ts';
import { hasSessionHint, setSessionHint } from './hint.ts';
import { keepZone } from './zone.ts';

export const sessionKey = ['session'] as const;

export type UseSession = {
  /** Undefined while it is being asked for; null when there is none. */
  readonly session: Session | null | undefined;
  readonly isAccount: boolean;
  /** Begins one or renews it: also after signing in or up, when the session becomes the account's. */
  readonly begin: () => Promise<Outcome<typeof sessionRoutes.beginSession>>;
  /** Signs out; everything that was read as this person is forgotten. */
  readonly end: (everywhere?: boolean) => Promise<Outcome<typeof sessionRoutes.endSession>>;
};

export function useSession(): UseSession {
  const { api, queries } = useApp();
  const { data } = useQuery({
    queryKey: sessionKey,
    queryFn: async (): Promise<Session | null> => {
      if (!hasSessionHint()) return null;
      const outcome = await api.call(sessionRoutes.readSession);
      if (!outcome.ok) return null;
      mindDevice(outcome.value.session.personId);
      keepZone(outcome.value.session.timeZone);
      return outcome.value.session as Session;
    },
    staleTime: 60_000,
  });

  const begin = useCallback(async () => {
    const outcome = await api.call(sessionRoutes.beginSession);
    if (outcome.ok) {
      setSessionHint(true);
      mindDevice(outcome.value.session.personId);
      keepZone(outcome.value.session.timeZone);
      queries.setQueryData(sessionKey, outcome.value.session);
    }
    return outcome;
  }, [api, queries]);

  const end = useCallback(
    async (everywhere = false) => {
      const query = everywhere ? ({ everywhere: 'true' } as const) : {};
      const outcome = await api.call(sessionRoutes.endSession, { query });
      if (outcome.ok) {
        setSessionHint(false);
        keepZone(undefined);
        if (deviceOwner() !== undefined) await leaveDevice();
        queries.clear();
        queries.setQueryData(sessionKey, null);
      }
      return outcome;
    },
    [api, queries],
  );

  return { session: data, isAccount: data?.kind === 'account', begin, end };
}
