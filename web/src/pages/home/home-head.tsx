/** What search engines and links to the home page show. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useApp } from '../../main/app-services.ts';

export function HomeHead(): ReactNode {
  const t = useTranslations();
  const { origin } = useApp();
  const title = `${t('site.name')} · ${t('home.title')}`;
  return (
    <>
      <title>{title}</title>
      <meta name="description" content={t('site.tagline')} />
      <link rel="canonical" href={`${origin}/`} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={t('site.tagline')} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={`${origin}/`} />
      <meta property="og:site_name" content={t('site.name')} />
    </>
  );
}
