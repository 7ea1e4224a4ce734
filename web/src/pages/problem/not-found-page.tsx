/** For addresses that do not exist. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { ProblemPage } from './problem-page.tsx';

export function NotFoundPage(): ReactNode {
  const t = useTranslations('problem');
  return (
    <ProblemPage
      sign="404"
      title={t('notFoundTitle')}
      text={t('notFoundText')}
      actions={
        <ButtonLink to={paths.home()} look="primary">
          {t('toHome')}
        </ButtonLink>
      }
    />
  );
}
