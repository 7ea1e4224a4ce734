/** What the link would do in this browser, with the one button that does it. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { useSession } from '../../session/use-session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Continued, UseLink } from './use-link.ts';

type OfferProps = { readonly told: Continued; readonly opening: UseLink };

export function Offer({ told, opening }: OfferProps): ReactNode {
  const t = useTranslations();
  const { session } = useSession();
  const { email, effect, leaves = false, to } = told;
  const { isBusy, problem, open } = opening;
  const what = to.includes('/orders/') ? 'order' : 'list';
  const isAdopting = effect === 'adopt';
  return (
    <div className="page page-narrow continue">
      <h1>{t(`continue.${what}.${isAdopting ? 'adoptTitle' : 'switchTitle'}`)}</h1>
      <p className="continue-mail">
        {email === undefined ? t('continue.fromSomeMail') : t('continue.fromMail', { email })}
      </p>
      <p>
        {isAdopting
          ? t('continue.adoptText', { account: session?.email ?? session?.name ?? '' })
          : t('continue.onlyYours')}
      </p>
      {leaves && (
        <Notice tone="warning" title={t('continue.leavesTitle')}>
          <p>{t('continue.leavesText')}</p>
        </Notice>
      )}
      {problem !== undefined && (
        <p className="field-error" role="alert">
          {t(`errors.${problem}`)}
        </p>
      )}
      <div className="continue-actions">
        <Button look="primary" size="large" busy={isBusy} onClick={() => void open()}>
          {isAdopting ? t('continue.adopt') : t(`continue.${what}.switch`)}
        </Button>
        {!isAdopting && (
          <ButtonLink to={paths.signIn(paths.continueAsGuest())} size="large">
            {t('continue.signInFirst')}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
