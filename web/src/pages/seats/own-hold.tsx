/** Something of this event is held already: go on with it, or give it back and choose again. */
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { paths } from '../../paths.ts';
import { HoldClock, useHoldLeft, useHoldWarnings } from '../../purchase/hold-clock.tsx';
import { placeLines } from '../../purchase/place-lines.ts';
import { placesOf } from '../../purchase/places-of.ts';
import { PlaceList, Totals } from '../../purchase/price-summary.tsx';
import type { Reservation } from '../../purchase/queries.ts';
import { useRelease } from '../../purchase/use-release.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';

type OwnHoldProps = {
  readonly event: Event;
  readonly plan: SeatingPlan | undefined;
  readonly own: Reservation;
  /** The seats that were held; they are free again. */
  readonly onReleased: (seats: readonly number[]) => void;
};

export function OwnHold({ event, plan, own, onReleased }: OwnHoldProps): ReactNode {
  const t = useTranslations();
  const { language } = useLanguage();
  const { isBusy, release } = useRelease();
  const left = useHoldLeft(own.expiresAt);
  useHoldWarnings(left, !own.extended);
  const lines = placeLines({ event, plan, language }, placesOf(own));
  const { currency } = event;
  const change = async (): Promise<void> => {
    if (await release(own)) onReleased(own.seats.map(({ seat }) => seat));
  };
  return (
    <div className="cart" data-open>
      <h2 className="cart-title cart-held">
        {t('seats.ownTitle')}
        <HoldClock left={left} />
      </h2>
      <div className="cart-lines">
        <PlaceList {...{ lines, currency }} />
        <Totals {...{ lines, currency }} />
      </div>
      <div className="cart-bar">
        <ButtonLink look="primary" size="large" wide to={paths.checkout(event.id, own.id)}>
          {t('seats.toCheckout')}
        </ButtonLink>
        <Button look="quiet" wide busy={isBusy} onClick={() => void change()}>
          {t('seats.chooseOthers')}
        </Button>
      </div>
    </div>
  );
}
