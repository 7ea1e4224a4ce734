/** The whole checkout on one page: what it is, who for, how to pay, and the time that is left. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { paths } from '../../paths.ts';
import type { HoldLeft } from '../../purchase/hold-clock.tsx';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { discounted, placeLines, totalsOf } from '../../purchase/place-lines.ts';
import { placesOf } from '../../purchase/places-of.ts';
import type { Order, Reservation } from '../../purchase/queries.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { AttendeeFields } from './attendee-fields.tsx';
import { cards } from './cards.ts';
import { CheckoutSummary } from './checkout-summary.tsx';
import { ContactFields } from './contact-fields.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { HoldTimer } from './hold-timer.tsx';
import { PaymentFields } from './payment-fields.tsx';
import { PaymentTrouble } from './payment-trouble.tsx';
import { PromoField } from './promo-field.tsx';
import { useForm } from './use-form.ts';
import { usePaying } from './use-paying.ts';
import { promoProblemOf, usePromo } from './use-promo.ts';

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
  const { money } = useFormats();
  const { session } = useSession();
  const { currency, ticketTypes = [], askNames = false } = event;
  const form = useForm({
    reservationId: reservation.id,
    count: reservation.quantity,
    ticketTypes,
    askNames,
    session,
    order,
  });
  const promo = usePromo(event.id, reservation.id, order?.promoCode);
  const paying = usePaying({
    onRefused: (refused) => {
      const problem = promoProblemOf(refused);
      if (problem === undefined) return false;
      promo.setProblem(problem);
      return true;
    },
  });
  const [attempt, setAttempt] = useState(0);
  const [element, setElement] = useState<HTMLFormElement | null>(null);
  const full = placeLines({ event, plan, language }, placesOf(reservation), form.types);
  const reduced = promo.applied && discounted(full, event, form.types, promo.applied);
  const lines = reduced ?? full;
  const { totalMinor, discountMinor } = totalsOf(lines);
  const isFree = totalMinor === 0;
  const types = ticketTypes.length === 0 ? undefined : form.types.map((type) => type?.code ?? '');

  function submit(sent: SubmitEvent<HTMLFormElement>): void {
    sent.preventDefault();
    form.show();
    const isTyped = promo.applied === undefined && promo.text.trim() !== '';
    if (isTyped) promo.setProblem({ kind: 'not_applied' });
    if (Object.keys(form.errors).length > 0 || isTyped) {
      setAttempt(attempt + 1);
      return;
    }
    void paying.pay({
      eventId: event.id,
      reservationId: reservation.id,
      email: form.email.trim(),
      name: form.name.trim(),
      language,
      ticketTypes: types,
      promoCode: promo.applied?.code,
      attendees: askNames ? form.attendees.map((name) => name.trim()) : undefined,
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
      <form className="checkout-inner" ref={setElement} noValidate onSubmit={submit}>
        <header className="checkout-head">
          <Link to={paths.seats(event.id)} className="way-back">
            {t('checkout.changeSeats')}
          </Link>
          <h1>{title}</h1>
          <details className="checkout-why">
            <summary>{t('checkoutMore.whyTitle')}</summary>
            <p>{t('checkoutMore.why')}</p>
          </details>
          <ErrorSummary form={element} attempt={attempt} />
        </header>
        <CheckoutSummary
          {...{ event, lines, ticketTypes }}
          types={form.types}
          promoCode={promo.applied?.code}
          isBusy={paying.isBusy}
          onType={form.setType}
        >
          <PromoField
            {...{ promo, discountMinor, currency }}
            timeZone={event.timeZone}
            ticketTypes={types}
            isBusy={paying.isBusy}
          />
        </CheckoutSummary>
        <div className="checkout-steps">
          <ContactFields form={form} session={session} trouble={paying.trouble} />
          {askNames && (
            <AttendeeFields
              lines={full}
              names={form.attendees}
              onName={form.setAttendee}
              isShown={form.isShown}
            />
          )}
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
