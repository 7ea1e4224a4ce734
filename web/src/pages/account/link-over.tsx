/** What a letter's link leads to once it has been used, or its time is over. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

type LinkOverProps = {
  /** Of the page. */
  readonly title: string;
  /** Where to go on from here. */
  readonly to: string;
  readonly toText: string;
};

export function LinkOver({ title, to, toText }: LinkOverProps): ReactNode {
  const t = useTranslations();
  return (
    <div className="page page-narrow">
      <title>{`${title} · ${t('site.name')}`}</title>
      <Notice
        level="h1"
        size="large"
        tone="warning"
        title={t('access.linkOver')}
        actions={
          <ButtonLink to={to} look="primary" size="large">
            {toText}
          </ButtonLink>
        }
      />
    </div>
  );
}
