/** The home page: what is on sale, what opens soon, what was. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { data, type LoaderFunctionArgs } from 'react-router';
import { useTranslations } from 'use-intl';
import { type Event, eventsQuery } from '../../api/queries.ts';
import { type Sale, saleOf } from '../../event/sale.ts';
import { appServices, useApp, useNow } from '../../main/app-services.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EventCard } from './event-card.tsx';
import { Hero } from './hero.tsx';
import { HomeHead } from './home-head.tsx';
import { OpeningCard } from './opening-card.tsx';
import './home-page.css';

/** On the server the page waits for its data; in the browser it shows itself at once. */
export async function loader({ context }: LoaderFunctionArgs): Promise<unknown> {
  const { api, queries } = context.get(appServices);
  const reading = queries.prefetchInfiniteQuery(eventsQuery(api));
  if (!import.meta.env.SSR) return null;
  await reading;
  const { queryKey } = eventsQuery(api);
  if (queries.getQueryData(queryKey) !== undefined) return null;
  // The browser tries again by itself; both have to begin with the same.
  queries.removeQueries({ queryKey });
  return data(null, { status: 503 });
}

export function Component(): ReactNode {
  const { api } = useApp();
  const list = useInfiniteQuery(eventsQuery(api));
  const events = list.data?.pages.flatMap((page) => page.events);
  return (
    <div className="page home">
      <HomeHead />
      {events === undefined ? (
        <Absent failed={list.isError} onRetry={() => void list.refetch()} />
      ) : (
        <Events events={events} />
      )}
      {list.hasNextPage && (
        <div className="home-more">
          <MoreButton busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} />
        </div>
      )}
    </div>
  );
}

export type Listed = { readonly event: Event; readonly sale: Sale };

function Events({ events }: { readonly events: readonly Event[] }): ReactNode {
  const t = useTranslations('home');
  const nowMs = useNow();
  if (events.length === 0) {
    return (
      <Notice level="h1" size="large" title={t('emptyTitle')}>
        <p>{t('emptyText')}</p>
      </Notice>
    );
  }
  const listed = events.map((event) => ({ event, sale: saleOf(event, nowMs) }));
  const onSale = listed.filter(({ sale }) => sale.kind === 'on_sale');
  const opening = listed
    .filter(({ sale }) => sale.kind === 'upcoming')
    .toSorted((a, b) => opensAt(a) - opensAt(b));
  const later = listed.filter(({ sale }) => sale.kind !== 'on_sale' && sale.kind !== 'upcoming');
  // The largest house has the most to offer to the most people.
  const [largest] = onSale.toSorted((a, b) => b.event.capacity - a.event.capacity);
  const featured = largest ?? opening[0] ?? later[0];
  const others = onSale.filter((one) => one !== featured);
  return (
    <>
      <h1 className="unseen">{t('title')}</h1>
      {featured !== undefined && <Hero {...featured} />}
      {others.length > 0 && (
        <Section title={t('onSale')} className="card-grid">
          {others.map((one) => (
            <EventCard key={one.event.id} {...one} />
          ))}
        </Section>
      )}
      {opening.length > 0 && (
        <Section title={t('openingSoon')} className="opening-list">
          {opening.map(({ event, sale }) =>
            sale.kind === 'upcoming' ? (
              <OpeningCard key={event.id} event={event} opensAtMs={sale.opensAtMs} />
            ) : null,
          )}
        </Section>
      )}
      {later.length > 0 && (
        <Section title={t('later')} className="card-grid card-grid-small">
          {later.map((one) => (
            <EventCard key={one.event.id} {...one} />
          ))}
        </Section>
      )}
    </>
  );
}

const opensAt = ({ sale }: Listed): number => (sale.kind === 'upcoming' ? sale.opensAtMs : 0);

function Section(props: {
  readonly title: string;
  readonly className: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className="home-section">
      <h2>{props.title}</h2>
      <ul className={props.className}>{props.children}</ul>
    </section>
  );
}

function MoreButton(props: { readonly busy: boolean; readonly onClick: () => void }): ReactNode {
  const t = useTranslations('home');
  return <Button {...props}>{t('more')}</Button>;
}

function Absent(props: { readonly failed: boolean; readonly onRetry: () => void }): ReactNode {
  const t = useTranslations();
  if (props.failed) {
    return (
      <Notice
        level="h1"
        size="large"
        title={t('home.errorTitle')}
        actions={
          <Button look="primary" onClick={props.onRetry}>
            {t('site.retry')}
          </Button>
        }
      >
        <p>{t('errors.network')}</p>
      </Notice>
    );
  }
  return (
    <div role="status" aria-label={t('site.loading')} className="home-section">
      <Skeleton shape="block" />
      <div className="card-grid">
        {[1, 2, 3, 4].map((one) => (
          <Skeleton key={one} shape="poster" />
        ))}
      </div>
    </div>
  );
}
