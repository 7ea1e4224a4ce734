/** What is shown instead of a page that broke: in the frame if that still works, else alone. */
import type { ReactNode } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { useTranslations } from 'use-intl';
import { Frame } from '../../layout/root-layout.tsx';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EventNotFound } from '../event/event-not-found.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { ProblemPage } from './problem-page.tsx';

export function PageError(): ReactNode {
  const error = useRouteError();
  const t = useTranslations();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return error.data === 'event_not_found' ? <EventNotFound /> : <NotFoundPage />;
  }
  return (
    <ProblemPage
      title={t('problem.brokenTitle')}
      text={t('problem.brokenText')}
      actions={
        <>
          {/* A whole new page: after a new release its files have new names. */}
          <Button look="primary" onClick={() => location.reload()}>
            {t('site.retry')}
          </Button>
          <ButtonLink to={paths.home()}>{t('problem.toHome')}</ButtonLink>
        </>
      }
    />
  );
}

export const RootError = (): ReactNode => (
  <Frame>
    <PageError />
  </Frame>
);
