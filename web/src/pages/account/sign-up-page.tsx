/** Making an account. */
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths, returnPath } from '../../paths.ts';
import { isText, useStored } from '../../purchase/stored.ts';
import { Field } from '../../ui/field.tsx';
import { AuthFrame } from './auth-frame.tsx';
import { useEntering } from './use-entering.ts';

/** As the server has it. */
const PASSWORD_MIN = 10;
const emailPattern = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

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
    email: !emailPattern.test(email.trim()),
    password: password.length < PASSWORD_MIN,
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
      <Field
        label={t('email')}
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        required
        value={email}
        onChange={({ target }) => setEmail(target.value)}
        error={
          (isShown && wrong.email) || problem === 'email'
            ? t(email.trim() === '' ? 'emailMissing' : 'emailInvalid')
            : problem === 'taken'
              ? t('emailTaken')
              : undefined
        }
      />
      <Field
        label={t('password')}
        type="password"
        autoComplete="new-password"
        maxLength={128}
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
        help={t('passwordHelp', { count: PASSWORD_MIN })}
        error={
          (isShown && wrong.password) || problem === 'short' || problem === 'long'
            ? t('passwordShort', { count: PASSWORD_MIN })
            : undefined
        }
      />
    </AuthFrame>
  );
}
