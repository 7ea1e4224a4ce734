/** What lies over the painted map: labels of the choice, the focus, the card. `placeOverlay` moves it. */
import type { ReactNode, RefObject } from 'react';
import type { MapFocus } from '../input/keys.ts';
import type { MapPlan } from '../model/map-plan.ts';
import { seatGroups } from '../model/party.ts';
import type { SeatWords } from '../seat-words.ts';
import { seatAt } from '../view/moves.ts';
import type { SceneInput } from '../view/update-scene.ts';
import { SeatCard } from './seat-card.tsx';

type MapOverlayProps = {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly map: MapPlan;
  readonly input: SceneInput;
  readonly words: SeatWords;
  readonly selected: readonly number[];
  readonly areaPin: string | undefined;
  readonly focus: MapFocus | undefined;
  readonly hovered: number | undefined;
};

export function MapOverlay(props: MapOverlayProps): ReactNode {
  const { ref, map, input, words, selected, areaPin, focus, hovered } = props;
  const focusedAt = focus === undefined ? undefined : placeOf(map, focus);
  const carded = hovered ?? (focus?.kind === 'seat' ? focus.seat : undefined);
  return (
    <div ref={ref} className="seat-map-overlay" aria-hidden="true">
      {seatGroups(map, selected).map((group) => (
        <div key={group[0]} className="seat-map-pin" {...middleOfSeats(map, group)}>
          {words.pin(group)}
        </div>
      ))}
      {areaPin !== undefined && input.selectedPool !== undefined && (
        <div className="seat-map-pin" {...areaPlace(map, input.selectedPool)}>
          {areaPin}
        </div>
      )}
      {focusedAt !== undefined && (
        <div
          className="seat-map-focus"
          data-kind="focus"
          data-x={focusedAt.x}
          data-y={focusedAt.y}
        />
      )}
      {carded !== undefined && (
        <SeatCard
          key={carded}
          map={map}
          seat={carded}
          place={words.place(carded)}
          facts={words.facts(carded, input.states, input.selected.has(carded))}
          colour={input.palette[map.seats.tier[carded] ?? 0] ?? 0}
          isKeyboard={hovered === undefined}
        />
      )}
    </div>
  );
}

function placeOf(map: MapPlan, focus: MapFocus) {
  if (focus.kind === 'seat') return seatAt(map, focus.seat);
  return [...map.sections, ...map.areas][focus.block]?.anchor;
}

function middleOfSeats(map: MapPlan, group: readonly number[]) {
  const first = seatAt(map, group[0] ?? 0);
  const last = seatAt(map, group.at(-1) ?? 0);
  const top = Math.min(first.y, last.y);
  return { 'data-x': (first.x + last.x) / 2, 'data-y': top };
}

function areaPlace(map: MapPlan, pool: number) {
  const area = map.areas.find((one) => one.area.pool === pool);
  const { x, y } = area?.anchor ?? { x: 0, y: 0 };
  // Above the area's own label.
  return { 'data-x': x, 'data-y': y - (area?.room.height ?? 0) * 0.25 };
}
