/** Genres and cities with what is in them, each leading to the search with that filter on. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { translated } from '../language/language.ts';
import { useLanguage } from '../language/language-provider.tsx';
import { useFormats } from '../language/use-formats.ts';
import { paths } from '../paths.ts';
import type { Showcase } from './queries.ts';
import './cards.css';

export function QuickFilters({ genres, cities }: Pick<Showcase, 'genres' | 'cities'>): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  return (
    <div className="quick-filters">
      {genres.length > 1 && (
        <nav aria-label={t('discover.byGenre')}>
          {genres.map(({ genre, events }) => (
            <Filter key={genre} to={`${paths.search()}?genre=${genre}`} events={events}>
              {t(`genre.${genre}`)}
            </Filter>
          ))}
        </nav>
      )}
      {cities.length > 1 && (
        <nav aria-label={t('discover.byCity')}>
          {cities.map(({ code, name, events }) => (
            <Filter key={code} to={`${paths.search()}?city=${code}`} events={events}>
              {translated(name, language, code)}
            </Filter>
          ))}
        </nav>
      )}
    </div>
  );
}

type FilterProps = { readonly to: string; readonly events: number; readonly children: string };

function Filter({ to, events, children }: FilterProps): ReactNode {
  const { number } = useFormats();
  return (
    <Link to={to} className="chip-link">
      {children} <small>{number(events)}</small>
    </Link>
  );
}
