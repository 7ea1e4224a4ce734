/** The price legend, which is the filter too: what is not chosen is dimmed, never hidden. */
import type { ReactNode } from 'react';
import { useFormats } from '../../language/use-formats.ts';
import { useMapText } from '../messages.ts';
import type { MapTier } from '../tiers.ts';

export type LegendTier = MapTier & {
  /** Index in the plan. */
  readonly index: number;
  readonly colour: number;
  readonly free: number;
};

type TierFilterProps = {
  readonly tiers: readonly LegendTier[];
  /** Indexes of the tiers that are asked for; empty: all. */
  readonly wanted: ReadonlySet<number>;
  readonly onWanted: (wanted: ReadonlySet<number>) => void;
};

export function TierFilter({ tiers, wanted, onWanted }: TierFilterProps): ReactNode {
  const text = useMapText();
  const { money } = useFormats();

  function toggle(index: number): void {
    const next = new Set(wanted);
    if (!next.delete(index)) next.add(index);
    // All of them is none of them.
    onWanted(next.size === tiers.length ? new Set() : next);
  }

  return (
    <div className="seat-map-tiers" role="group" aria-label={text('prices')}>
      {tiers.map((tier) => (
        <button
          key={tier.code}
          type="button"
          className="seat-map-tier"
          aria-pressed={wanted.has(tier.index)}
          data-dim={(wanted.size > 0 && !wanted.has(tier.index)) || undefined}
          title={text('filterHelp')}
          onClick={() => toggle(tier.index)}
        >
          <i className="seat-map-swatch" data-colour={tier.colour + 1} />
          <span className="seat-map-tier-name">{tier.name}</span>
          <span className="seat-map-tier-price">{money(tier.priceMinor, tier.currency)}</span>
          <span className="seat-map-tier-left">
            {tier.free > 0 ? text('left', { count: tier.free }) : text('soldOut')}
          </span>
        </button>
      ))}
      {wanted.size > 0 && (
        <button type="button" className="seat-map-tier" onClick={() => onWanted(new Set())}>
          <span className="seat-map-tier-name">{text('allPrices')}</span>
        </button>
      )}
    </div>
  );
}
