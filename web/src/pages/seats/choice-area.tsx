/** The map, alive; for an event without a drawing its areas. Says when nothing is free, and whether it may be. */
import { availableIn, type TopicState } from '@onsale/contract/realtime-state.ts';
import { countSeatStates } from '@onsale/contract/seat-state.ts';
import { type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Event } from '../../api/queries.ts';
import { useLanguage } from '../../language/language-provider.tsx';
import { useEventState } from '../../live/use-event-state.ts';
import { areaName, placeLines } from '../../purchase/place-lines.ts';
import type { Reservation } from '../../purchase/queries.ts';
import type { MapPlan } from '../../seat-map/model/map-plan.ts';
import { AreaSteppers } from '../../seat-map/parts/area-steppers.tsx';
import { type AreaChoice, SeatMap } from '../../seat-map/seat-map.tsx';
import { mapTiers } from '../../seat-map/tiers.ts';

type ChoiceAreaProps = {
  readonly event: Event;
  /** Undefined for an event without a drawing. */
  readonly map: MapPlan | undefined;
  readonly partySize: number;
  readonly placesMax: number;
  readonly selected: readonly number[];
  readonly places: AreaChoice | undefined;
  readonly own: Reservation | undefined;
  readonly show: readonly number[] | undefined;
  /** Nothing can be chosen now. */
  readonly isBusy: boolean;
  readonly isHolding: boolean;
  readonly onSelect: (seats: readonly number[]) => void;
  readonly onPlaces: (places: AreaChoice | undefined) => void;
};

export function ChoiceArea(props: ChoiceAreaProps): ReactNode {
  const { event, map, own } = props;
  const t = useTranslations('seats');
  const { language } = useLanguage();
  const { state, status } = useEventState(event.id);
  const tiers = useMemo(() => mapTiers(event as never, language), [event, language]);
  const ownSeats = useMemo(() => own?.seats.map(({ seat }) => seat) ?? [], [own]);
  const left = useMemo(() => countLeft(state), [state]);
  return (
    <section className="seats-map" aria-label={t('choose')}>
      {status !== 'live' && status !== 'connecting' && (
        <p className="seats-live" role="status">
          {t(`status.${status}`)}
        </p>
      )}
      {left !== undefined && left.free === 0 && own === undefined && !props.isHolding && (
        <p className="seats-none" role="status">
          {left.held > 0 ? t('allHeld', { count: left.held }) : t('allSold')}
        </p>
      )}
      {map === undefined ? (
        <Areas {...props} state={state} />
      ) : (
        <SeatMap
          map={map}
          state={state}
          tiers={tiers}
          partySize={props.partySize}
          placesMax={props.placesMax}
          selected={props.selected}
          onSelect={props.onSelect}
          places={props.places}
          onPlaces={props.onPlaces}
          own={ownSeats}
          isBusy={props.isBusy}
          show={props.show}
        />
      )}
    </section>
  );
}

/** Places that are free, and those that others hold and may give back. */
function countLeft(state: TopicState | undefined) {
  if (state === undefined || state.seq < 0) return undefined;
  const seats = countSeatStates(state.seats, state.seatCount);
  const pools = [...state.pools.values()];
  return {
    free: seats.AVAILABLE + pools.reduce((sum, pool) => sum + availableIn(pool), 0),
    held: seats.HELD + pools.reduce((sum, pool) => sum + pool.held, 0),
  };
}

/** An event without a drawing: its areas as a list. */
function Areas(props: ChoiceAreaProps & { readonly state: TopicState | undefined }): ReactNode {
  const { event, state, places } = props;
  const source = { event, plan: undefined };
  const { language } = useLanguage();
  const areas = event.pools.map((pool, at) => {
    const known = state?.pools.get(pool.pool);
    const [line] = placeLines({ ...source, language }, { pool: pool.pool, quantity: 1 });
    const { name } = areaName({ ...source, language }, pool.pool);
    return {
      pool: pool.pool,
      name,
      colour: at,
      price: line && {
        amountMinor: line.unitMinor + line.feeMinor,
        currency: event.currency,
      },
      free: known === undefined ? (pool.available ?? 0) : availableIn(known),
    };
  });
  return (
    <div className="seat-map seats-areas">
      <AreaSteppers
        areas={areas}
        chosen={places}
        placesMax={props.placesMax}
        isBusy={props.isBusy}
        onChoose={props.onPlaces}
      />
    </div>
  );
}
