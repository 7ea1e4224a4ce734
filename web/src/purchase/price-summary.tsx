/** Places and what they cost, fees included, as a list with a total. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../language/use-formats.ts';
import { type PlaceLine, totalsOf } from './place-lines.ts';
import './price-summary.css';

type PriceSummaryProps = {
  readonly lines: readonly PlaceLine[];
  readonly currency: string;
  /** Gives up one place. */
  readonly onRemove?: ((line: PlaceLine) => void) | undefined;
  readonly isBusy?: boolean;
};

export function PlaceList(props: PriceSummaryProps): ReactNode {
  const t = useTranslations('purchase');
  const { money } = useFormats();
  const { lines, currency, onRemove, isBusy = false } = props;
  return (
    <ul className="place-list">
      {lines.map((line) => (
        <li key={line.key}>
          <span className="place-name">
            <strong>{line.name}</strong>
            {line.tierName !== line.name && line.tierName !== '' && <span>{line.tierName}</span>}
          </span>
          <span className="place-price">{money(line.unitMinor + line.feeMinor, currency)}</span>
          {onRemove !== undefined && (
            <button
              type="button"
              className="place-remove"
              aria-label={t('removePlace', { place: line.name })}
              disabled={isBusy}
              onClick={() => onRemove(line)}
            >
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M7 7l10 10M17 7L7 17" />
              </svg>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Totals(props: Pick<PriceSummaryProps, 'lines' | 'currency'>): ReactNode {
  const t = useTranslations('purchase');
  const { money } = useFormats();
  const { lines, currency } = props;
  const { subtotalMinor, feesMinor, totalMinor } = totalsOf(lines);
  return (
    <dl className="totals">
      {feesMinor > 0 && (
        <>
          <div>
            <dt>{t('subtotal')}</dt>
            <dd>{money(subtotalMinor, currency)}</dd>
          </div>
          <div>
            <dt>{t('fees')}</dt>
            <dd>{money(feesMinor, currency)}</dd>
          </div>
        </>
      )}
      <div className="totals-sum">
        <dt>{t('total')}</dt>
        <dd>{money(totalMinor, currency)}</dd>
      </div>
    </dl>
  );
}
