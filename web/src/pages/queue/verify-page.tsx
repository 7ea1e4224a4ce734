/** "Verify my place": the draw in plain words, recomputed here, with what it rests on said honestly. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { CallError } from '../../api/outcome.ts';
import { eventQuery } from '../../api/queries.ts';
import { eventIdOf } from '../../event/load-event.ts';
import { useEventText } from '../../event/event-text.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { useDrawCheck } from '../../queue/use-draw-check.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DrawFacts } from './draw-facts.tsx';
import { DrawFiles } from './draw-files.tsx';
import { LookUp } from './look-up.tsx';
import { Verdict } from './verdict.tsx';
import './verify-page.css';

export function Component(): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const eventId = eventIdOf(useParams()['eventId']) ?? 0;
  const event = useQuery(eventQuery(api, eventId));
  const check = useDrawCheck(eventId);
  const { record, entry, verdict, isInsecure, error } = check;
  if (error instanceof CallError && error.refusal.code === 'queue_closed') {
    return (
      <div className="page">
        <title>{`${t('verify.title')} · ${t('site.name')}`}</title>
        <Notice
          level="h1"
          size="large"
          title={t('verify.noRoomTitle')}
          actions={<ButtonLink to={paths.event(eventId)}>{t('queue.back')}</ButtonLink>}
        >
          <p>{t('verify.noRoomText')}</p>
        </Notice>
      </div>
    );
  }
  if (event.isError && event.data === undefined) {
    return <BrokenPage error={event.error} onRetry={() => void event.refetch()} />;
  }
  if (error !== null && record === undefined) {
    return <BrokenPage error={error} onRetry={check.retry} />;
  }
  if (event.data === undefined || record === undefined) return <LoadingPage />;
  return (
    <div className="page page-narrow verify">
      <header className="verify-head">
        <Link to={paths.queue(eventId)} className="way-back">
          {t('verify.back')}
        </Link>
        <h1>{t('verify.title')}</h1>
        <EventName event={event.data} />
        <p className="verify-lead">{t('verify.lead')}</p>
      </header>
      {isInsecure ? (
        <Notice tone="warning" title={t('verify.insecureTitle')}>
          <p>{t('verify.insecureText')}</p>
        </Notice>
      ) : (
        <Verdict record={record} entry={entry} verdict={verdict} />
      )}
      <Story isBeacon={record.mode === 'beacon'} />
      <DrawFacts event={event.data} record={record} />
      {verdict?.positions !== undefined && <LookUp record={record} positions={verdict.positions} />}
      <DrawFiles record={record} entry={entry} />
    </div>
  );
}

function EventName({ event }: { readonly event: Parameters<typeof useEventText>[0] }): ReactNode {
  const t = useTranslations();
  const { name } = useEventText(event);
  return (
    <>
      <title>{`${t('verify.title')} · ${name} · ${t('site.name')}`}</title>
      <p>{name}</p>
    </>
  );
}

function Story({ isBeacon }: { readonly isBeacon: boolean }): ReactNode {
  const t = useTranslations('verify');
  return (
    <section className="verify-section">
      <h2>{t('storyTitle')}</h2>
      <ol className="verify-story">
        <li>{t('story.sealed')}</li>
        <li>{t('story.closed')}</li>
        {isBeacon && <li>{t('story.beacon')}</li>}
        <li>{t('story.opened')}</li>
      </ol>
    </section>
  );
}
