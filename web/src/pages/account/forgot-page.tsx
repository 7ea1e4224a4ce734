/** Asking for a link to set a new password. What it answers does not say who has an account. */
import { accountRoutes } from '@onsale/contract/product-account.ts';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { isEmail } from '../../lib/email.ts';
import { useApi } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { isText, useStored } from '../../purchase/stored.ts';
import { Notice } from '../../ui/notice.tsx';
import { EmailField } from './account-fields.tsx';
import { FormCard } from './form-card.tsx';
import { type SendProblem, sendProblemOf } from './send-problem.ts';
import { useFeatures } from './use-features.ts';

export function Component(): ReactNode {
  const t = useTranslations();
  const api = useApi();
  const features = useFeatures();
  const [email, setEmail] = useStored('sign-in-email', '', isText);
  const [isShown, setShown] = useState(false);
  const [sending, setSending] = useState<SendProblem | 'busy' | 'sent'>();
  const isRight = isEmail(email.trim());
  async function ask(): Promise<void> {
    setSending('busy');
    const body = { email: email.trim() };
    const outcome = await api.call(accountRoutes.requestPasswordReset, { body });
    setSending(outcome.ok ? 'sent' : sendProblemOf(outcome.code));
  }
  const title = t('access.forgotTitle');
  const toSignIn = <Link to={paths.signIn()}>{t('account.signIn')}</Link>;
  if (features?.mail === false || sending === 'sent') {
    const text =
      sending === 'sent' ? t('access.forgotSent', { email: email.trim() }) : t('access.noMail');
    return (
      <div className="page page-narrow">
        <title>{`${title} · ${t('site.name')}`}</title>
        <Notice
          level="h1"
          size="large"
          title={sending === 'sent' ? t('access.checkTitle') : title}
          actions={toSignIn}
        >
          <p role="status">{text}</p>
        </Notice>
      </div>
    );
  }
  return (
    <FormCard
      title={title}
      submitText={t('access.forgotSend')}
      isBusy={sending === 'busy'}
      problem={
        sending === undefined || sending === 'busy' ? undefined : t(`account.problem.${sending}`)
      }
      onSubmit={() => {
        setShown(true);
        if (isRight) void ask();
        return isRight;
      }}
      footer={<p>{toSignIn}</p>}
    >
      <p>{t('access.forgotText')}</p>
      <EmailField
        value={email}
        onValue={setEmail}
        error={
          isShown && !isRight
            ? t(email.trim() === '' ? 'account.emailMissing' : 'account.emailInvalid')
            : undefined
        }
      />
    </FormCard>
  );
}
