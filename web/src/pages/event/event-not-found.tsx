/** For an event that does not exist, or no longer. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { ProblemPage } from '../problem/problem-page.tsx';

export function EventNotFound(): ReactNode {
  const t = useTranslations();
  return (
    <ProblemPage
      sign="404"
      title={t('event.notFoundTitle')}
      text={t('event.notFoundText')}
      actions={
        <ButtonLink to={paths.home()} look="primary">
          {t('problem.toHome')}
        </ButtonLink>
      }
    />
  );
}
