/** Signing in: by password, passkey or an account elsewhere, in one step or two. What is held comes along. */
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths, returnPath } from '../../paths.ts';
import { isText, useStored } from '../../purchase/stored.ts';
import { useSession } from '../../session/use-session.ts';
import { EmailField, PasswordField } from './account-fields.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { OtherWays, providerProblem } from './other-ways.tsx';
import { SecondFactor } from './second-factor.tsx';
import { useEntering } from './use-entering.ts';
import { useFeatures } from './use-features.ts';

export function Component(): ReactNode {
  const t = useTranslations();
  const entering = useEntering();
  const { isAccount } = useSession();
  const features = useFeatures();
  const [search] = useSearchParams();
  const [email, setEmail] = useStored('sign-in-email', '', isText);
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const isRight = email.trim() !== '' && password !== '';
  const back = providerProblem(search.get('error'));
  const why = isAccount && search.has('return') ? t('access.prove') : undefined;
  if (entering.needsCode) return <SecondFactor entering={entering} />;
  return (
    <AuthFrame
      title={t('account.signIn')}
      submitText={t('account.signIn')}
      entering={entering}
      notice={back === undefined ? why : t(`access.providerProblem.${back}`)}
      onSubmit={() => {
        setShown(true);
        if (isRight) void entering.enter('sign-in/email', { email: email.trim(), password });
        return isRight;
      }}
      otherWays={<OtherWays entering={entering} />}
      footer={
        <>
          {features?.mail === true && (
            <p>
              <Link to={paths.forgotPassword()}>{t('access.forgot')}</Link>
            </p>
          )}
          <p>
            {t('account.noAccount')}{' '}
            <Link to={paths.signUp(returnPath(search))}>{t('account.signUp')}</Link>
          </p>
        </>
      }
    >
      <EmailField
        value={email}
        onValue={setEmail}
        autoComplete="username webauthn"
        error={isShown && email.trim() === '' ? t('account.emailMissing') : undefined}
      />
      <PasswordField
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        error={isShown && password === '' ? t('account.passwordMissing') : undefined}
      />
    </AuthFrame>
  );
}
