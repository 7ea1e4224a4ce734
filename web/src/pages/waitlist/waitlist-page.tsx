/**
 * The waiting list of an event for one person: joining it, standing on it, what is held for them, and how
 * it ended. It looks again when the server says so, when it is seen again, and when a push tells of it.
 */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { type Event, eventQuery } from '../../api/queries.ts';
import { useEventText } from '../../event/event-text.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { useTold } from '../../push/use-told.ts';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { BrokenPage, LoadingPage } from '../../purchase/page-states.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import {
  entryQuery,
  type WaitingList,
  waitingListQuery,
  type WaitlistEntry,
} from '../../waitlist/queries.ts';
import { EndedEntry } from './ended-entry.tsx';
import { JoinForm } from './join-form.tsx';
import { OfferedEntry } from './offered-entry.tsx';
import { WaitingEntry } from './waiting-entry.tsx';
import './waitlist-page.css';

/** Whether one may join can change; who is on the list does not need to know. */
const LIST_LOOK_MS = 15_000;

export function Component(): ReactNode {
  const { api } = useApp();
  const eventId = Number(useParams()['eventId']);
  const event = useQuery(eventQuery(api, eventId));
  const entry = useQuery({
    ...entryQuery(api, eventId),
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => state.data?.nextPollMs ?? false,
  });
  const isOnList = entry.data?.nextPollMs !== undefined;
  const list = useQuery({
    ...waitingListQuery(api, eventId),
    refetchInterval: isOnList ? false : LIST_LOOK_MS,
  });
  useTold(paths.waitingList(eventId), () => void entry.refetch());
  const failed = [event, list, entry].find((one) => one.isError && one.data === undefined);
  if (failed !== undefined) {
    return <BrokenPage error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (event.data === undefined || list.data === undefined || entry.data === undefined) {
    return <LoadingPage />;
  }
  return <ListView event={event.data} list={list.data} entry={entry.data} />;
}

type ListViewProps = {
  readonly event: Event;
  readonly list: WaitingList;
  readonly entry: WaitlistEntry | null;
};

function ListView({ event, list, entry }: ListViewProps): ReactNode {
  const t = useTranslations();
  const { name } = useEventText(event);
  const title = entry?.status === 'offered' ? t('waitlist.offerTitle') : t('waitlist.title');
  return (
    <div className="page page-narrow waitlist">
      <title>{`${title} · ${name} · ${t('site.name')}`}</title>
      <OfflineBanner />
      <header className="waitlist-head">
        <Link to={paths.event(event.id)} className="way-back">
          {name}
        </Link>
        <h1>{t('waitlist.title')}</h1>
      </header>
      <Stage event={event} list={list} entry={entry} />
      <HowItWorks list={list} />
    </div>
  );
}

function Stage({ event, list, entry }: ListViewProps): ReactNode {
  const [joinsAgain, setJoinsAgain] = useState(false);
  if (entry?.status === 'offered') return <OfferedEntry event={event} entry={entry} />;
  if (entry?.status === 'waiting') return <WaitingEntry event={event} entry={entry} />;
  if (entry !== null && !joinsAgain) {
    const again = canJoin(event, list) ? () => setJoinsAgain(true) : undefined;
    return <EndedEntry event={event} entry={entry} onAgain={again} />;
  }
  return canJoin(event, list) ? (
    <JoinForm event={event} list={list} />
  ) : (
    <NothingToWaitFor event={event} />
  );
}

const canJoin = ({ status }: Event, { enabled }: WaitingList): boolean =>
  enabled && (status === 'sold_out' || status === 'on_sale');

function NothingToWaitFor({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations('waitlist');
  return (
    <Notice
      title={t('closedTitle')}
      actions={<ButtonLink to={paths.event(event.id)}>{t('back')}</ButtonLink>}
    >
      <p>{t('closedText')}</p>
    </Notice>
  );
}

function HowItWorks({ list }: { readonly list: WaitingList }): ReactNode {
  const t = useTranslations('waitlist');
  return (
    <section className="waitlist-how" aria-labelledby="waitlist-how">
      <h2 id="waitlist-how">{t('how')}</h2>
      <ul>
        <li>{t('howOrder')}</li>
        <li>{t('howFit')}</li>
        <li>{t('howHold', { minutes: Math.round(list.offerSeconds / 60) })}</li>
        <li>{t('howPromise')}</li>
      </ul>
    </section>
  );
}
