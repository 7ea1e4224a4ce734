/** The page of an event: what, when, where, for how much, and the way to its seats. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link, type LoaderFunctionArgs, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { CallError } from '../../api/outcome.ts';
import { type Event, eventQuery, listedEvent } from '../../api/queries.ts';
import { Poster } from '../../art/poster.tsx';
import { datesQuery, tierStockQuery } from '../../discover/queries.ts';
import { useEventText } from '../../event/event-text.ts';
import { eventIdOf, isNotFound, loadEvent } from '../../event/load-event.ts';
import { ShareButton } from '../../event/share-button.tsx';
import { StatusBadge } from '../../event/status-badge.tsx';
import { useSale } from '../../event/use-sale.ts';
import { appServices, useApp, useHasCome } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { leadsThroughRoom, queueQuery } from '../../queue/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DateList } from './date-list.tsx';
import { EventFacts } from './event-facts.tsx';
import { EventHead } from './event-head.tsx';
import { EventNotFound } from './event-not-found.tsx';
import { PriceList } from './price-list.tsx';
import { PurchasePanel } from './purchase-panel.tsx';
import './event-page.css';

/** The page that the server renders has its dates and what is left; without them it can do for a moment. */
export async function loader(args: LoaderFunctionArgs): Promise<unknown> {
  const loaded = await loadEvent(args);
  if (!import.meta.env.SSR) return loaded;
  const { api, queries } = args.context.get(appServices);
  const eventId = eventIdOf(args.params['eventId']) ?? 0;
  const event = queries.getQueryData(eventQuery(api, eventId).queryKey);
  if (event === undefined) return loaded;
  await Promise.all([
    event.seriesId === undefined ? undefined : queries.prefetchQuery(datesQuery(api, eventId)),
    event.status === 'on_sale' ? queries.prefetchQuery(tierStockQuery(api, eventId)) : undefined,
  ]);
  return loaded;
}

/** How often what is left is asked for while somebody looks; the answer is the same for everybody. */
const REFRESH_MS = 20_000;
/** A waiting room may open, engage or be switched off. */
const ROOM_REFRESH_MS = 30_000;
/** Everybody waits for the same second: their first questions are spread over this long. */
const OPENING_SPREAD_MS = 2_000;

export function Component(): ReactNode {
  const { api, queries } = useApp();
  const t = useTranslations();
  const eventId = eventIdOf(useParams()['eventId']) ?? 0;
  const {
    data: event,
    error,
    refetch,
  } = useQuery({
    ...eventQuery(api, eventId),
    placeholderData: () => listedEvent(queries, eventId),
    refetchInterval: ({ state }) => (state.data?.status === 'on_sale' ? REFRESH_MS : false),
  });
  const isNew = event?.status !== 'upcoming';
  const isOpen = useHasCome(Date.parse(event?.saleOpensAt ?? ''));
  // The clock says that the sale is open and what we know is older: ask.
  useEffect(() => {
    if (isNew || !isOpen) return undefined;
    const timer = setTimeout(() => void refetch(), Math.random() * OPENING_SPREAD_MS);
    return () => clearTimeout(timer);
  }, [isNew, isOpen, refetch]);

  const { data: queue } = useQuery({
    ...queueQuery(api, eventId),
    refetchInterval: ROOM_REFRESH_MS,
  });

  if (event !== undefined) return <EventView event={event} hasRoom={leadsThroughRoom(queue)} />;
  if (isNotFound(error)) return <EventNotFound />;
  if (error === null) return <EventSkeleton />;
  const code = error instanceof CallError ? error.refusal.code : 'internal';
  return (
    <div className="page">
      <title>{t('site.name')}</title>
      <Notice
        level="h1"
        size="large"
        title={t('problem.brokenTitle')}
        actions={
          <Button look="primary" onClick={() => void refetch()}>
            {t('site.retry')}
          </Button>
        }
      >
        <p>{t(`errors.${code}`)}</p>
      </Notice>
    </div>
  );
}

type EventViewProps = { readonly event: Event; readonly hasRoom: boolean };

function EventView({ event, hasRoom }: EventViewProps): ReactNode {
  const t = useTranslations();
  const { origin } = useApp();
  const { name, description } = useEventText(event);
  const sale = useSale(event);
  return (
    <article className="event">
      <EventHead event={event} kind={sale.kind} />
      <div className="event-backdrop">
        <Poster event={event} place="backdrop" shape="fill" />
      </div>
      <div className="event-inner">
        <div className="event-poster">
          <Poster event={event} place="poster" isFirst />
        </div>
        <header className="event-title">
          <nav aria-label={t('event.breadcrumb')}>
            <Link to={paths.home()} className="way-back">
              {t('site.home')}
            </Link>
          </nav>
          <p className="event-kicker">
            <StatusBadge kind={sale.kind} />
            <span>{t(`genre.${event.genre ?? 'other'}`)}</span>
            <ShareButton title={name} url={`${origin}${paths.event(event.id)}`} />
          </p>
          <h1>{name}</h1>
        </header>
        <PurchasePanel event={event} sale={sale} hasRoom={hasRoom} />
        <div className="event-body">
          <EventFacts event={event} />
          <DateList event={event} />
          <PriceList event={event} isOpen={sale.kind === 'on_sale'} />
          {description !== '' && (
            <section className="event-section">
              <h2>{t('event.about')}</h2>
              {description.split(/\n{2,}/).map((paragraph) => (
                <p key={paragraph} className="event-description">
                  {paragraph}
                </p>
              ))}
            </section>
          )}
        </div>
      </div>
    </article>
  );
}

function EventSkeleton(): ReactNode {
  const t = useTranslations('site');
  return (
    <div className="page stack" role="status" aria-label={t('loading')}>
      <title>{t('name')}</title>
      <Skeleton shape="block" />
      <Skeleton shape="title" />
      <Skeleton shape="line" />
      <Skeleton shape="line" />
    </div>
  );
}
