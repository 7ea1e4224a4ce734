/** Gives a hold back. Repeated until it is certain; what is over already is fine too. */
import { useQueryClient } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { useCallback, useState } from 'react';
import { useApp } from '../main/app-services.ts';
import type { Reservation } from './queries.ts';
import { untilDefinite } from './until-definite.ts';

type Which = Pick<Reservation, 'id' | 'eventId'>;

export type Release = {
  readonly isBusy: boolean;
  /** False when it could not be given back. */
  readonly release: (reservation: Which) => Promise<boolean>;
};

export function useRelease(): Release {
  const { api } = useApp();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const release = useCallback(
    async ({ id, eventId }: Which) => {
      setBusy(true);
      const params = { eventId, reservationId: id };
      const outcome = await untilDefinite<typeof productApi.cancelReservation>(() =>
        api.call(productApi.cancelReservation, { params }),
      );
      setBusy(false);
      queries.removeQueries({ queryKey: ['reservation', eventId, id] });
      await queries.invalidateQueries({ queryKey: ['holds'] });
      return outcome.ok || outcome.code === 'invalid_transition';
    },
    [api, queries],
  );
  return { isBusy, release };
}
