/** Signing in. What is held comes along. */
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths, returnPath } from '../../paths.ts';
import { isText, useStored } from '../../purchase/stored.ts';
import { EmailField, PasswordField } from './account-fields.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { useEntering } from './use-entering.ts';

export function Component(): ReactNode {
  const t = useTranslations('account');
  const entering = useEntering();
  const [search] = useSearchParams();
  const [email, setEmail] = useStored('sign-in-email', '', isText);
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const isRight = email.trim() !== '' && password !== '';
  return (
    <AuthFrame
      title={t('signIn')}
      submitText={t('signIn')}
      entering={entering}
      onSubmit={() => {
        setShown(true);
        if (isRight) void entering.enter('sign-in/email', { email: email.trim(), password });
        return isRight;
      }}
      footer={
        <p>
          {t('noAccount')} <Link to={paths.signUp(returnPath(search))}>{t('signUp')}</Link>
        </p>
      }
    >
      <EmailField
        value={email}
        onValue={setEmail}
        error={isShown && email.trim() === '' ? t('emailMissing') : undefined}
      />
      <PasswordField
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        error={isShown && password === '' ? t('passwordMissing') : undefined}
      />
    </AuthFrame>
  );
}
