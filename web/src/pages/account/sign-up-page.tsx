/**
 * Making an account. Where mail is sent it comes to be by a link, and the page says the same whether the
 * address has one already; what somebody holds stays theirs meanwhile.
 */
import { passwordChars } from '@onsale/contract/account.ts';
import { accountRoutes } from '@onsale/contract/product-account.ts';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { isEmail } from '../../lib/email.ts';
import { useApi } from '../../main/app-services.ts';
import { paths, returnPath } from '../../paths.ts';
import { LoadingPage } from '../../purchase/page-states.tsx';
import { isText, useStored } from '../../purchase/stored.ts';
import { Field } from '../../ui/field.tsx';
import { EmailField, PasswordField } from './account-fields.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { CheckMail } from './check-mail.tsx';
import { OtherWays } from './other-ways.tsx';
import { type SendProblem, sendProblemOf } from './send-problem.ts';
import { useEntering } from './use-entering.ts';
import { useFeatures } from './use-features.ts';

export function Component(): ReactNode {
  const t = useTranslations();
  const entering = useEntering();
  const api = useApi();
  const features = useFeatures();
  const [search] = useSearchParams();
  const [name, setName] = useStored('sign-up-name', '', isText);
  const [email, setEmail] = useStored('sign-in-email', '', isText);
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [sending, setSending] = useState<SendProblem | 'busy' | 'sent'>();
  const problem = entering.answer?.problem;
  const wrong = {
    name: name.trim() === '',
    email: !isEmail(email.trim()),
    password: password.length < passwordChars.min,
  };
  const isRight = !wrong.name && !wrong.email && !wrong.password;
  const body = { name: name.trim(), email: email.trim(), password };

  async function ask(): Promise<void> {
    setSending('busy');
    const outcome = await api.call(accountRoutes.requestSignUp, { body });
    setSending(outcome.ok ? 'sent' : sendProblemOf(outcome.code));
  }
  if (features === undefined) return <LoadingPage />;
  if (sending === 'sent') {
    return <CheckMail email={email.trim()} onAgain={() => setSending(undefined)} />;
  }
  const failed = sending === 'busy' || sending === undefined ? undefined : sending;
  return (
    <AuthFrame
      title={t('account.signUp')}
      submitText={t('account.signUp')}
      entering={{
        ...entering,
        isBusy: entering.isBusy || sending === 'busy',
        answer: failed === undefined ? entering.answer : { ok: false, problem: failed },
      }}
      onSubmit={() => {
        setShown(true);
        if (isRight)
          void (features.signIn.confirmed ? ask() : entering.enter('sign-up/email', body));
        return isRight;
      }}
      otherWays={<OtherWays entering={entering} isNew />}
      footer={
        <p>
          {t('account.hasAccount')}{' '}
          <Link to={paths.signIn(returnPath(search))}>{t('account.signIn')}</Link>
        </p>
      }
    >
      <Field
        label={t('account.name')}
        autoComplete="name"
        maxLength={100}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={isShown && wrong.name ? t('account.nameMissing') : undefined}
      />
      <EmailField
        value={email}
        onValue={setEmail}
        error={
          (isShown && wrong.email) || problem === 'email'
            ? t(email.trim() === '' ? 'account.emailMissing' : 'account.emailInvalid')
            : problem === 'taken'
              ? t('account.emailTaken')
              : undefined
        }
      />
      <PasswordField
        autoComplete="new-password"
        value={password}
        onValue={setPassword}
        help={t('account.passwordHelp', { count: passwordChars.min })}
        error={
          (isShown && wrong.password) || problem === 'short' || problem === 'long'
            ? t('account.passwordShort', { count: passwordChars.min })
            : undefined
        }
      />
    </AuthFrame>
  );
}
