/** The filters that are on, each with the way to take it away. */
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { type SearchPage, showcaseQuery } from '../../discover/queries.ts';
import {
  type FilterName,
  filterNames,
  isOn,
  type SearchState,
  without,
  withoutFilters,
  writeState,
} from '../../discover/search-state.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useApp } from '../../main/app-services.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { usePriceName } from './price-name.ts';

type ChosenProps = { readonly state: SearchState; readonly first: SearchPage | undefined };

export function ChosenFilters({ state, first }: ChosenProps): ReactNode {
  const t = useTranslations('search');
  const nameOf = useFilterName(state, first);
  const on = filterNames.filter((name) => isOn[name](state));
  if (on.length === 0) return null;
  return (
    <ul className="search-chosen" aria-label={t('chosen')}>
      {on.map((name) => (
        <li key={name}>
          <Link
            to={{ search: writeState(without(state, name)).toString() }}
            preventScrollReset
            className="chip-link"
            aria-label={t('remove', { filter: nameOf(name) })}
          >
            {nameOf(name)}
            <CloseIcon />
          </Link>
        </li>
      ))}
      {on.length > 1 && (
        <li>
          <Link
            to={{ search: writeState(withoutFilters(state)).toString() }}
            preventScrollReset
            className="search-reset"
          >
            {t('reset')}
          </Link>
        </li>
      )}
    </ul>
  );
}

function useFilterName(
  state: SearchState,
  first: SearchPage | undefined,
): (name: FilterName) => string {
  const t = useTranslations();
  const { language } = useLanguage();
  const { date } = useFormats();
  const priceName = usePriceName();
  const { span, from, to, city, genre, price } = state;
  const { api } = useApp();
  const known = first?.cities.find(({ code }) => code === city)?.name;
  // Where nothing was found nothing says what the city is called.
  const isUnknown = first !== undefined && city !== undefined && known === undefined;
  const { data: others } = useQuery({ ...showcaseQuery(api), enabled: isUnknown });
  const cityName = known ?? others?.cities.find(({ code }) => code === city)?.name;
  // A day has no zone: at noon in UTC it is the same one wherever it is written.
  const day = (text: string): string => date(`${text}T12:00:00Z`, 'day', 'UTC');
  const names: Readonly<Record<FilterName, () => string>> = {
    when() {
      if (span !== undefined) return t(`search.${span}`);
      if (from === undefined) return t('search.until', { day: day(to ?? '') });
      if (to === undefined) return t('search.since', { day: day(from) });
      return from === to ? day(from) : t('search.days', { from: day(from), to: day(to) });
    },
    city: () => translated(cityName, language, city ?? ''),
    genre: () => t(`genre.${genre ?? 'other'}`),
    price: () => (price === undefined ? '' : priceName(price)),
    available: () => t('search.available'),
  };
  return (name) => names[name]();
}
