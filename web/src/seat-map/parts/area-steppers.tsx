/** General admission: how many places in which area. An order is for one area at a time. */
import type { ReactNode } from 'react';
import { useFormats } from '../../language/use-formats.ts';
import { useMapText } from '../messages.ts';
import './area-steppers.css';

export type AreaChoice = { readonly pool: number; readonly quantity: number };

export type AreaLine = {
  readonly pool: number;
  readonly name: string;
  /** Colour number, from 0. */
  readonly colour: number;
  readonly price: { readonly amountMinor: number; readonly currency: string } | undefined;
  readonly free: number;
};

type AreaSteppersProps = {
  readonly areas: readonly AreaLine[];
  readonly chosen: AreaChoice | undefined;
  readonly placesMax: number;
  readonly isBusy: boolean;
  readonly onChoose: (choice: AreaChoice | undefined) => void;
};

export function AreaSteppers(props: AreaSteppersProps): ReactNode {
  const { areas, chosen, placesMax, isBusy, onChoose } = props;
  const text = useMapText();
  const { money } = useFormats();
  return (
    <ul className="seat-map-areas">
      {areas.map(({ pool, name, colour, price, free }) => {
        const quantity = chosen?.pool === pool ? chosen.quantity : 0;
        const change = (by: number): void =>
          onChoose(quantity + by < 1 ? undefined : { pool, quantity: quantity + by });
        return (
          <li key={pool}>
            <i className="seat-map-swatch" data-colour={colour + 1} />
            <span className="seat-map-area-name">
              <strong>{name}</strong>
              <span>
                {price !== undefined && `${money(price.amountMinor, price.currency)} · `}
                {free > 0 ? text('left', { count: free }) : text('soldOut')}
              </span>
            </span>
            <span className="seat-map-stepper">
              <button
                type="button"
                aria-label={text('fewer', { area: name })}
                disabled={isBusy || quantity === 0}
                onClick={() => change(-1)}
              >
                −
              </button>
              <output aria-label={text('placesIn', { count: quantity, area: name })}>
                {quantity}
              </output>
              <button
                type="button"
                aria-label={text('more', { area: name })}
                disabled={isBusy || quantity >= Math.min(free, placesMax)}
                onClick={() => change(1)}
              >
                +
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
