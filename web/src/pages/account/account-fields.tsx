/** The two fields that signing in and signing up share. What is wrong with them is the page's to say. */
import { passwordChars } from '@onsale/contract/account.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Field } from '../../ui/field.tsx';

type AccountFieldProps = {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error: string | undefined;
};

type EmailFieldProps = AccountFieldProps & {
  readonly label?: string;
  readonly autoComplete?: string;
};

export function EmailField(props: EmailFieldProps): ReactNode {
  const { value, onValue, error, label, autoComplete = 'username' } = props;
  const t = useTranslations('account');
  return (
    <Field
      label={label ?? t('email')}
      type="email"
      autoComplete={autoComplete}
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={254}
      required
      value={value}
      onChange={({ target }) => onValue(target.value)}
      error={error}
    />
  );
}

type PasswordFieldProps = AccountFieldProps & {
  readonly autoComplete: 'current-password' | 'new-password';
  readonly help?: string;
  readonly label?: string;
};

export function PasswordField(props: PasswordFieldProps): ReactNode {
  const { value, onValue, error, autoComplete, help, label } = props;
  const t = useTranslations('account');
  return (
    <Field
      label={label ?? t('password')}
      type="password"
      autoComplete={autoComplete}
      maxLength={passwordChars.max}
      required
      value={value}
      onChange={({ target }) => onValue(target.value)}
      help={help}
      error={error}
    />
  );
}
