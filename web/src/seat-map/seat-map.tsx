/**
 * The seat map: one component for named seats and general admission, as a picture and as a list. It is
 * controlled: what is chosen belongs to the page. It knows the plan and the live state, and proposes.
 */
import type { TopicState } from '@onsale/contract/realtime-state.ts';
import { type ReactNode, startTransition, useMemo, useState } from 'react';
import type { LiveStatus } from '../live/connection.ts';
import { useLanguage } from '../language/language-provider.tsx';
import { useFormats } from '../language/use-formats.ts';
import { useMapText } from './messages.ts';
import type { TopLevel } from './model/levels.ts';
import { choosable } from './model/list-model.ts';
import type { MapPlan } from './model/map-plan.ts';
import { AreaSteppers, type AreaChoice } from './parts/area-steppers.tsx';
import { LiveBadge } from './parts/live-badge.tsx';
import { MapStage } from './parts/map-stage.tsx';
import { MarkKey } from './parts/mark-key.tsx';
import { SeatList } from './parts/seat-list.tsx';
import { TierFilter } from './parts/tier-filter.tsx';
import { useChoice, type SelectCause } from './parts/use-choice.ts';
import { useSceneInput } from './parts/use-scene-input.ts';
import { seatWords } from './seat-words.ts';
import type { MapTier } from './tiers.ts';
import './seat-map.css';
import './themes.css';

export type { AreaChoice, MapTier, SelectCause };

export type SeatMapProps = {
  readonly map: MapPlan;
  /** Undefined until the first snapshot. */
  readonly state: TopicState | undefined;
  /** How fresh the state is; nothing is said about it when absent. */
  readonly status?: LiveStatus;
  readonly tiers: readonly MapTier[];
  /** How many come together: one tap chooses so many seats side by side. */
  readonly partySize: number;
  /** Most places in one order. */
  readonly placesMax: number;
  readonly selected: readonly number[];
  readonly onSelect: (selected: readonly number[], cause: SelectCause) => void;
  /** Chosen places of an area; seats and areas do not go together. */
  readonly places: AreaChoice | undefined;
  readonly onPlaces: (places: AreaChoice | undefined) => void;
  /** Seats that this buyer holds already: others see them as held. */
  readonly own?: readonly number[];
  /** A request for the chosen seats is on its way: nothing can be changed, nothing counts as lost. */
  readonly isBusy?: boolean;
  /** Seats to bring into view whenever this array changes. */
  readonly show?: readonly number[] | undefined;
  readonly onFocusSeat?: (seat: number | undefined) => void;
};

const noSeats: readonly number[] = [];

export function SeatMap(props: SeatMapProps): ReactNode {
  const { map, state, tiers, selected, own = noSeats, places, isBusy = false } = props;
  const text = useMapText();
  const { language } = useLanguage();
  const formats = useFormats();
  const words = useMemo(
    () => seatWords(map, tiers, text, language, formats),
    [map, tiers, text, language, formats],
  );
  const [wanted, setWanted] = useState<ReadonlySet<number>>(() => new Set());
  const [isList, setList] = useState(false);
  const [topLevel, setTopLevel] = useState<TopLevel>();
  const input = useSceneInput({
    map,
    state,
    tiers,
    selected,
    own,
    places,
    wanted,
    words,
    topLevel,
  });
  const choice = useChoice({ ...props, map, own, isBusy, words, states: input.states });
  const canChoose = useMemo(
    () => choosable(map, input.states, input.isTierShown),
    [map, input.states, input.isTierShown],
  );
  const legend = useMemo(
    () =>
      map.seats.tiers
        .flatMap((code, index) => {
          const tier = tiers.find((one) => one.code === code);
          const free = input.available.tiers[index] ?? 0;
          return tier === undefined
            ? []
            : [{ ...tier, index, colour: input.palette[index] ?? 0, free }];
        })
        .toSorted((a, b) => b.priceMinor - a.priceMinor),
    [map, tiers, input.available, input.palette],
  );
  const areas = map.areas.map((mapArea) => {
    const { area } = mapArea;
    const tier = legend.find(({ code }) => code === area.tier);
    const free = input.available.pools.get(area.pool) ?? 0;
    const price = tier && { amountMinor: tier.priceMinor, currency: tier.currency };
    const { name } = words.onMap.area(mapArea, free);
    return { pool: area.pool, name, colour: tier?.colour ?? 0, price, free };
  });
  const areaPin =
    places === undefined
      ? undefined
      : text('placesIn', {
          count: places.quantity,
          area: areas.find(({ pool }) => pool === places.pool)?.name ?? '',
        });
  const flags = useMemo(() => map.seats.flags.reduce((all, one) => all | one, 0), [map]);
  const hasSeats = map.seats.seatCount > 0;

  return (
    <div className="seat-map" data-loading={state === undefined || undefined}>
      <div className="seat-map-bar" hidden={!hasSeats && legend.length < 2}>
        {hasSeats && (
          <button
            type="button"
            className="seat-map-switch"
            aria-pressed={isList}
            onClick={() => startTransition(() => setList(!isList))}
          >
            {isList ? text('showMap') : text('chooseFromList')}
          </button>
        )}
        {legend.length > 1 && <TierFilter tiers={legend} wanted={wanted} onWanted={setWanted} />}
      </div>
      {areas.length > 0 && (
        <AreaSteppers
          areas={areas}
          chosen={places}
          placesMax={props.placesMax}
          isBusy={isBusy}
          onChoose={choice.choosePlaces}
        />
      )}
      <div className="seat-map-body">
        {isList && hasSeats ? (
          <SeatList
            // A list that was opened before anything was known begins anew.
            key={`${[...wanted].join()} ${state === undefined}`}
            map={map}
            input={input}
            words={words}
            canChoose={canChoose}
            onChooseSeat={choice.chooseSeat}
          />
        ) : (
          <MapStage
            map={map}
            input={input}
            words={words}
            selected={selected.length > 0 ? selected : own}
            areaPin={areaPin}
            onChooseSeat={choice.chooseSeat}
            onChooseArea={choice.chooseArea}
            onFocusSeat={props.onFocusSeat}
            show={props.show}
            onTopLevel={setTopLevel}
            announce={choice.announce}
          />
        )}
        {!isList && (
          <div className="seat-map-corner">
            {hasSeats && <MarkKey flags={flags} />}
            {props.status !== undefined && <LiveBadge status={props.status} />}
          </div>
        )}
        {state === undefined && <p className="seat-map-loading">{text('loading')}</p>}
        {choice.notice !== undefined && (
          <p className="seat-map-notice">
            <span>{choice.notice}</span>
            <button type="button" aria-label={text('dismiss')} onClick={choice.dismiss}>
              ×
            </button>
          </p>
        )}
      </div>
      <p className="unseen" role="status" aria-live="polite">
        {choice.announcement}
      </p>
    </div>
  );
}
