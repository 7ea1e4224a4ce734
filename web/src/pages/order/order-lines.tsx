/** The event of an order, its places and its sums, as the server has written them down. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { EventTime } from '../../event/event-time.tsx';
import { useEventText } from '../../event/event-text.ts';
import { translated } from '../../language/language.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { paths } from '../../paths.ts';
import { PlaceList, Totals } from '../../purchase/price-summary.tsx';
import type { Order } from '../../purchase/queries.ts';

export function OrderLines({
  order,
  event,
}: {
  readonly order: Order;
  readonly event: Event;
}): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const { name, venue } = useEventText(event);
  const lines = order.lines.map((line) => ({
    key: `${line.line}`,
    seat: line.seat,
    name: translated(line.label, language),
    tier: line.tier ?? '',
    tierName: [
      translated(event.tiers.find(({ code }) => code === line.tier)?.name, language, line.tier),
      translated(
        event.ticketTypes?.find(({ code }) => code === line.ticketType)?.name,
        language,
        line.ticketType,
      ),
      line.attendee === undefined ? '' : t('attendees.on', { name: line.attendee }),
      line.given === true ? t('transfer.given') : '',
    ]
      .filter((text) => text !== '')
      .join(' · '),
    unitMinor: line.unitMinor,
    discountMinor: line.discountMinor ?? 0,
    feeMinor: line.feeMinor,
  }));
  const { currency } = order;
  return (
    <section className="order-card" aria-labelledby="order-event">
      <h2 id="order-event">
        <Link to={paths.event(event.id)}>{name}</Link>
      </h2>
      <p className="order-when">
        <EventTime instant={event.startsAt} timeZone={event.timeZone} style="full" named />
        {venue !== '' && <span>{venue}</span>}
      </p>
      <PlaceList {...{ lines, currency }} />
      <Totals {...{ lines, currency }} promoCode={order.promoCode} />
      <p className="order-number">
        {t('order.number', { number: order.id.slice(-8).toUpperCase() })} · {order.email}
      </p>
    </section>
  );
}
