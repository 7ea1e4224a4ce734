/** Ways in besides a password: a passkey, and accounts that people have elsewhere. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { returnPath } from '../../paths.ts';
import { isRecord, isText, writeStored } from '../../purchase/stored.ts';
import { Button } from '../../ui/button.tsx';
import { askAuth } from './auth-client.ts';
import {
  askPasskey,
  canAutofillPasskeys,
  canUsePasskeys,
  type PasskeyProblem,
  stopAutofill,
} from './passkey.ts';
import type { Entering } from './use-entering.ts';
import { useFeatures } from './use-features.ts';

/** Where somebody goes on who comes back from a provider. */
export const RETURN_KEY = 'sign-in-return';

type OtherWaysProps = {
  readonly entering: Entering;
  /** For somebody without an account, who has no passkey for it either. */
  readonly isNew?: boolean;
};

export function OtherWays({ entering, isNew = false }: OtherWaysProps): ReactNode {
  const t = useTranslations('access');
  const features = useFeatures();
  const { passkeys = false, providers = [] } = features?.signIn ?? {};
  const hasPasskeys = !isNew && passkeys && canUsePasskeys();
  if (!hasPasskeys && providers.length === 0) return null;
  return (
    <div className="auth-ways">
      <p className="auth-or">{t('or')}</p>
      {hasPasskeys && <PasskeyButton entering={entering} />}
      <ProviderButtons providers={providers} />
    </div>
  );
}

type Problem = PasskeyProblem | undefined;

function PasskeyButton({ entering }: { readonly entering: Entering }): ReactNode {
  const t = useTranslations('access');
  const [problem, setProblem] = useState<Problem>();
  const { enter, answer } = entering;
  const latest = useRef(enter);
  latest.current = enter;
  // The browser offers passkeys in the field while this page is open; there is no event for that.
  useEffect(() => {
    let isOpen = true;
    async function offer(): Promise<void> {
      if (!(await canAutofillPasskeys()) || !isOpen) return;
      const asked = await askPasskey(true);
      if (asked.ok && isOpen) {
        await latest.current('passkey/verify-authentication', { response: asked.value });
      }
    }
    void offer();
    return () => {
      isOpen = false;
      void stopAutofill();
    };
  }, []);
  async function use(): Promise<void> {
    setProblem(undefined);
    const asked = await askPasskey();
    if (asked.ok) await enter('passkey/verify-authentication', { response: asked.value });
    else setProblem(asked.problem);
  }
  const shown = problem ?? (answer?.problem === 'passkey' ? 'unknown' : undefined);
  return (
    <>
      <Button size="large" wide onClick={() => void use()}>
        {t('passkey')}
      </Button>
      {shown !== undefined && (
        <p className="field-error" role="alert">
          {t(`passkeyProblem.${shown}`)}
        </p>
      )}
    </>
  );
}

type Providers = readonly { readonly id: string; readonly name: string }[];

function ProviderButtons({ providers }: { readonly providers: Providers }): ReactNode {
  const t = useTranslations('access');
  const [search] = useSearchParams();
  const [leaving, setLeaving] = useState('');
  const [isFailed, setFailed] = useState(false);
  async function leave(provider: string): Promise<void> {
    setLeaving(provider);
    setFailed(false);
    writeStored(RETURN_KEY, returnPath(search));
    const url = await wayTo('sign-in/social', provider);
    if (url !== undefined) location.assign(url);
    else setLeaving('');
    setFailed(url === undefined);
  }
  return (
    <>
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          size="large"
          wide
          data-provider={id}
          busy={leaving === id}
          onClick={() => void leave(id)}
        >
          {t('provider', { name })}
        </Button>
      ))}
      {isFailed && (
        <p className="field-error" role="alert">
          {t('providerProblem.failed')}
        </p>
      )}
    </>
  );
}

/** Its page for signing in; undefined when it is away. */
export async function wayTo(
  path: 'sign-in/social' | 'link-social',
  provider: string,
): Promise<string | undefined> {
  const answer = await askAuth(path, { provider });
  const url = answer.ok && isRecord(answer.body) ? answer.body['url'] : undefined;
  return isText(url) ? url : undefined;
}

/** What a provider, or the way back from it, says in the address. */
export function providerProblem(
  error: string | null,
): 'denied' | 'no_email' | 'not_linked' | 'taken' | 'failed' | undefined {
  if (error === null) return undefined;
  if (error === 'access_denied') return 'denied';
  if (error === 'email_not_found') return 'no_email';
  if (error === 'account_not_linked') return 'not_linked';
  return error === 'account_already_linked_to_different_user' ? 'taken' : 'failed';
}
