/**
 * Holds places, whatever happens on the way. The id of the attempt is kept until its outcome is
 * definite: a lost connection, a reload or a second press ask for the same hold again, never for two.
 */
import { useQueryClient } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Refused } from '../api/outcome.ts';
import { uuidV7 } from '../lib/uuid-v7.ts';
import { useApp } from '../main/app-services.ts';
import { withPass } from '../queue/pass.ts';
import { mineKey, queueKey } from '../queue/queries.ts';
import { setSessionHint } from '../session/hint.ts';
import { countOf, type Places } from './place-lines.ts';
import { rememberPlaces } from './places-of.ts';
import { reservationQuery, type Reservation } from './queries.ts';
import { isNumbers, isRecord, isText, readStored, writeStored } from './stored.ts';
import { untilDefinite, type Waiting } from './until-definite.ts';

/** Other seats were held, because somebody else was faster; to be accepted or let go. */
export type Offer = {
  readonly reservationId: string;
  readonly seats: readonly number[];
  readonly lost: readonly number[];
  /** What they cost more (or less), without fees. */
  readonly differenceMinor: number;
};

export type Held = { readonly reservation: Reservation; readonly offer: Offer | undefined };

export type Refusal = { readonly wanted: Places; readonly refused: Refused };

export type Holding = {
  readonly isBusy: boolean;
  readonly waiting: Waiting | undefined;
  readonly refusal: Refusal | undefined;
  readonly forget: () => void;
  /** Undefined when it was refused: `refusal` says why. */
  readonly hold: (places: Places) => Promise<Held | undefined>;
};

type Attempt = { readonly id: string; readonly wanted: string };

const isAttempt = (value: unknown): value is Attempt =>
  isRecord(value) && isText(value['id']) && isText(value['wanted']);

export const isOffer = (value: unknown): value is Offer =>
  isRecord(value) &&
  isText(value['reservationId']) &&
  isNumbers(value['seats']) &&
  isNumbers(value['lost']) &&
  typeof value['differenceMinor'] === 'number';

export const offerKey = (eventId: number): string => `offer:${eventId}`;
const attemptKey = (eventId: number): string => `hold:${eventId}`;

function attemptFor(eventId: number, wanted: string): Attempt {
  const known = readStored(attemptKey(eventId), isAttempt);
  if (known?.wanted === wanted) return known;
  const attempt = { id: uuidV7(), wanted };
  writeStored(attemptKey(eventId), attempt);
  return attempt;
}

export function useHolding(eventId: number): Holding {
  const { api } = useApp();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [waiting, setWaiting] = useState<Waiting>();
  const [refusal, setRefusal] = useState<Refusal>();
  const underWay = useRef(false);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);

  const hold = useCallback(
    async (places: Places): Promise<Held | undefined> => {
      if (underWay.current || countOf(places) === 0) return undefined;
      underWay.current = true;
      setBusy(true);
      setRefusal(undefined);
      const attempt = attemptFor(eventId, JSON.stringify(places));
      const what =
        'seats' in places ? { seats: [...places.seats], holdAlternatives: true } : places;
      const body = { id: attempt.id, ...what };
      const outcome = await untilDefinite<typeof productApi.createReservation>(
        () =>
          withPass<typeof productApi.createReservation>(api, eventId, (headers) =>
            api.call(productApi.createReservation, { params: { eventId }, headers, body }),
          ),
        { onWait: (now) => isThere.current && setWaiting(now) },
      );
      underWay.current = false;
      if (isThere.current) {
        setBusy(false);
        setWaiting(undefined);
      }
      if (!outcome.ok) {
        // Also after giving up: the same wish asks under the same id again.
        if (outcome.status >= 400 && outcome.status < 500) {
          writeStored(attemptKey(eventId), undefined);
        }
        if (outcome.code === 'admission_required') {
          void queries.invalidateQueries({ queryKey: queueKey(eventId) });
          void queries.invalidateQueries({ queryKey: mineKey(eventId) });
        }
        setRefusal({ wanted: places, refused: outcome });
        return undefined;
      }
      writeStored(attemptKey(eventId), undefined);
      setSessionHint(true);
      const { reservation, instead } = outcome.value;
      rememberPlaces(reservation);
      const { queryKey } = reservationQuery(api, eventId, reservation.id);
      queries.setQueryData(queryKey, reservation);
      void queries.invalidateQueries({ queryKey: ['holds'] });
      void queries.invalidateQueries({ queryKey: ['event', eventId] });
      const offer = instead && {
        reservationId: reservation.id,
        seats: reservation.seats.map(({ seat }) => seat),
        lost: instead.lost,
        differenceMinor: instead.differenceMinor,
      };
      writeStored(offerKey(eventId), offer);
      return { reservation, offer };
    },
    [api, eventId, queries],
  );
  const forget = useCallback(() => setRefusal(undefined), []);
  return { isBusy, waiting, refusal, forget, hold };
}
