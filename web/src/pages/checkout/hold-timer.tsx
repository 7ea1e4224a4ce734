/** The strip with the time that is left, and the one extension there is. */
import { useQueryClient } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApp } from '../../main/app-services.ts';
import { HoldClock, type HoldLeft, useHoldWarnings } from '../../purchase/hold-clock.tsx';
import { type Reservation, reservationQuery } from '../../purchase/queries.ts';
import { untilDefinite } from '../../purchase/until-definite.ts';
import { Button } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toasts.tsx';

type HoldTimerProps = { readonly reservation: Reservation; readonly left: HoldLeft };

export function HoldTimer({ reservation, left }: HoldTimerProps): ReactNode {
  const t = useTranslations();
  const { api } = useApp();
  const queries = useQueryClient();
  const { show } = useToasts();
  const [isBusy, setBusy] = useState(false);
  const { id, eventId, extended, quantity } = reservation;
  useHoldWarnings(left, !extended);

  async function extend(): Promise<void> {
    setBusy(true);
    const params = { eventId, reservationId: id };
    const outcome = await untilDefinite<typeof productApi.extendReservation>(() =>
      api.call(productApi.extendReservation, { params }),
    );
    setBusy(false);
    const { queryKey } = reservationQuery(api, eventId, id);
    if (outcome.ok) {
      queries.setQueryData(queryKey, outcome.value.reservation);
      show(t('hold.extended'), 'positive');
    } else {
      show(t(`errors.${outcome.code}`), 'danger');
      await queries.invalidateQueries({ queryKey });
    }
    void queries.invalidateQueries({ queryKey: ['holds'] });
  }
  return (
    <div className="hold-timer" data-urgency={left.urgency}>
      <div className="hold-timer-inner">
        <HoldClock left={left} />
        <p>
          {t('hold.heldFor', { count: quantity })}
          {extended && <small>{t('hold.extendedOnce')}</small>}
        </p>
        {!extended && (
          <Button size="small" busy={isBusy} onClick={() => void extend()}>
            {t('hold.extend')}
          </Button>
        )}
      </div>
    </div>
  );
}
