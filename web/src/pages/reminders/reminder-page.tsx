/** "Tell me before the sale opens": how long before, and how. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { type Event, eventQuery } from '../../api/queries.ts';
import { useEventText } from '../../event/event-text.ts';
import { eventIdOf, isNotFound } from '../../event/load-event.ts';
import { saleOf } from '../../event/sale.ts';
import { useFormats } from '../../language/use-formats.ts';
import { PageSkeleton } from '../../layout/client-page.tsx';
import { useApp, useNow, useVisitorZone } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CountdownClock } from '../../ui/countdown.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ReminderForm } from './reminder-form.tsx';
import './reminders.css';

export function Component(): ReactNode {
  const { api } = useApp();
  const t = useTranslations();
  const eventId = eventIdOf(useParams()['eventId']) ?? 0;
  const { data: event, error, refetch } = useQuery(eventQuery(api, eventId));
  if (event !== undefined) return <View event={event} />;
  if (error === null) return <PageSkeleton />;
  const isMissing = isNotFound(error);
  return (
    <div className="page page-narrow">
      <Notice
        level="h1"
        size="large"
        title={t(isMissing ? 'event.notFoundTitle' : 'problem.brokenTitle')}
        actions={<Button onClick={() => void refetch()}>{t('site.retry')}</Button>}
      >
        <p>{t(isMissing ? 'event.notFoundText' : 'errors.network')}</p>
      </Notice>
    </div>
  );
}

function View({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations();
  const { name } = useEventText(event);
  const sale = saleOf(event, useNow());
  const title = `${t('reminder.pageTitle')} · ${name} · ${t('site.name')}`;
  return (
    <div className="page page-narrow reminder">
      <title>{title}</title>
      <meta name="robots" content="noindex" />
      <Link to={paths.event(event.id)} className="way-back">
        {name}
      </Link>
      {sale.kind === 'upcoming' ? (
        <>
          <h1>{t('reminder.title')}</h1>
          <Opening event={event} opensAtMs={sale.opensAtMs} />
          <ReminderForm event={event} opensAtMs={sale.opensAtMs} />
        </>
      ) : (
        <Notice
          level="h1"
          size="large"
          title={t('reminder.noneTitle')}
          actions={
            <ButtonLink to={paths.event(event.id)} look="primary">
              {t('home.seeEvent')}
            </ButtonLink>
          }
        >
          <p>{t('reminder.noneText')}</p>
        </Notice>
      )}
    </div>
  );
}

type OpeningProps = { readonly event: Event; readonly opensAtMs: number };

function Opening({ event, opensAtMs }: OpeningProps): ReactNode {
  const t = useTranslations('reminder');
  const { date, zone } = useFormats();
  const visitorZone = useVisitorZone() ?? event.timeZone;
  const there = date(opensAtMs, 'full', event.timeZone);
  const yours = date(opensAtMs, 'full', visitorZone);
  const named = `${there} (${zone(new Date(opensAtMs).toISOString(), event.timeZone)})`;
  return (
    <div className="reminder-opening">
      <p>{t('opensAt', { date: named })}</p>
      {yours !== there && <p>{t('opensYours', { date: yours })}</p>}
      <p className="reminder-clock">
        <CountdownClock untilMs={opensAtMs} />
      </p>
    </div>
  );
}
