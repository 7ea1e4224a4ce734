/** The way to the search: a field to look at on larger windows, an icon on phones. */
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useTranslations } from 'use-intl';
import { paths } from '../paths.ts';
import { SearchIcon } from '../ui/icons.tsx';

export function HeaderSearch(): ReactNode {
  const t = useTranslations('site');
  return (
    <NavLink to={paths.search()} className="header-search">
      <SearchIcon />
      <span className="header-search-hint" aria-hidden="true">
        {t('searchHint')}
      </span>
      <span className="unseen">{t('search')}</span>
    </NavLink>
  );
}
