/** The home page: a way to search, what is on sale, what opens soon, what is wanted most. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { data, Link, type LoaderFunctionArgs } from 'react-router';
import { useTranslations } from 'use-intl';
import { EventCard } from '../../discover/event-card.tsx';
import { type Showcase, showcaseQuery } from '../../discover/queries.ts';
import { QuickFilters } from '../../discover/quick-filters.tsx';
import { SearchBox } from '../../discover/search-box.tsx';
import { useSales } from '../../event/use-sale.ts';
import { appServices, useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Hero } from './hero.tsx';
import { HomeHead } from './home-head.tsx';
import { OpeningCard } from './opening-card.tsx';
import './home-page.css';

/** On the server the page waits for its data; in the browser it shows itself at once. */
export async function loader({ context }: LoaderFunctionArgs): Promise<unknown> {
  const { api, queries } = context.get(appServices);
  const query = showcaseQuery(api);
  const reading = queries.prefetchQuery(query);
  if (!import.meta.env.SSR) return null;
  await reading;
  if (queries.getQueryData(query.queryKey) !== undefined) return null;
  // The browser tries again by itself; both have to begin with the same.
  queries.removeQueries({ queryKey: query.queryKey });
  return data(null, { status: 503 });
}

export function Component(): ReactNode {
  const { api } = useApp();
  const t = useTranslations('home');
  const { data: shown, isError, refetch } = useQuery(showcaseQuery(api));
  return (
    <div className="page home">
      <HomeHead />
      <div className="home-find">
        <h1>{t('title')}</h1>
        <SearchBox />
        {shown !== undefined && <QuickFilters {...shown} />}
      </div>
      {shown === undefined ? (
        <Absent failed={isError} onRetry={() => void refetch()} />
      ) : (
        <Events {...shown} />
      )}
    </div>
  );
}

function Events({ featured, onSale, opening, popular, total }: Showcase): ReactNode {
  const t = useTranslations();
  const sales = useSales(opening);
  if (total === 0 && featured === undefined) {
    return (
      <Notice size="large" title={t('home.emptyTitle')}>
        <p>{t('home.emptyText')}</p>
      </Notice>
    );
  }
  const others = onSale.filter(({ id }) => id !== featured?.id);
  const soon = opening.flatMap((event, at) => {
    const sale = sales[at];
    return sale?.kind === 'upcoming' ? [{ event, opensAtMs: sale.opensAtMs }] : [];
  });
  // The only ones on sale are in the list above already.
  const wanted = popular.length > others.length / 2 && others.length < 4 ? [] : popular.slice(0, 5);
  return (
    <>
      {featured !== undefined && <Hero event={featured} />}
      {soon.length > 0 && (
        <Section title={t('home.openingSoon')} className="opening-list">
          {soon.map((one) => (
            <OpeningCard key={one.event.id} {...one} />
          ))}
        </Section>
      )}
      {others.length > 0 && (
        <Section
          title={t('home.onSale')}
          className="card-grid"
          all={`${paths.search()}?available=1`}
        >
          {others.map((event) => (
            <EventCard key={event.id} event={event} list="sale" />
          ))}
        </Section>
      )}
      {wanted.length > 0 && (
        <Section
          title={t('discover.popular')}
          note={t('discover.popularNote')}
          className="card-grid ranked"
          all={`${paths.search()}?sort=popular`}
        >
          {wanted.map((event) => (
            <EventCard key={event.id} event={event} list="popular" />
          ))}
        </Section>
      )}
      <p className="home-more">
        <ButtonLink to={paths.search()} size="large">
          {t('discover.seeAllCount', { count: total })}
        </ButtonLink>
      </p>
    </>
  );
}

type SectionProps = {
  readonly title: string;
  readonly note?: string;
  readonly className: string;
  /** Where there are more of these. */
  readonly all?: string;
  readonly children: ReactNode;
};

function Section({ title, note, className, all, children }: SectionProps): ReactNode {
  const t = useTranslations('discover');
  return (
    <section className="home-section">
      <header>
        <h2>{title}</h2>
        {all !== undefined && (
          <Link to={all} aria-label={`${t('seeAll')}: ${title}`}>
            {t('seeAll')}
          </Link>
        )}
        {note !== undefined && <p>{note}</p>}
      </header>
      <ul className={className}>{children}</ul>
    </section>
  );
}

function Absent(props: { readonly failed: boolean; readonly onRetry: () => void }): ReactNode {
  const t = useTranslations();
  if (props.failed) {
    return (
      <Notice
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
