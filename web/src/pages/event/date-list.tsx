/** The other dates of the same tour or run, each with where its sale stands. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { datesQuery } from '../../discover/queries.ts';
import { useEventText } from '../../event/event-text.ts';
import { EventTime } from '../../event/event-time.tsx';
import { StatusBadge } from '../../event/status-badge.tsx';
import { useSale } from '../../event/use-sale.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';

export function DateList({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations('discover');
  const { api } = useApp();
  const { language } = useLanguage();
  const { data } = useQuery({
    ...datesQuery(api, event.id),
    enabled: event.seriesId !== undefined,
  });
  const dates = data?.dates ?? [];
  if (!dates.some(({ id }) => id !== event.id)) return null;
  return (
    <section className="event-section">
      <h2>
        {t('dates')}
        <small>{translated(data?.name, language)}</small>
      </h2>
      <ul className="date-list">
        {dates.map((date) => (
          <DateRow key={date.id} date={date} isThis={date.id === event.id} />
        ))}
      </ul>
    </section>
  );
}

function DateRow({ date, isThis }: { readonly date: Event; readonly isThis: boolean }): ReactNode {
  const t = useTranslations('discover');
  const { venue } = useEventText(date);
  const sale = useSale(date);
  const when = <EventTime instant={date.startsAt} timeZone={date.timeZone} />;
  return (
    <li aria-current={isThis ? 'date' : undefined}>
      <span>
        {isThis ? <strong>{when}</strong> : <Link to={paths.event(date.id)}>{when}</Link>}
        <small>{isThis ? t('thisDate') : venue}</small>
      </span>
      <StatusBadge kind={sale.kind} />
    </li>
  );
}
