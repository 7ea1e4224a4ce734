/** What the link of a letter does here: asked first, done when somebody has agreed. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { sessionRoutes } from '@onsale/contract/product-session.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type AnyCode, CallError, valueOf } from '../../api/outcome.ts';
import { useApp } from '../../main/app-services.ts';
import { guestLink } from '../../session/link-token.ts';
import { sessionKey, useSession } from '../../session/use-session.ts';

export type Continued = BodyOf<typeof sessionRoutes.continueSession>;

const KEY = 'continue';

export type UseLink = {
  /** Undefined while it is being asked for. */
  readonly told: Continued | undefined;
  readonly error: Error | null;
  readonly askAgain: () => void;
  readonly isBusy: boolean;
  readonly problem: AnyCode | undefined;
  /** How much could not be moved; to be read before going on. */
  readonly left: number;
  readonly open: () => Promise<void>;
  readonly goOn: () => void;
};

const isRead = (key: unknown): boolean => key !== sessionKey[0] && key !== KEY;

/** It was no link of ours, or its time is over. */
export const isOver = (error: Error | null): boolean =>
  error instanceof CallError &&
  (error.refusal.code === 'link_invalid' || error.refusal.code === 'invalid_request');

export function useLink(link: string): UseLink {
  const { api } = useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { begin } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AnyCode>();
  const [left, setLeft] = useState(0);
  const { data, error, refetch } = useQuery({
    queryKey: [KEY, link],
    queryFn: async ({ signal }): Promise<Continued> =>
      valueOf(api.call(sessionRoutes.continueSession, { body: { link }, signal })),
    // Whoever signs in and comes back is told something else.
    refetchOnMount: 'always',
    retry: false,
    gcTime: 0,
  });

  const goOn = (): void => {
    guestLink.forget();
    void navigate(data?.to ?? '/', { replace: true });
  };

  async function open(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    const outcome = await api.call(sessionRoutes.continueSession, { body: { link, open: true } });
    // The cookies are there; the rest of the page has to hear who it is now.
    const begun = outcome.ok ? await begin() : outcome;
    if (!outcome.ok || !begun.ok) {
      setBusy(false);
      setProblem(begun.ok ? 'internal' : begun.code);
      return;
    }
    guestLink.forget();
    // What was read before was somebody else's. This page goes, and need not ask again.
    queries.removeQueries({ type: 'inactive' });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => isRead(queryKey[0]) });
    setBusy(false);
    const refused = outcome.value.session?.moved?.refused.length ?? 0;
    if (refused > 0) setLeft(refused);
    else goOn();
  }

  return { told: data, error, askAgain: () => void refetch(), isBusy, problem, left, open, goOn };
}
