/** What search engines and shared links show of an event: title, description, Open Graph, schema.org. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { type EventText, useEventText } from '../../event/event-text.ts';
import type { SaleKind } from '../../event/sale.ts';
import { type Language, languages, translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useApp } from '../../main/app-services.ts';
import { inScript } from '../../main/handover.ts';
import { paths } from '../../paths.ts';
import { offersOf } from './offers.ts';

const DESCRIPTION_MAX = 200;
const ogLocales = { ko: 'ko_KR', en: 'en_GB' } as const;

type EventHeadProps = { readonly event: Event; readonly kind: SaleKind };

export function EventHead({ event, kind }: EventHeadProps): ReactNode {
  const t = useTranslations('site');
  const { origin } = useApp();
  const { language } = useLanguage();
  const { date } = useFormats();
  const text = useEventText(event);
  const url = `${origin}${paths.event(event.id)}`;
  const when = date(event.startsAt, 'full', event.timeZone);
  const facts = [when, text.venue].filter((fact) => fact !== '').join(' · ');
  const picture = event.poster && `${origin}${event.poster.url}`;
  const description = `${facts}. ${text.description}`.trim().slice(0, DESCRIPTION_MAX);
  return (
    <>
      <title>{`${text.name} · ${t('name')}`}</title>
      <meta name="description" content={description} />
      <link rel="canonical" href={url} />
      {languages.map((one) => (
        <link key={one} rel="alternate" hrefLang={one} href={`${url}?lang=${one}`} />
      ))}
      <meta property="og:title" content={text.name} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={url} />
      <meta property="og:site_name" content={t('name')} />
      {picture !== undefined && <meta property="og:image" content={picture} />}
      <meta
        name="twitter:card"
        content={picture === undefined ? 'summary' : 'summary_large_image'}
      />
      <meta property="og:locale" content={ogLocales[language]} />
      <script
        type="application/ld+json"
        suppressHydrationWarning
        dangerouslySetInnerHTML={{
          __html: inScript(schemaOf({ event, kind, text, language, url, picture })),
        }}
      />
    </>
  );
}

const statuses = { cancelled: 'EventCancelled', postponed: 'EventPostponed' } as const;

type Facts = {
  readonly event: Event;
  readonly kind: SaleKind;
  readonly text: EventText;
  readonly language: Language;
  readonly url: string;
  readonly picture: string | undefined;
};

/** https://schema.org/Event */
function schemaOf({ event, kind, text, language, url, picture }: Facts): object {
  const schema = 'https://schema.org';
  const status = kind === 'cancelled' || kind === 'postponed' ? statuses[kind] : 'EventScheduled';
  const city = translated(event.city?.name, language);
  const endsAtMs = Date.parse(event.startsAt) + (event.runningMinutes ?? 0) * 60_000;
  return {
    '@context': schema,
    '@type': 'Event',
    name: text.name,
    url,
    startDate: event.startsAt,
    ...(event.runningMinutes !== undefined && { endDate: new Date(endsAtMs).toISOString() }),
    eventStatus: `${schema}/${status}`,
    eventAttendanceMode: `${schema}/OfflineEventAttendanceMode`,
    ...(text.description !== '' && { description: text.description }),
    ...(picture !== undefined && { image: [picture] }),
    ...(text.venue !== '' && {
      location: {
        '@type': 'Place',
        name: text.venue,
        ...(city !== '' && { address: { '@type': 'PostalAddress', addressLocality: city } }),
      },
    }),
    ...(event.organizer !== undefined && {
      organizer: { '@type': 'Organization', name: event.organizer },
    }),
    offers: offersOf(event, kind, language, url),
  };
}
