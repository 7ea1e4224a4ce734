/**
 * Somebody was faster, and the nearest equivalent seats are held instead: says what was lost, where the
 * others are and what they cost, and asks. A reload asks again; nothing is accepted by itself.
 */
import { getSeatState, seatStates } from '@onsale/contract/seat-state.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useFormats } from '../../language/use-formats.ts';
import { useEventState } from '../../live/use-event-state.ts';
import { paths } from '../../paths.ts';
import { placeDifference } from '../../purchase/place-difference.ts';
import { placeLines, totalsOf } from '../../purchase/place-lines.ts';
import { PlaceList, Totals } from '../../purchase/price-summary.tsx';
import { readStored, writeStored } from '../../purchase/stored.ts';
import { isOffer, type Offer, offerKey } from '../../purchase/use-holding.ts';
import { useRelease } from '../../purchase/use-release.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export function useOffer(eventId: number) {
  const [offer, setOffer] = useState(() => readStored(offerKey(eventId), isOffer));
  return {
    offer,
    make: (next: Offer) => setOffer(next),
    end: () => {
      writeStored(offerKey(eventId), undefined);
      setOffer(undefined);
    },
  };
}

type OfferDialogProps = {
  readonly event: Event;
  readonly plan: SeatingPlan | undefined;
  readonly offer: Offer;
  readonly onEnd: () => void;
};

export function OfferDialog({ event, plan, offer, onEnd }: OfferDialogProps): ReactNode {
  const t = useTranslations('offer');
  const navigate = useNavigate();
  const { language } = useLanguage();
  const { money } = useFormats();
  const { isBusy, release } = useRelease();
  const { currency } = event;
  const source = { event, plan, language };
  const lines = placeLines(source, { seats: offer.seats });
  const { state } = useEventState(event.id);
  // Some were only given up because the others had gone.
  const gone = offer.lost.filter(
    (seat) =>
      state !== undefined &&
      seat < state.seatCount &&
      getSeatState(state.seats, seat) !== seatStates.AVAILABLE,
  );
  const lost = placeLines(source, { seats: gone.length > 0 ? gone : offer.lost });
  const asked = [...offer.seats.filter((seat) => !offer.lost.includes(seat)), ...offer.lost];
  // As many as were asked for: with the fees, which the server's difference leaves out.
  const isComparable = asked.length === offer.seats.length;
  const before = totalsOf(placeLines(source, { seats: asked })).totalMinor;
  const difference = isComparable ? totalsOf(lines).totalMinor - before : offer.differenceMinor;

  const place = plan && placeDifference(plan, asked, offer.seats);

  async function accept(): Promise<void> {
    onEnd();
    await navigate(paths.checkout(event.id, offer.reservationId));
  }
  async function letGo(): Promise<void> {
    if (await release({ id: offer.reservationId, eventId: event.id })) onEnd();
  }
  return (
    <Dialog
      open
      title={t('title')}
      // Closing decides nothing: the seats stay held, and the page shows them.
      onClose={onEnd}
      actions={
        <>
          <Button look="primary" size="large" onClick={() => void accept()}>
            {t('accept')}
          </Button>
          <Button size="large" busy={isBusy} onClick={() => void letGo()}>
            {t('letGo')}
          </Button>
        </>
      }
    >
      <p>
        {t(gone.length > 0 ? 'lost' : 'lostSome', {
          count: lost.length,
          places: lost.map(({ name }) => name).join(', '),
        })}
      </p>
      <p>{t('instead')}</p>
      <PlaceList {...{ lines, currency }} />
      <p className="offer-difference">
        {difference === 0
          ? t('samePrice')
          : difference > 0
            ? t('dearer', { amount: money(difference, currency) })
            : t('cheaper', { amount: money(-difference, currency) })}
      </p>
      {place !== undefined && (
        <p className="offer-difference">
          {t(`shared.${place.shared}`)}{' '}
          {t(place.furtherM > 0 ? 'further' : place.furtherM < 0 ? 'nearer' : 'asFar', {
            metres: Math.abs(place.furtherM),
          })}
        </p>
      )}
      <Totals {...{ lines, currency }} />
    </Dialog>
  );
}
