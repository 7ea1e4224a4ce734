/**
 * What follows signing in or up: the session becomes the account's, and what the guest held comes along.
 * Where something could not, the page says so before it goes on.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Session } from '@onsale/contract/session.ts';
import { returnPath } from '../../paths.ts';
import { sessionKey, useSession } from '../../session/use-session.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { type AuthAnswer, askAuth } from './auth-client.ts';

export type Refused = NonNullable<Session['moved']>['refused'];

export type Entering = {
  readonly isBusy: boolean;
  readonly answer: Extract<AuthAnswer, { ok: false }> | undefined;
  /** Holds that stayed behind; to be read before going on. */
  readonly left: Refused;
  readonly goOn: () => void;
  readonly enter: (
    path: 'sign-in/email' | 'sign-up/email',
    body: Readonly<Record<string, string>>,
  ) => Promise<void>;
};

export function useEntering(): Entering {
  const t = useTranslations('account');
  const { begin } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { show } = useToasts();
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Entering['answer']>();
  const [left, setLeft] = useState<Refused>([]);
  const goOn = (): void => void navigate(returnPath(search), { replace: true });

  async function enter(
    path: 'sign-in/email' | 'sign-up/email',
    body: Readonly<Record<string, string>>,
  ) {
    if (isBusy) return;
    setBusy(true);
    setAnswer(undefined);
    const answered = await askAuth(path, body);
    if (!answered.ok) {
      setBusy(false);
      setAnswer(answered);
      return;
    }
    const begun = await begin();
    setBusy(false);
    if (!begun.ok) {
      setAnswer({ ok: false, problem: begun.code === 'network' ? 'network' : 'failed' });
      return;
    }
    // Everything that was read as a guest is another person's now.
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    const { name = '', moved } = begun.value.session;
    const count = moved?.reservations ?? 0;
    show(count > 0 ? t('movedSeats', { name, count }) : t('welcome', { name }), 'positive');
    if (moved !== undefined && moved.refused.length > 0) setLeft([...moved.refused]);
    else goOn();
  }
  return { isBusy, answer, left, goOn, enter };
}
