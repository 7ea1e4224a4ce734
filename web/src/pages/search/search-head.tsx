/** What search engines and links to a search show. Pages of texts that somebody typed are not for them. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { SearchState } from '../../discover/search-state.ts';
import { useApp } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';

export function SearchHead({ state }: { readonly state: SearchState }): ReactNode {
  const t = useTranslations();
  const { origin } = useApp();
  const { q, genre } = state;
  const what = q !== '' ? t('search.titleFor', { q }) : genre && t(`genre.${genre}`);
  const title = [what, t('search.title'), t('site.name')].filter(Boolean).join(' · ');
  const url = `${origin}${paths.search()}${genre === undefined ? '' : `?genre=${genre}`}`;
  return (
    <>
      <title>{title}</title>
      <meta name="description" content={t('site.tagline')} />
      {q !== '' && <meta name="robots" content="noindex" />}
      <link rel="canonical" href={url} />
    </>
  );
}
