/** What was found, page after page; or that nothing was, and what to do about it. */
import { type useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CallError } from '../../api/outcome.ts';
import { EventCard } from '../../discover/event-card.tsx';
import { type SearchPage, showcaseQuery } from '../../discover/queries.ts';
import {
  filterNames,
  isOn,
  type SearchState,
  withoutFilters,
  writeState,
} from '../../discover/search-state.ts';
import { useApp } from '../../main/app-services.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

type Found = ReturnType<typeof useInfiniteQuery<SearchPage, Error>>;
type ResultsProps = {
  readonly state: SearchState;
  readonly found: Pick<
    Found,
    'error' | 'isPlaceholderData' | 'hasNextPage' | 'isFetchingNextPage'
  > & {
    readonly data: { readonly pages: readonly SearchPage[] } | undefined;
    readonly refetch: () => unknown;
    readonly fetchNextPage: () => unknown;
  };
};

export function Results({ state, found }: ResultsProps): ReactNode {
  const t = useTranslations('search');
  const { data, error } = found;
  if (data === undefined) return error === null ? <Loading /> : <Failed found={found} />;
  const total = data.pages[0]?.total ?? 0;
  // An event that became more wanted between two pages may be on both.
  const events = [
    ...new Map(data.pages.flatMap((page) => page.events).map((one) => [one.id, one])).values(),
  ];
  if (events.length === 0 && !found.hasNextPage) return <Nothing state={state} />;
  return (
    <>
      <h2 className="unseen">{t('results', { count: total })}</h2>
      <ul className="card-grid search-grid" data-old={found.isPlaceholderData || undefined}>
        {events.map((event) => (
          <EventCard key={event.id} event={event} list="found" />
        ))}
      </ul>
      {found.hasNextPage && (
        <ShowMore
          shown={t('shown', { shown: events.length, total })}
          label={t('more')}
          isBusy={found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
        />
      )}
    </>
  );
}

function Nothing({ state }: { readonly state: SearchState }): ReactNode {
  const t = useTranslations('search');
  const { api } = useApp();
  const { data } = useQuery(showcaseQuery(api));
  const hasFilters = filterNames.some((name) => isOn[name](state));
  const others = (data?.popular.length ? data.popular : data?.onSale)?.slice(0, 4) ?? [];
  return (
    <>
      <EmptyState
        icon={<SearchIcon />}
        title={t('emptyTitle')}
        {...(hasFilters && {
          actions: (
            <ButtonLink
              to={{ search: writeState(withoutFilters(state)).toString() }}
              look="primary"
            >
              {t('reset')}
            </ButtonLink>
          ),
        })}
      >
        <p>{t(hasFilters ? 'emptyFilters' : 'emptyText')}</p>
      </EmptyState>
      {others.length > 0 && (
        <section className="search-others">
          <h2>{t('tryThese')}</h2>
          <ul className="card-grid search-grid">
            {others.map((event) => (
              <EventCard key={event.id} event={event} list="others" />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Failed({ found }: Pick<ResultsProps, 'found'>): ReactNode {
  const t = useTranslations();
  const code = found.error instanceof CallError ? found.error.refusal.code : 'internal';
  return (
    <Notice
      title={t('search.errorTitle')}
      tone="danger"
      actions={
        <Button look="primary" onClick={() => void found.refetch()}>
          {t('site.retry')}
        </Button>
      }
    >
      <p>{t(`errors.${code}`)}</p>
    </Notice>
  );
}

function Loading(): ReactNode {
  const t = useTranslations('site');
  return (
    <div role="status" aria-label={t('loading')} className="card-grid search-grid">
      {[1, 2, 3, 4, 5, 6].map((one) => (
        <Skeleton key={one} shape="poster" />
      ))}
    </div>
  );
}
