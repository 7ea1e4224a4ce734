/** Making an account. */
import { passwordChars } from '@onsale/contract/account.ts';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { isEmail } from '../../lib/email.ts';
import { paths, returnPath } from '../../paths.ts';
import { isText, useStored } from '../../purchase/stored.ts';
import { Field } from '../../ui/field.tsx';
import { EmailField, PasswordField } from './account-fields.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { useEntering } from './use-entering.ts';

export function Component(): ReactNode {
  const t = useTranslations('account');
  const entering = useEntering();
  const [search] = useSearchParams();
  const [name, setName] = useStored('sign-up-name', '', isText);
  const [email, setEmail] = useStored('sign-in-email', '', isText);
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const problem = entering.answer?.problem;
  const wrong = {
    name: name.trim() === '',
    email: !isEmail(email.trim()),
    password: password.length < passwordChars.min,
  };
  const isRight = !wrong.name && !wrong.email && !wrong.password;
  return (
    <AuthFrame
      title={t('signUp')}
      submitText={t('signUp')}
      entering={entering}
      onSubmit={() => {
        setShown(true);
        if (isRight) {
          const body = { name: name.trim(), email: email.trim(), password };
          void entering.enter('sign-up/email', body);
        }
        return isRight;
      }}
      footer={
        <p>
          {t('hasAccount')} <Link to={paths.signIn(returnPath(search))}>{t('signIn')}</Link>
        </p>
      }
    >
      <Field
        label={t('name')}
        autoComplete="name"
        maxLength={100}
        required
        value={name}
        onChange={({ target }) => setName(target.value)}
        error={isShown && wrong.name ? t('nameMissing') : undefined}
      />
      <EmailField
        value={email}
        onValue={setEmail}
        error={
          (isShown && wrong.email) || problem === 'email'
            ? t(email.trim() === '' ? 'emailMissing' : 'emailInvalid')
            : problem === 'taken'
              ? t('emailTaken')
              : undefined
        }
      />
      <PasswordField
        autoComplete="new-password"
        value={password}
        onValue={setPassword}
        help={t('passwordHelp', { count: passwordChars.min })}
        error={
          (isShown && wrong.password) || problem === 'short' || problem === 'long'
            ? t('passwordShort', { count: passwordChars.min })
            : undefined
        }
      />
    </AuthFrame>
  );
}
