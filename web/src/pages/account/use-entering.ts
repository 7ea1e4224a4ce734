/**
 * What follows signing in, in whatever way: the session becomes the account's, what the guest held comes
 * along, and the page speaks the account's language. Where something could not come, the page says so
 * before it goes on.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Session } from '@onsale/contract/session.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { returnPath } from '../../paths.ts';
import { isRecord } from '../../purchase/stored.ts';
import { sessionKey, useSession } from '../../session/use-session.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { type AuthAnswer, type AuthPath, askAuth } from './auth-client.ts';

export type Refused = NonNullable<Session['moved']>['refused'];

export type Entering = {
  readonly isBusy: boolean;
  readonly answer: Extract<AuthAnswer, { ok: false }> | undefined;
  /** The password was right, and a code is needed as well. */
  readonly needsCode: boolean;
  /** Holds that stayed behind; to be read before going on. */
  readonly left: Refused;
  readonly goOn: () => void;
  readonly enter: (path: AuthPath, body: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Somebody is signed in already: the rest of it. */
  readonly finish: () => Promise<void>;
  /** Back to the beginning, after too many wrong codes. */
  readonly startOver: () => void;
};

/** @param to where to go then; what the address asks for when absent */
export function useEntering(to?: string): Entering {
  const t = useTranslations('account');
  const { begin } = useSession();
  const { language, setLanguage } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { show } = useToasts();
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Entering['answer']>();
  const [needsCode, setNeedsCode] = useState(search.get('step') === 'two-factor');
  const [left, setLeft] = useState<Refused>([]);
  const goOn = (): void => void navigate(to ?? returnPath(search), { replace: true });

  async function finish(): Promise<void> {
    setBusy(true);
    const begun = await begin();
    setBusy(false);
    if (!begun.ok) {
      setAnswer({ ok: false, problem: begun.code === 'network' ? 'network' : 'failed' });
      return;
    }
    // Everything that was read as a guest is another person's now.
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    const { name = '', moved, language: preferred } = begun.value.session;
    if (preferred !== undefined && preferred !== language) setLanguage(preferred);
    const count = moved?.reservations ?? 0;
    show(count > 0 ? t('movedSeats', { name, count }) : t('welcome', { name }), 'positive');
    if (moved !== undefined && moved.refused.length > 0) setLeft([...moved.refused]);
    else goOn();
  }

  async function enter(path: AuthPath, body: Readonly<Record<string, unknown>>): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setAnswer(undefined);
    const answered = await askAuth(path, body);
    setBusy(false);
    if (!answered.ok) {
      setAnswer(answered);
    } else if (isRecord(answered.body) && answered.body['twoFactorRedirect'] === true) {
      setNeedsCode(true);
    } else {
      await finish();
    }
  }

  function startOver(): void {
    setNeedsCode(false);
    setAnswer(undefined);
  }
  return { isBusy, answer, needsCode, left, goOn, enter, finish, startOver };
}
