/** What one sees when pointing at a seat: where it is, what it costs, whether it can be had. */
import type { ReactNode } from 'react';
import type { MapPlan } from '../model/map-plan.ts';
import type { SeatFacts } from '../seat-words.ts';

type SeatCardProps = {
  readonly map: MapPlan;
  readonly seat: number;
  readonly place: string;
  readonly facts: SeatFacts;
  /** Number of the tier's colour, from 0. */
  readonly colour: number;
  readonly isKeyboard: boolean;
};

export function SeatCard({
  map,
  seat,
  place,
  facts,
  colour,
  isKeyboard,
}: SeatCardProps): ReactNode {
  return (
    <div
      className="seat-map-card"
      data-kind="card"
      data-keyboard={isKeyboard || undefined}
      data-x={map.seats.x[seat]}
      data-y={map.seats.y[seat]}
    >
      <strong>{place}</strong>
      <span className="seat-map-card-price">
        <i className="seat-map-swatch" data-colour={colour + 1} />
        {facts.tier} · {facts.price}
      </span>
      <span>{[facts.state, ...facts.marks].join(' · ')}</span>
    </div>
  );
}
