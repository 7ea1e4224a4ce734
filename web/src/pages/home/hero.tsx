/** The event that the home page opens with. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { Poster } from '../../art/poster.tsx';
import { PriceFrom } from '../../discover/price-from.tsx';
import { useEventText } from '../../event/event-text.ts';
import { EventTime } from '../../event/event-time.tsx';
import { StatusBadge } from '../../event/status-badge.tsx';
import { useSale } from '../../event/use-sale.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CountdownClock } from '../../ui/countdown.tsx';

export function Hero({ event }: { readonly event: Event }): ReactNode {
  const t = useTranslations();
  const sale = useSale(event);
  const { name, venue, description } = useEventText(event);
  const canChoose = sale.kind === 'on_sale';
  return (
    <section className="hero" aria-labelledby="featured">
      <Link to={paths.event(event.id)} className="hero-art" tabIndex={-1} aria-hidden="true">
        <Poster event={event} place="hero" shape="fill" isFirst />
      </Link>
      <div className="hero-text">
        <p className="hero-kicker">
          <StatusBadge kind={sale.kind} />
          {t(`genre.${event.genre ?? 'other'}`)}
        </p>
        <h2 id="featured">
          <Link to={paths.event(event.id)}>{name}</Link>
        </h2>
        <p className="hero-facts">
          <EventTime instant={event.startsAt} timeZone={event.timeZone} style="full" />
          {venue !== '' && <span>{venue}</span>}
        </p>
        {description !== '' && <p className="hero-description">{description}</p>}
        <div className="hero-actions">
          {canChoose ? (
            <ButtonLink to={paths.seats(event.id)} look="primary" size="large">
              {t(event.seatingPlan ? 'event.chooseSeats' : 'event.chooseTickets')}
            </ButtonLink>
          ) : (
            <ButtonLink to={paths.event(event.id)} look="primary" size="large">
              {t('home.seeEvent')}
            </ButtonLink>
          )}
          {sale.kind === 'upcoming' ? (
            <CountdownClock untilMs={sale.opensAtMs} />
          ) : (
            <PriceFrom event={event} />
          )}
        </div>
      </div>
    </section>
  );
}
