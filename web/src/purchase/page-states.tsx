/** The pages of a purchase while they load and when they cannot. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CallError } from '../api/outcome.ts';
import { paths } from '../paths.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

export function LoadingPage(): ReactNode {
  const t = useTranslations('site');
  return (
    <div className="page page-narrow stack" role="status" aria-label={t('loading')}>
      <title>{t('name')}</title>
      <Skeleton shape="title" />
      <Skeleton shape="line" />
      <Skeleton shape="block" />
    </div>
  );
}

/** What could not be read, in words; the way to try again, or back to the events. */
export function BrokenPage(props: {
  readonly error: Error | null;
  readonly onRetry: () => void;
}): ReactNode {
  const t = useTranslations();
  const code = props.error instanceof CallError ? props.error.refusal.code : 'internal';
  const status = props.error instanceof CallError ? props.error.refusal.status : 0;
  return (
    <div className="page">
      <title>{`${t('purchase.brokenTitle')} · ${t('site.name')}`}</title>
      <Notice
        level="h1"
        size="large"
        title={t(status === 404 ? 'problem.notFoundTitle' : 'purchase.brokenTitle')}
        actions={
          <>
            {status !== 404 && (
              <Button look="primary" onClick={props.onRetry}>
                {t('site.retry')}
              </Button>
            )}
            <ButtonLink to={paths.tickets()}>{t('site.tickets')}</ButtonLink>
            <ButtonLink to={paths.home()}>{t('problem.toHome')}</ButtonLink>
          </>
        }
      >
        <p>{t(`errors.${code}`)}</p>
      </Notice>
    </div>
  );
}
