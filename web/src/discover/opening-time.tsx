/** When a sale opens: in the visitor's zone, and in that of the event where the two differ. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../language/use-formats.ts';
import { useVisitorZone } from '../main/app-services.ts';

type OpeningTimeProps = { readonly opensAtMs: number; readonly timeZone: string };

export function OpeningTime({ opensAtMs, timeZone }: OpeningTimeProps): ReactNode {
  const t = useTranslations();
  const { date, zone } = useFormats();
  const visitorZone = useVisitorZone() ?? timeZone;
  const opensAt = new Date(opensAtMs).toISOString();
  const yours = date(opensAtMs, 'short', visitorZone);
  const there = date(opensAtMs, 'short', timeZone);
  return (
    <p className="opening-card-date" suppressHydrationWarning>
      {t('home.opens', { date: yours })}
      {yours !== there && (
        <small>{t('discover.venueTime', { date: there, zone: zone(opensAt, timeZone) })}</small>
      )}
    </p>
  );
}
