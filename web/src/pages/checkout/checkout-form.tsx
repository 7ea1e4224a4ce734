/** The whole checkout on one page: what it is, who for, how to pay, and the time that is left. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { type ReactNode, type SubmitEvent, useRef } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { EventTime } from '../../event/event-time.tsx';
import { useEventText } from '../../event/event-text.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { paths } from '../../paths.ts';
import type { HoldLeft } from '../../purchase/hold-clock.tsx';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { placeLines, totalsOf } from '../../purchase/place-lines.ts';
import { placesOf } from '../../purchase/places-of.ts';
import { Totals } from '../../purchase/price-summary.tsx';
import type { Order, Reservation } from '../../purchase/queries.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { EventArt } from '../../art/event-art.tsx';
import { cards } from './cards.ts';
import { ContactFields } from './contact-fields.tsx';
import { HoldTimer } from './hold-timer.tsx';
import { PaymentFields } from './payment-fields.tsx';
import { PaymentTrouble } from './payment-trouble.tsx';
import { TicketTypes } from './ticket-types.tsx';
import { useForm } from './use-form.ts';
import { usePaying } from './use-paying.ts';

type CheckoutFormProps = {
  readonly event: Event;
  readonly plan: SeatingPlan | undefined;
  readonly reservation: Reservation;
  readonly order: Order | undefined;
  readonly left: HoldLeft;
};

export function CheckoutForm(props: CheckoutFormProps): ReactNode {
  const { event, plan, reservation, order, left } = props;
  const t = useTranslations();
  const { language } = useLanguage();
  const { money, date } = useFormats();
  const { name } = useEventText(event);
  const { session } = useSession();
  const { currency, ticketTypes = [] } = event;
  const form = useForm({
    reservationId: reservation.id,
    count: reservation.quantity,
    ticketTypes,
    session,
    order,
  });
  const paying = usePaying();
  const element = useRef<HTMLFormElement>(null);
  const lines = placeLines({ event, plan, language }, placesOf(reservation), form.types);
  const { totalMinor } = totalsOf(lines);
  const isFree = totalMinor === 0;
  const deadline = event.refundableUntil;

  function submit(sent: SubmitEvent<HTMLFormElement>): void {
    sent.preventDefault();
    form.show();
    if (Object.keys(form.errors).length > 0) {
      // The first wrong field, once it says what is wrong.
      requestAnimationFrame(() =>
        element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(),
      );
      return;
    }
    void paying.pay({
      eventId: event.id,
      reservationId: reservation.id,
      email: form.email.trim(),
      name: form.name.trim(),
      language,
      ticketTypes:
        ticketTypes.length === 0 ? undefined : form.types.map((type) => type?.code ?? ''),
      source: isFree ? undefined : cards[form.card].token,
      totalMinor,
    });
  }
  const payText = isFree
    ? t('checkout.payFree')
    : t('checkout.pay', { amount: money(totalMinor, currency) });
  const title = t('checkout.title');
  return (
    <div className="checkout">
      <title>
        {left.urgency === 'calm'
          ? `${title} · ${t('site.name')}`
          : `${left.clock} · ${title} · ${t('site.name')}`}
      </title>
      <HoldTimer reservation={reservation} left={left} />
      <OfflineBanner waiting={paying.waiting} />
      <form className="checkout-inner" ref={element} noValidate onSubmit={submit}>
        <header className="checkout-head">
          <Link to={paths.seats(event.id)}>{t('checkout.changeSeats')}</Link>
          <h1>{title}</h1>
        </header>
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
          <TicketTypes
            {...{ lines, ticketTypes, currency }}
            types={form.types}
            isBusy={paying.isBusy}
            onType={form.setType}
          />
          <Totals {...{ lines, currency }} />
          <p className="checkout-rules">
            {deadline === undefined
              ? t('checkout.noRefund')
              : t('checkout.refundUntil', { date: date(deadline, 'full', event.timeZone) })}
          </p>
        </section>
        <div className="checkout-steps">
          <ContactFields form={form} session={session} trouble={paying.trouble} />
          {!isFree && <PaymentFields card={form.card} onCard={form.setCard} />}
          <PaymentTrouble order={order} trouble={paying.trouble} isBusy={paying.isBusy} />
        </div>
        <div className="checkout-bar">
          <p className="checkout-bar-total">
            <span>{t('purchase.total')}</span>
            <strong>{money(totalMinor, currency)}</strong>
          </p>
          <Button type="submit" look="primary" size="large" wide busy={paying.isBusy}>
            {paying.isBusy ? t('checkout.paying') : payText}
          </Button>
        </div>
      </form>
    </div>
  );
}
