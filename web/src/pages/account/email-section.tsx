/** The e-mail address: whether it is confirmed, confirming it, changing it. */
import { type Account, accountRoutes } from '@onsale/contract/product-account.ts';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { isEmail } from '../../lib/email.ts';
import { useApi } from '../../main/app-services.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmailField } from './account-fields.tsx';
import { SignInAgain } from './settings-card.tsx';
import { useFeatures } from './use-features.ts';

type EmailProps = { readonly account: Account; readonly onChanged: () => Promise<void> };

export function EmailSection({ account }: EmailProps): ReactNode {
  const t = useTranslations('settings');
  const { email, emailVerified } = account;
  const hasMail = useFeatures()?.mail === true;
  return (
    <>
      <p className="settings-line">
        <span>{email}</span>
        <Badge tone={emailVerified ? 'positive' : 'warning'}>
          {emailVerified ? t('verified') : t('unverified')}
        </Badge>
      </p>
      {hasMail && !emailVerified && <Verify email={email} />}
      {hasMail && <Change />}
    </>
  );
}

function Verify({ email }: { readonly email: string }): ReactNode {
  const t = useTranslations();
  const api = useApi();
  const [message, setMessage] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  async function send(): Promise<void> {
    setBusy(true);
    const outcome = await api.call(accountRoutes.requestVerification);
    setBusy(false);
    setMessage(outcome.ok ? t('settings.verifySent', { email }) : t(`errors.${outcome.code}`));
  }
  return (
    <>
      <p className="account-note">{t('settings.verifyText', { email })}</p>
      <Button busy={isBusy} onClick={() => void send()}>
        {t('settings.verify')}
      </Button>
      <p role="status">{message}</p>
    </>
  );
}

function Change(): ReactNode {
  const t = useTranslations();
  const api = useApi();
  const [email, setEmail] = useState('');
  const [isTold, setTold] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isStale, setStale] = useState(false);
  const [message, setMessage] = useState<string>();
  const isRight = isEmail(email.trim());
  async function send(sent: SubmitEvent<HTMLFormElement>): Promise<void> {
    sent.preventDefault();
    setTold(true);
    setMessage(undefined);
    if (!isRight) return;
    setBusy(true);
    const body = { email: email.trim() };
    const outcome = await api.call(accountRoutes.requestEmailChange, { body });
    setBusy(false);
    setStale(!outcome.ok && outcome.code === 'fresh_sign_in_required');
    if (outcome.ok) setMessage(t('settings.changeSent', { email: email.trim() }));
    else if (outcome.code !== 'fresh_sign_in_required') setMessage(t(`errors.${outcome.code}`));
  }
  return (
    <Disclosure title={t('settings.changeEmail')}>
      <form className="settings-form" noValidate onSubmit={(sent) => void send(sent)}>
        <p className="account-note">{t('settings.changeText')}</p>
        <EmailField
          label={t('settings.newEmail')}
          autoComplete="email"
          value={email}
          onValue={setEmail}
          error={isTold && !isRight ? t('account.emailInvalid') : undefined}
        />
        {isStale && <SignInAgain section="profile" />}
        <Button type="submit" busy={isBusy}>
          {t('settings.changeSend')}
        </Button>
        <p role="status">{message}</p>
      </form>
    </Disclosure>
  );
}
