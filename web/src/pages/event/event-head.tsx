/** What search engines and shared links show of an event: title, description, Open Graph, schema.org. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { type EventText, useEventText } from '../../event/event-text.ts';
import { priceFrom } from '../../event/prices.ts';
import type { SaleKind } from '../../event/sale.ts';
import { minorDigits } from '../../language/formats.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useApp } from '../../main/app-services.ts';
import { inScript } from '../../main/handover.ts';
import { paths } from '../../paths.ts';

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
  const description = `${facts}. ${text.description}`.trim().slice(0, DESCRIPTION_MAX);
  return (
    <>
      <title>{`${text.name} · ${t('name')}`}</title>
      <meta name="description" content={description} />
      <link rel="canonical" href={url} />
      <meta property="og:title" content={text.name} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={url} />
      <meta property="og:site_name" content={t('name')} />
      <meta property="og:locale" content={ogLocales[language]} />
      <script
        type="application/ld+json"
        suppressHydrationWarning
        dangerouslySetInnerHTML={{ __html: inScript(schemaOf(event, kind, text, url)) }}
      />
    </>
  );
}

const statuses = { cancelled: 'EventCancelled', postponed: 'EventPostponed' } as const;
const offers: Readonly<Record<SaleKind, string>> = {
  on_sale: 'InStock',
  upcoming: 'PreSale',
  sold_out: 'SoldOut',
  sale_ended: 'OutOfStock',
  ended: 'OutOfStock',
  cancelled: 'Discontinued',
  postponed: 'OutOfStock',
};

/** https://schema.org/Event */
export function schemaOf(event: Event, kind: SaleKind, text: EventText, url: string): object {
  const lowest = priceFrom(event);
  const schema = 'https://schema.org';
  const status = kind === 'cancelled' || kind === 'postponed' ? statuses[kind] : 'EventScheduled';
  return {
    '@context': schema,
    '@type': 'Event',
    name: text.name,
    url,
    startDate: event.startsAt,
    eventStatus: `${schema}/${status}`,
    eventAttendanceMode: `${schema}/OfflineEventAttendanceMode`,
    ...(text.description !== '' && { description: text.description }),
    ...(text.venue !== '' && { location: { '@type': 'Place', name: text.venue } }),
    ...(event.organizer !== undefined && {
      organizer: { '@type': 'Organization', name: event.organizer },
    }),
    ...(lowest !== undefined && {
      offers: {
        '@type': 'AggregateOffer',
        url,
        priceCurrency: event.currency,
        lowPrice: (lowest / 10 ** minorDigits(event.currency)).toString(),
        offerCount: event.available,
        availability: `${schema}/${offers[kind]}`,
        ...(event.saleOpensAt !== undefined && { validFrom: event.saleOpensAt }),
      },
    }),
  };
}
