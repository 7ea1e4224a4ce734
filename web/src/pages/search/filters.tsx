/** All filters: beside what was found on large windows, behind one press on phones. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { SearchPage } from '../../discover/queries.ts';
import {
  filterNames,
  isOn,
  priceBands,
  type SearchState,
  spans,
  without,
  withoutFilters,
} from '../../discover/search-state.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { FilterIcon } from '../../ui/more-icons.tsx';
import { FilterLink } from './filter-link.tsx';
import { OwnDays } from './own-days.tsx';
import { usePriceName } from './price-name.ts';

type FiltersProps = { readonly state: SearchState; readonly first: SearchPage | undefined };

export function Filters({ state, first }: FiltersProps): ReactNode {
  const t = useTranslations('search');
  const on = filterNames.filter((name) => isOn[name](state)).length;
  return (
    <details className="search-filters">
      <summary>
        <FilterIcon />
        {t('filters')}
        {on > 0 && (
          <span className="search-filters-on">
            <span aria-hidden="true">{on}</span>
            <span className="unseen">{t('filtersOn', { count: on })}</span>
          </span>
        )}
      </summary>
      <div className="search-filters-body">
        <Available state={state} />
        <When state={state} />
        <Cities state={state} first={first} />
        <Genres state={state} first={first} />
        <Prices state={state} />
        {on > 0 && (
          <FilterLink state={withoutFilters(state)} isChosen={false}>
            {t('reset')}
          </FilterLink>
        )}
      </div>
    </details>
  );
}

function Group(props: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <nav aria-label={props.title} className="search-filter">
      <h2>{props.title}</h2>
      <div className="search-choices">{props.children}</div>
    </nav>
  );
}

type WithState = { readonly state: SearchState };

function Available({ state }: WithState): ReactNode {
  const t = useTranslations('search');
  const { available } = state;
  return (
    <p className="search-choices">
      <FilterLink state={{ ...state, available: !available }} isChosen={available}>
        {t('available')}
      </FilterLink>
    </p>
  );
}

function When({ state }: WithState): ReactNode {
  const t = useTranslations('search');
  const plain = without(state, 'when');
  return (
    <Group title={t('when')}>
      <FilterLink state={plain} isChosen={!isOn.when(state)}>
        {t('anyDay')}
      </FilterLink>
      {spans.map((span) => (
        <FilterLink key={span} state={{ ...plain, span }} isChosen={state.span === span}>
          {t(span)}
        </FilterLink>
      ))}
      <OwnDays state={state} />
    </Group>
  );
}

function Cities({ state, first }: FiltersProps): ReactNode {
  const t = useTranslations('search');
  const { language } = useLanguage();
  return (
    <Group title={t('city')}>
      <FilterLink state={without(state, 'city')} isChosen={state.city === undefined}>
        {t('anyCity')}
      </FilterLink>
      {first?.cities.map(({ code, name, events }) => (
        <FilterLink
          key={code}
          state={{ ...state, city: code }}
          isChosen={state.city === code}
          count={events}
        >
          {translated(name, language, code)}
        </FilterLink>
      ))}
    </Group>
  );
}

function Genres({ state, first }: FiltersProps): ReactNode {
  const t = useTranslations();
  return (
    <Group title={t('search.genre')}>
      <FilterLink state={without(state, 'genre')} isChosen={state.genre === undefined}>
        {t('search.anyGenre')}
      </FilterLink>
      {first?.genres.map(({ genre, events }) => (
        <FilterLink
          key={genre}
          state={{ ...state, genre }}
          isChosen={state.genre === genre}
          count={events}
        >
          {t(`genre.${genre}`)}
        </FilterLink>
      ))}
    </Group>
  );
}

function Prices({ state }: WithState): ReactNode {
  const t = useTranslations('search');
  const priceName = usePriceName();
  return (
    <Group title={t('price')}>
      <FilterLink state={without(state, 'price')} isChosen={state.price === undefined}>
        {t('anyPrice')}
      </FilterLink>
      {priceBands.map((price) => (
        <FilterLink key={price} state={{ ...state, price }} isChosen={state.price === price}>
          {priceName(price)}
        </FilterLink>
      ))}
    </Group>
  );
}
