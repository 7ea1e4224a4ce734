/** The time is over: says so clearly, and tries in one click to take the same places again. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import type { ReactNode } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { paths } from '../../paths.ts';
import { OfflineBanner } from '../../purchase/offline-banner.tsx';
import { placeLines } from '../../purchase/place-lines.ts';
import { formerPlaces } from '../../purchase/places-of.ts';
import { PlaceList } from '../../purchase/price-summary.tsx';
import type { Reservation } from '../../purchase/queries.ts';
import { useHolding } from '../../purchase/use-holding.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

type ExpiredHoldProps = {
  readonly event: Event;
  readonly plan: SeatingPlan | undefined;
  readonly reservation: Reservation;
};

export function ExpiredHold({ event, plan, reservation }: ExpiredHoldProps): ReactNode {
  const t = useTranslations();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const holding = useHolding(event.id);
  const places = formerPlaces(reservation);
  const lines = places === undefined ? [] : placeLines({ event, plan, language }, places);
  const isReleased = reservation.status === 'CANCELLED';
  const title = t(isReleased ? 'checkout.releasedTitle' : 'checkout.expiredTitle');
  const refused = holding.refusal?.refused.code;

  async function again(): Promise<void> {
    const held = places && (await holding.hold(places));
    if (held === undefined) return;
    // An offer is shown where seats are chosen.
    const to =
      held.offer === undefined
        ? paths.checkout(event.id, held.reservation.id)
        : paths.seats(event.id);
    await navigate(to, { replace: true });
  }
  if (refused === 'admission_required') return <Navigate replace to={paths.queue(event.id)} />;
  return (
    <div className="page page-narrow">
      <title>{`${title} · ${t('site.name')}`}</title>
      <OfflineBanner waiting={holding.waiting} />
      <Notice
        level="h1"
        size="large"
        title={title}
        actions={
          <>
            {places !== undefined && (
              <Button
                look="primary"
                size="large"
                busy={holding.isBusy}
                onClick={() => void again()}
              >
                {t('checkout.holdAgain')}
              </Button>
            )}
            <ButtonLink size="large" to={paths.seats(event.id)}>
              {t('checkout.chooseOthers')}
            </ButtonLink>
          </>
        }
      >
        <p>{t(isReleased ? 'checkout.releasedText' : 'checkout.expiredText')}</p>
        {places !== undefined && (
          <>
            <p>{t('checkout.perhapsFree')}</p>
            <div className="expired-places">
              <PlaceList lines={lines} currency={event.currency} />
            </div>
          </>
        )}
        {refused !== undefined && (
          <p className="field-error" role="alert">
            {t(`errors.${refused}`)}
          </p>
        )}
      </Notice>
    </div>
  );
}
