/**
 * The search: what is looked for is in the address, so every keystroke, filter and way back is one. The
 * server renders it too; without scripts the filters are links and the field is a form.
 */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { data, type LoaderFunctionArgs, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { type SearchPage, searchQuery } from '../../discover/queries.ts';
import { queryOf, readState, type SearchState } from '../../discover/search-state.ts';
import { appServices, useApp, useAsOfNow, useVisitorZone } from '../../main/app-services.ts';
import { ChosenFilters } from './chosen-filters.tsx';
import { Filters } from './filters.tsx';
import { Results } from './results.tsx';
import { SearchField } from './search-field.tsx';
import { SearchHead } from './search-head.tsx';
import { SortLinks } from './sort-links.tsx';
import './search-page.css';

/** Whose days are meant until the browser has said where it is. */
const FIRST_ZONE = 'Asia/Seoul';

/** On the server the page waits for its data; in the browser it shows itself at once. */
export async function loader({ context, request }: LoaderFunctionArgs): Promise<unknown> {
  const { api, queries, clock } = context.get(appServices);
  if (!import.meta.env.SSR) return null;
  const state = readState(new URL(request.url).searchParams);
  const query = searchQuery(api, queryOf(state, clock.nowMs(), FIRST_ZONE));
  await queries.prefetchInfiniteQuery(query);
  if (queries.getQueryData(query.queryKey) !== undefined) return null;
  // The browser tries again by itself; both have to begin with the same.
  queries.removeQueries({ queryKey: query.queryKey });
  return data(null, { status: 503 });
}

export function Component(): ReactNode {
  const { api } = useApp();
  const t = useTranslations('search');
  const [params] = useSearchParams();
  const state = readState(params);
  const zone = useVisitorZone() ?? FIRST_ZONE;
  const query = useAsOfNow((nowMs) => queryOf(state, nowMs, zone));
  const found = useInfiniteQuery(searchQuery(api, query));
  const [first] = found.data?.pages ?? [];
  return (
    <div className="page search">
      <SearchHead state={state} />
      <header className="search-head">
        <h1>{t('title')}</h1>
        <SearchField state={state} />
      </header>
      <div className="search-body">
        <Filters state={state} first={first} />
        <section className="search-found" aria-label={t('title')}>
          <ChosenFilters state={state} first={first} />
          <div className="search-summary">
            <Summary state={state} first={first} isOld={found.isPlaceholderData} />
            <SortLinks state={state} />
          </div>
          <Results state={state} found={found} />
        </section>
      </div>
    </div>
  );
}

const TOTAL_MAX = 10_000;

/** Read out politely whenever it changes; not while it is still that of another question. */
function Summary(props: {
  readonly state: SearchState;
  readonly first: SearchPage | undefined;
  readonly isOld: boolean;
}): ReactNode {
  const t = useTranslations('search');
  const { state, first, isOld } = props;
  const isNear = first?.match === 'similar' && first.events.length > 0;
  return (
    <p role="status" className="search-count" aria-busy={isOld || undefined}>
      {first !== undefined && isNear && `${t('similar', { q: state.q })} `}
      {first !== undefined &&
        (first.total >= TOTAL_MAX ? t('foundMany') : t('found', { count: first.total }))}
    </p>
  );
}
