/** After asking for an account: a letter is on its way, and nobody has to wait for it. */
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { returnPath } from '../../paths.ts';
import { useHolds } from '../../purchase/hold-bar.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

type CheckMailProps = { readonly email: string; readonly onAgain: () => void };

export function CheckMail({ email, onAgain }: CheckMailProps): ReactNode {
  const t = useTranslations();
  const [search] = useSearchParams();
  const isHolding = useHolds().length > 0;
  return (
    <div className="page page-narrow">
      <title>{`${t('access.checkTitle')} · ${t('site.name')}`}</title>
      <Notice
        level="h1"
        size="large"
        tone="positive"
        title={t('access.checkTitle')}
        actions={
          <>
            <ButtonLink to={returnPath(search)} look="primary" size="large">
              {t('access.goOnAsGuest')}
            </ButtonLink>
            <Button size="large" onClick={onAgain}>
              {t('access.again')}
            </Button>
          </>
        }
      >
        <p role="status">{t('access.checkText', { email })}</p>
        {isHolding && <p>{t('access.checkHold')}</p>}
        <p>{t('access.checkNothing')}</p>
      </Notice>
    </div>
  );
}
