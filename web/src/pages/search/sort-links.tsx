/** In which order: links, of which one is the current one. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { type SearchState, type Sort, sorts, writeState } from '../../discover/search-state.ts';

/** Without a text nothing is a better match than something else. */
const usual = ({ q }: SearchState): Sort => (q === '' ? 'soonest' : 'relevance');

export function SortLinks({ state }: { readonly state: SearchState }): ReactNode {
  const t = useTranslations('search');
  const offered = sorts.filter((sort) => sort !== 'relevance' || state.q !== '');
  const current =
    state.sort === undefined || !offered.includes(state.sort) ? usual(state) : state.sort;
  return (
    <nav className="search-sort" aria-label={t('sort')}>
      {offered.map((sort) => (
        <Link
          key={sort}
          to={{
            search: writeState({
              ...state,
              sort: sort === usual(state) ? undefined : sort,
            }).toString(),
          }}
          preventScrollReset
          aria-current={sort === current || undefined}
        >
          {t(sort)}
        </Link>
      ))}
    </nav>
  );
}
