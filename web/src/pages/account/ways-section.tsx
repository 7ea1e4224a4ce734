/** Ways to sign in: the password, passkeys, accounts elsewhere. The last one cannot be taken away. */
import { type Account, accountRoutes } from '@onsale/contract/product-account.ts';
import { passwordChars } from '@onsale/contract/account.ts';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useApi } from '../../main/app-services.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { PasswordField } from './account-fields.tsx';
import { type AuthProblem, askAuth } from './auth-client.ts';
import { providerProblem, wayTo } from './other-ways.tsx';
import { PasskeyList } from './passkey-list.tsx';
import { Problem, SettingsCard } from './settings-card.tsx';
import { useFeatures } from './use-features.ts';

type WaysProps = { readonly account: Account; readonly onChanged: () => Promise<void> };

export function WaysSection({ account, onChanged }: WaysProps): ReactNode {
  const t = useTranslations('settings');
  const hasPassword = account.signIns.some(({ provider }) => provider === 'credential');
  return (
    <SettingsCard id="ways" title={t('ways')}>
      {hasPassword ? (
        <ChangePassword onChanged={onChanged} />
      ) : (
        <SetPassword email={account.email} />
      )}
      <PasskeyList />
      <Providers account={account} onChanged={onChanged} />
    </SettingsCard>
  );
}

function ChangePassword({ onChanged }: Pick<WaysProps, 'onChanged'>): ReactNode {
  const t = useTranslations();
  const { show } = useToasts();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const [isTold, setTold] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AuthProblem>();
  const isRight = current !== '' && fresh.length >= passwordChars.min;
  async function change(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setTold(true);
    setProblem(undefined);
    if (!isRight) return;
    setBusy(true);
    const body = { currentPassword: current, newPassword: fresh };
    const answer = await askAuth('change-password', body);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    setCurrent('');
    setFresh('');
    setTold(false);
    await onChanged();
    show(t('settings.passwordChanged'), 'positive');
  }
  const missing = isTold && current === '' ? t('account.passwordMissing') : undefined;
  const isShort = isTold && fresh.length < passwordChars.min;
  return (
    <Disclosure title={t('settings.passwordChange')}>
      <form className="settings-form" noValidate onSubmit={(sent) => void change(sent)}>
        <PasswordField
          label={t('settings.currentPassword')}
          autoComplete="current-password"
          value={current}
          onValue={setCurrent}
          error={problem === 'wrong' ? t('account.problem.wrong') : missing}
        />
        <PasswordField
          label={t('settings.newPassword')}
          autoComplete="new-password"
          value={fresh}
          onValue={setFresh}
          help={t('account.passwordHelp', { count: passwordChars.min })}
          error={isShort ? t('account.passwordShort', { count: passwordChars.min }) : undefined}
        />
        {problem !== undefined && problem !== 'wrong' && <Problem problem={problem} />}
        <Button type="submit" busy={isBusy}>
          {t('settings.save')}
        </Button>
      </form>
    </Disclosure>
  );
}

function SetPassword({ email }: { readonly email: string }): ReactNode {
  const t = useTranslations();
  const api = useApi();
  const hasMail = useFeatures()?.mail === true;
  const [message, setMessage] = useState<string>();
  async function send(): Promise<void> {
    const outcome = await api.call(accountRoutes.requestPasswordReset, { body: { email } });
    setMessage(outcome.ok ? t('settings.verifySent', { email }) : t(`errors.${outcome.code}`));
  }
  return (
    <>
      <p className="account-note">{t('settings.passwordNone')}</p>
      {hasMail && <Button onClick={() => void send()}>{t('settings.passwordSet')}</Button>}
      <p role="status">{message}</p>
    </>
  );
}

function Providers({ account, onChanged }: WaysProps): ReactNode {
  const t = useTranslations();
  const providers = useFeatures()?.signIn.providers ?? [];
  const [search] = useSearchParams();
  const { show } = useToasts();
  const [problem, setProblem] = useState<AuthProblem>();
  const back = providerProblem(search.get('error'));
  if (providers.length === 0) return null;

  async function connect(id: string): Promise<void> {
    setProblem(undefined);
    const url = account.fresh ? await wayTo('link-social', id) : undefined;
    if (url !== undefined) location.assign(url);
    else setProblem(account.fresh ? 'failed' : 'stale');
  }
  async function disconnect(signIn: string, name: string): Promise<void> {
    setProblem(undefined);
    const answer = await askAuth('unlink-account', { accountId: signIn });
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    await onChanged();
    show(t('settings.disconnected', { name }), 'positive');
  }
  return (
    <div className="settings-part">
      <h3>{t('settings.providers')}</h3>
      {back !== undefined && (
        <p className="field-error" role="alert">
          {t(`access.providerProblem.${back}`)}
        </p>
      )}
      <ul className="device-list">
        {providers.map(({ id, name }) => {
          const own = account.signIns.find(({ provider }) => provider === id);
          return (
            <li key={id}>
              <strong>{name}</strong>
              {own === undefined ? (
                <Button
                  size="small"
                  aria-label={t('settings.connect', { name })}
                  onClick={() => void connect(id)}
                >
                  {t('settings.connect', { name })}
                </Button>
              ) : (
                <Button size="small" onClick={() => void disconnect(own.id, name)}>
                  {t('settings.disconnect', { name })}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {problem !== undefined && <Problem problem={problem} />}
    </div>
  );
}
