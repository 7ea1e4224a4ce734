/** What is being bought: the event, its places with their types, every price, and the rules. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { EventArt } from '../../art/event-art.tsx';
import { useEventText } from '../../event/event-text.ts';
import { EventTime } from '../../event/event-time.tsx';
import { useFormats } from '../../language/use-formats.ts';
import type { PlaceLine, TicketType } from '../../purchase/place-lines.ts';
import { Totals } from '../../purchase/price-summary.tsx';
import { TicketTypes } from './ticket-types.tsx';

type CheckoutSummaryProps = {
  readonly event: Event;
  readonly lines: readonly PlaceLine[];
  readonly ticketTypes: readonly TicketType[];
  readonly types: readonly (TicketType | undefined)[];
  readonly promoCode: string | undefined;
  readonly isBusy: boolean;
  readonly onType: (at: number, code: string) => void;
  /** The field for a promo code. */
  readonly children: ReactNode;
};

export function CheckoutSummary(props: CheckoutSummaryProps): ReactNode {
  const { event, lines, ticketTypes, types, promoCode, isBusy, onType, children } = props;
  const t = useTranslations('checkout');
  const { date } = useFormats();
  const { name } = useEventText(event);
  const { currency, refundableUntil: deadline } = event;
  return (
    <section className="checkout-card checkout-summary" aria-labelledby="summary-title">
      <div className="checkout-event">
        <div className="checkout-art">
          <EventArt eventId={event.id} genre={event.genre} place="poster" />
        </div>
        <div>
          <h2 id="summary-title">{name}</h2>
          <p>
            <EventTime instant={event.startsAt} timeZone={event.timeZone} named />
          </p>
        </div>
      </div>
      <TicketTypes {...{ lines, ticketTypes, currency, types, isBusy, onType }} />
      {children}
      <Totals {...{ lines, currency, promoCode }} />
      <p className="checkout-rules">
        {deadline === undefined
          ? t('noRefund')
          : t('refundUntil', { date: date(deadline, 'full', event.timeZone) })}
      </p>
    </section>
  );
}
