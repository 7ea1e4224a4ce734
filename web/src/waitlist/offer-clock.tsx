/** How long an offer is still held, by the server's time. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { countdownTo } from '../lib/countdown.ts';
import { useNow } from '../main/app-services.ts';

export function OfferClock({ endsAt }: { readonly endsAt: string }): ReactNode {
  const t = useTranslations('waitlist');
  const { clock, duration, isOver } = countdownTo(Date.parse(endsAt), useNow());
  if (isOver) return <p role="status">{t('offerOver')}</p>;
  return (
    <p className="waitlist-clock">
      <span>{t('offerLeft')}</span>
      <time dateTime={duration} role="timer">
        {clock}
      </time>
    </p>
  );
}
