/** When, where, how long, for whom: as a list of terms. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useEventText } from '../../event/event-text.ts';
import { EventTime } from '../../event/event-time.tsx';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useNow } from '../../main/app-services.ts';
import { paths } from '../../paths.ts';

export function EventFacts({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations('event');
  const { venue } = useEventText(event);
  const { date } = useFormats();
  const { startsAt, timeZone, runningMinutes, ageMin, organizer, refundableUntil } = event;
  return (
    <dl className="event-facts">
      <Fact term={t('when')}>
        <EventTime instant={startsAt} timeZone={timeZone} style="full" named />
      </Fact>
      {venue !== '' && (
        <Fact term={t('where')}>
          {venue}
          <City event={event} venue={venue} />
        </Fact>
      )}
      {runningMinutes !== undefined && (
        <Fact term={t('runningTime')}>{t('minutes', { minutes: runningMinutes })}</Fact>
      )}
      {ageMin !== undefined && (
        <Fact term={t('age')}>{ageMin === 0 ? t('ageAll') : t('ageFrom', { age: ageMin })}</Fact>
      )}
      <SaleWindow event={event} />
      <Fact term={t('refunds')}>
        {refundableUntil === undefined ? (
          t('refundsNo')
        ) : (
          <span suppressHydrationWarning>
            {t('refundableUntil', { date: date(refundableUntil, 'short', timeZone) })}
          </span>
        )}
      </Fact>
      {organizer !== undefined && <Fact term={t('organizer')}>{organizer}</Fact>}
    </dl>
  );
}

type CityProps = { readonly event: Event; readonly venue: string };

/** Unless the name of the venue says it. Leads to what else there is in the same city. */
function City({ event, venue }: CityProps): ReactNode {
  const { language } = useLanguage();
  const { city } = event;
  const name = translated(city?.name, language);
  if (city === undefined || venue.includes(name)) return null;
  return (
    <Link to={`${paths.search()}?city=${city.code}`} className="event-city">
      {name}
    </Link>
  );
}

/** In the zone of the event, whose times these are. */
function SaleWindow({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations('event');
  const { date } = useFormats();
  const { saleOpensAt, saleEndsAt, timeZone } = event;
  const nowMs = useNow();
  if (saleOpensAt === undefined) return null;
  const isOpen = nowMs >= Date.parse(saleOpensAt);
  const opening = { date: date(saleOpensAt, 'short', timeZone) };
  return (
    <Fact term={t('saleWindow')}>
      <span suppressHydrationWarning>{t(isOpen ? 'opened' : 'opensAt', opening)}</span>
      {saleEndsAt !== undefined && (
        <small suppressHydrationWarning>
          {t('closes', { date: date(saleEndsAt, 'short', timeZone) })}
        </small>
      )}
    </Fact>
  );
}

const Fact = (props: { readonly term: string; readonly children: ReactNode }): ReactNode => (
  <div>
    <dt>{props.term}</dt>
    <dd>{props.children}</dd>
  </div>
);
