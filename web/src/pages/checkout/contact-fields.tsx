/** Whom the tickets are for: the e-mail address of a guest, or the account. */
import type { Session } from '@onsale/contract/session.ts';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { Field } from '../../ui/field.tsx';
import type { Form } from './use-form.ts';
import type { Trouble } from './use-paying.ts';

type ContactFieldsProps = {
  readonly form: Form;
  readonly session: Session | null | undefined;
  readonly trouble: Trouble | undefined;
};

/** Fields that the server has found wrong. */
function fieldsOf(trouble: Trouble | undefined): string {
  if (trouble?.kind !== 'refused' || trouble.refused.code !== 'invalid_request') return '';
  return JSON.stringify(trouble.refused.details['fields'] ?? '');
}

export function ContactFields({ form, session, trouble }: ContactFieldsProps): ReactNode {
  const t = useTranslations('checkout');
  const { pathname } = useLocation();
  const { errors, isShown } = form;
  const refused = fieldsOf(trouble);
  const emailError = isShown && errors.email !== undefined ? errors.email : undefined;
  return (
    <fieldset className="checkout-card">
      <legend>{t('contact')}</legend>
      {session?.kind === 'account' ? (
        <p className="checkout-hint">{t('signedInAs', { name: session.name ?? '' })}</p>
      ) : (
        <p className="checkout-hint">
          {t('asGuest')} <Link to={paths.signIn(pathname)}>{t('signIn')}</Link>
        </p>
      )}
      <Field
        label={t('email')}
        type="email"
        name="email"
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        required
        value={form.email}
        onChange={({ target }) => form.setEmail(target.value)}
        help={t('emailHelp')}
        error={
          emailError !== undefined
            ? t(emailError === 'missing' ? 'emailMissing' : 'emailInvalid')
            : refused.includes('email')
              ? t('emailInvalid')
              : undefined
        }
      />
      <Field
        label={t('name')}
        name="name"
        autoComplete="name"
        maxLength={100}
        value={form.name}
        onChange={({ target }) => form.setName(target.value)}
        error={refused.includes('name') ? t('nameInvalid') : undefined}
      />
    </fieldset>
  );
}
