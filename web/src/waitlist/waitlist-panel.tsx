/** On the page of a sold-out event: that tickets may come back, and the way to the list. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import './waitlist-panel.css';

export function WaitlistPanel({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations('waitlist');
  if (event.status !== 'sold_out') return null;
  return (
    <div className="waitlist-panel">
      <p>
        <strong>{t('panelTitle')}</strong>
        <span>{t('panelText')}</span>
      </p>
      <ButtonLink to={paths.waitingList(event.id)} look="primary" size="large">
        {t('panelJoin')}
      </ButtonLink>
    </div>
  );
}
